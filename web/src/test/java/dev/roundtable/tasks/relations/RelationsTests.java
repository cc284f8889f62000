package dev.roundtable.tasks.relations;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Entry;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskHistory;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.relations.Relations.Related;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

@StoreTest
class RelationsTests {

	private final Relations relations;

	private final Tasks tasks;

	private final TaskHistory history;

	private final JdbcClient jdbc;

	private final World world;

	RelationsTests(Relations relations, Tasks tasks, TaskHistory history, JdbcClient jdbc, World world) {
		this.relations = relations;
		this.tasks = tasks;
		this.history = history;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void each_of_both_shows_it_from_its_own_side() {
		TaskNumber one = task("everyone");
		for (RelationKind kind : RelationKind.values()) {
			TaskNumber two = task("everyone");
			relate(one, kind, two);
			assertThat(kinds(two, null)).containsExactly(tuple(kind.turned(), one.value()));
			assertThat(kinds(one, null)).contains(tuple(kind, two.value()));
		}
		assertThat(kinds(one, null)).hasSize(6);
	}

	@Test
	void it_is_gone_from_both_when_either_side_takes_it_back() {
		TaskNumber one = task("everyone");
		TaskNumber two = task("everyone");
		relate(one, RelationKind.CAUSED_BY, two);
		this.relations.takeBack(this.world.lin, two, RelationKind.CAUSES, one, OnceKey.NONE);
		this.relations.takeBack(this.world.lin, two, RelationKind.CAUSES, one, OnceKey.NONE);
		assertThat(kinds(one, null)).isEmpty();
		assertThat(kinds(two, null)).isEmpty();
		assertThat(this.history.entries(one, null)).extracting(Entry::action)
			.containsExactly("opened", "related", "unrelated");
		assertThat(this.history.entries(two, null).get(1).facts()).containsEntry("relation", "CAUSES")
			.containsEntry("other", String.valueOf(one.value()));
	}

	@Test
	void what_somebody_may_not_read_she_is_told_of_by_neither() {
		TaskNumber open = task("everyone");
		TaskNumber secret = task("team");
		relate(open, RelationKind.BLOCKED_BY, secret);
		assertThat(kinds(open, this.world.lin)).hasSize(1);
		for (Viewer reader : new @Nullable Viewer[] { null, this.world.mei }) {
			assertThat(kinds(open, reader)).isEmpty();
			assertThat(this.history.entries(open, reader)).extracting(Entry::action).containsExactly("opened");
		}
	}

	@Test
	void no_task_is_related_to_itself_nor_leads_back_to_where_it_began() {
		TaskNumber one = task("everyone");
		TaskNumber two = task("everyone");
		TaskNumber three = task("everyone");
		refused(one, RelationKind.BLOCKS, one, "relation.self");
		relate(one, RelationKind.BLOCKS, two);
		refused(one, RelationKind.BLOCKED_BY, two, "relation.circle");
		relate(three, RelationKind.BLOCKED_BY, two);
		refused(three, RelationKind.BLOCKS, one, "relation.circle");
		relate(three, RelationKind.CAUSES, one);
		assertThat(kinds(one, null)).containsExactlyInAnyOrder(tuple(RelationKind.BLOCKS, two.value()),
				tuple(RelationKind.CAUSED_BY, three.value()));
	}

	@Test
	void two_who_say_the_same_at_once_from_both_sides_say_it_once() throws InterruptedException {
		TaskNumber one = task("everyone");
		TaskNumber two = task("everyone");
		List<Callable<Boolean>> work = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			boolean turned = i % 2 == 0;
			work.add(() -> {
				relate(turned ? two : one, turned ? RelationKind.BLOCKED_BY : RelationKind.BLOCKS, turned ? one : two);
				return true;
			});
		}
		World.atOnce(8, work);
		assertThat(kinds(one, null)).containsExactly(tuple(RelationKind.BLOCKS, two.value()));
		assertThat(this.history.entries(one, null)).extracting(Entry::action).containsExactly("opened", "related");
	}

	@Test
	void of_many_who_would_close_a_circle_together_one_does_not() throws InterruptedException {
		for (int round = 0; round < 5; round++) {
			List<TaskNumber> ring = List.of(task("everyone"), task("everyone"), task("everyone"), task("everyone"));
			List<Callable<Boolean>> work = new ArrayList<>();
			for (int i = 0; i < ring.size(); i++) {
				TaskNumber from = ring.get(i);
				TaskNumber to = ring.get((i + 1) % ring.size());
				work.add(() -> {
					try {
						relate(from, RelationKind.BLOCKS, to);
						return true;
					}
					catch (BadInput circle) {
						return false;
					}
				});
			}
			assertThat(World.atOnce(4, work)).containsExactlyInAnyOrder(true, true, true, false);
		}
	}

	@Test
	void an_engineers_edit_is_not_stale_because_of_a_relation() {
		TaskNumber one = task("everyone");
		long version = this.tasks.find(one, null).version();
		relate(one, RelationKind.BLOCKS, task("everyone"));
		assertThat(this.tasks.find(one, null)).extracting(Task::version).isEqualTo(version);
	}

	@Test
	void fans_relate_nothing_and_what_is_not_there_is_related_to_nothing() {
		TaskNumber one = task("everyone");
		TaskNumber two = task("everyone");
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.relations.relate(this.world.mei, one, RelationKind.BLOCKS, two, OnceKey.NONE));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.relations.takeBack(this.world.mei, one, RelationKind.BLOCKS, two, OnceKey.NONE));
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> relate(one, RelationKind.BLOCKS, TaskNumber.of(987654321)));
		this.jdbc.sql("update tasks set source_audience = 'group:nobody' where number = ?").param(two.value()).update();
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> relate(one, RelationKind.BLOCKS, two));
		assertThat(kinds(one, this.world.lin)).isEmpty();
	}

	private void refused(TaskNumber one, RelationKind kind, TaskNumber other, String why) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> relate(one, kind, other))
			.satisfies((bad) -> assertThat(bad.getMessage()).contains(why));
	}

	private void relate(TaskNumber one, RelationKind kind, TaskNumber other) {
		this.relations.relate(this.world.lin, one, kind, other, OnceKey.NONE);
	}

	private List<Tuple> kinds(TaskNumber task, @Nullable Viewer viewer) {
		return this.relations.of(task, viewer).stream().map((Related one) -> tuple(one.kind(), one.number())).toList();
	}

	private TaskNumber task(String audience) {
		return this.tasks.open(this.world.lin, new NewTask("It hums", "", TaskKind.BUG, null, "", audience),
				OnceKey.NONE);
	}

}
