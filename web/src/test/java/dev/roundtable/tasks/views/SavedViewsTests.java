package dev.roundtable.tasks.views;

import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.list.ListTabs.Tab;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class SavedViewsTests {

	private final SavedViews saved;

	private final ListViews views;

	private final Tasks tasks;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer engineer;

	SavedViewsTests(SavedViews saved, ListViews views, Tasks tasks, JdbcClient jdbc, World world) {
		this.jdbc = jdbc;
		this.saved = saved;
		this.views = views;
		this.tasks = tasks;
		this.world = world;
		this.engineer = world.somebody(Role.ENGINEER);
	}

	@Test
	void what_one_keeps_is_hers_and_what_is_shared_is_the_teams() {
		long mine = save(this.engineer, "My own", false);
		long teams = save(this.engineer, "Teams " + this.world.board, true);
		Viewer colleague = this.world.somebody(Role.ENGINEER);
		assertThat(labels(this.engineer)).contains("My own", "Teams " + this.world.board);
		assertThat(labels(colleague)).contains("Teams " + this.world.board).doesNotContain("My own");
		for (Viewer outsider : new Viewer[] { null, this.world.mei }) {
			assertThat(labels(outsider)).doesNotContain("My own", "Teams " + this.world.board);
		}
		for (long view : List.of(mine, teams)) {
			assertThatExceptionOfType(NotFound.class)
				.isThrownBy(() -> this.saved.remove(colleague, view, OnceKey.NONE));
			this.saved.remove(this.engineer, view, OnceKey.NONE);
		}
		assertThat(labels(this.engineer)).doesNotContain("My own", "Teams " + this.world.board);
	}

	@Test
	void a_fan_keeps_lists_and_shares_none() {
		Viewer fan = this.world.fan();
		save(fan, "Hers", false);
		assertThat(labels(fan)).contains("Hers");
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> save(fan, "For all", true));
	}

	@Test
	void a_name_is_taken_once_and_there_are_so_many_and_no_more() {
		for (int i = 0; i < SavedViews.MOST - 1; i++) {
			save(this.engineer, "List " + i, false);
		}
		refused("List 0");
		refused(" ");
		refused("x".repeat(SavedViews.NAME + 1));
		save(this.engineer, "The last", false);
		refused("One more");
	}

	@Test
	void of_eight_at_once_one_takes_the_last_place() throws InterruptedException {
		for (int i = 0; i < SavedViews.MOST - 1; i++) {
			save(this.engineer, "List " + i, false);
		}
		List<Callable<Boolean>> work = new java.util.ArrayList<>();
		for (int i = 0; i < 8; i++) {
			String name = "Last " + i;
			work.add(() -> {
				try {
					save(this.engineer, name, false);
					return true;
				}
				catch (BadInput full) {
					return false;
				}
			});
		}
		assertThat(World.atOnce(8, work)).containsOnlyOnce(true);
	}

	@Test
	void a_list_gets_another_name_shows_something_else_and_is_shared_and_taken_back() {
		long view = save(this.engineer, "Camera", false);
		Viewer colleague = this.world.somebody(Role.ENGINEER);
		String name = "Cameras " + this.world.board;
		change(this.engineer, view, new ViewEdit(1L, name, "is:open in:camera", true));
		assertThat(this.views.of(colleague)).filteredOn((tab) -> tab.label().equals(name))
			.singleElement()
			.satisfies((tab) -> assertThat(tab.q()).isEqualTo("is:open in:camera"));
		change(this.engineer, view, new ViewEdit(2L, name, "is:open in:camera", false));
		assertThat(labels(colleague)).doesNotContain(name);
		assertThat(labels(this.engineer)).contains(name).doesNotContain("Camera");
	}

	@Test
	void nobody_changes_the_list_of_another_person_and_a_fan_shares_none() {
		long view = save(this.engineer, "For all " + this.world.board, true);
		ViewEdit mine = new ViewEdit(1L, "Mine", "is:open", false);
		for (Viewer other : List.of(this.world.somebody(Role.ENGINEER), this.world.fan())) {
			assertThatExceptionOfType(NotFound.class).isThrownBy(() -> change(other, view, mine));
			assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.saved.find(other, view));
		}
		Viewer fan = this.world.fan();
		long hers = save(fan, "Hers", false);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> change(fan, hers, new ViewEdit(1L, "Hers", "is:open", true)));
		this.saved.remove(this.engineer, view, OnceKey.NONE);
	}

	@Test
	void of_eight_changes_of_a_list_at_once_one_is_made() throws InterruptedException {
		long view = save(this.engineer, "Camera", false);
		List<Callable<Boolean>> work = new java.util.ArrayList<>();
		for (int i = 0; i < 8; i++) {
			String name = "Camera " + i;
			work.add(() -> {
				try {
					change(this.engineer, view, new ViewEdit(1L, name, "is:open", false));
					return true;
				}
				catch (StaleVersion stale) {
					assertThat(stale.current()).isEqualTo(2);
					return false;
				}
			});
		}
		assertThat(World.atOnce(8, work)).containsOnlyOnce(true);
	}

	@Test
	void a_list_takes_no_name_that_another_one_has_and_no_words_that_nobody_could_ask_for() {
		save(this.engineer, "Taken", false);
		long view = save(this.engineer, "Free", false);
		for (ViewEdit wrong : List.of(new ViewEdit(1L, "Taken", "", false), new ViewEdit(1L, " ", "", false),
				new ViewEdit(1L, "Free", "x".repeat(1000), false), new ViewEdit(null, "Free", "", false))) {
			assertThatExceptionOfType(BadInput.class).isThrownBy(() -> change(this.engineer, view, wrong));
		}
		assertThat(this.saved.find(this.engineer, view).version()).isOne();
	}

	private void change(Viewer by, long view, ViewEdit edit) {
		this.saved.change(by, view, edit, OnceKey.NONE);
	}

	@Test
	void each_list_is_counted_for_whoever_looks() {
		this.tasks.open(this.world.lin, NewTask.of(TaskKind.BUG, "One", "", this.world.board), OnceKey.NONE);
		this.tasks.open(this.world.lin, new NewTask("Two", "", TaskKind.IDEA, null, this.world.board, "team"),
				OnceKey.NONE);
		this.saved.save(this.engineer, "Here", "in:" + this.world.board, false, OnceKey.NONE);
		this.saved.save(this.engineer, "Bugs here", "kind:bug in:" + this.world.board, false, OnceKey.NONE);
		Viewer fan = this.world.fan();
		this.saved.save(fan, "Here", "in:" + this.world.board, false, OnceKey.NONE);
		assertThat(count(this.engineer, "Here")).isEqualTo(2);
		assertThat(count(this.engineer, "Bugs here")).isOne();
		assertThat(count(fan, "Here")).isOne();
	}

	@Test
	void what_nobody_could_ask_for_is_not_kept_and_takes_the_lists_from_nobody() {
		String word = "x".repeat(1000);
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.saved.save(this.engineer, "Wrong", word, true, OnceKey.NONE))
			.matches((bad) -> bad.field().equals("q"));
		long old = save(this.engineer, "Of old " + this.world.board, true);
		this.jdbc.sql("update task_views set query = ? where id = ?").params(word, old).update();
		Viewer colleague = this.world.somebody(Role.ENGINEER);
		try {
			assertThat(this.views.counted(colleague)).extracting(Tab::label).contains("Of old " + this.world.board);
		}
		finally {
			this.saved.remove(this.engineer, old, OnceKey.NONE);
		}
	}

	@Test
	void of_lists_that_no_index_helps_only_some_are_counted_at_a_visit() {
		for (int i = 0; i < 10; i++) {
			this.saved.save(this.engineer, "Words " + i, "words" + i, false, OnceKey.NONE);
		}
		this.saved.save(this.engineer, "Here", "in:" + this.world.board, false, OnceKey.NONE);
		assertThat(count(this.engineer, "Words 0")).isZero();
		assertThat(count(this.engineer, "Words 9")).isNull();
		assertThat(count(this.engineer, "Here")).isZero();
	}

	private @Nullable Long count(Viewer viewer, String label) {
		return this.views.counted(viewer)
			.stream()
			.filter((tab) -> tab.label().equals(label))
			.findFirst()
			.orElseThrow()
			.count();
	}

	private long save(Viewer by, String name, boolean shared) {
		return this.saved.save(by, name, "is:open", shared, OnceKey.NONE);
	}

	private void refused(String name) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> save(this.engineer, name, false))
			.matches((bad) -> bad.field().equals("name"));
	}

	private List<String> labels(@Nullable Viewer viewer) {
		return this.views.of(viewer).stream().map(Tab::label).toList();
	}

}
