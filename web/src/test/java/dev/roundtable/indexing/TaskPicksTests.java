package dev.roundtable.indexing;

import java.util.List;

import dev.roundtable.indexing.MergeCandidates.Candidate;
import dev.roundtable.http.OnceKey;
import dev.roundtable.limits.Limits;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.Tasks;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a field offers in which tasks are chosen. */
@StoreTest
class TaskPicksTests {

	private final Shelf shelf = new Shelf();

	private final Tasks tasks;

	private final Finder finder;

	private final FoundRows rows;

	private final Limits limits;

	private final World world;

	TaskPicksTests(Tasks tasks, Finder finder, JdbcClient jdbc, Limits limits, World world) {
		this.tasks = tasks;
		this.finder = finder;
		this.rows = new FoundRows(jdbc);
		this.limits = limits;
		this.world = world;
	}

	@Test
	void what_is_called_like_that_is_offered_with_what_it_is() {
		long task = open("Brighter stars");
		this.shelf.titled = List.of(new DocumentKey(Type.TASK, task));
		assertThat(picks(this.shelf).typed(this.world.lin, "bri"))
			.containsExactly(new Candidate(task, "Brighter stars", "IDEA", "NEW"));
	}

	@Test
	void a_number_is_understood_while_search_is_away() {
		long task = open("Longer nights");
		for (String typed : List.of("#" + task, " " + task + " ")) {
			assertThat(picks(SearchIndex.off()).typed(this.world.lin, typed)).extracting(Candidate::number)
				.containsExactly(task);
		}
		assertThat(picks(SearchIndex.off()).typed(this.world.lin, "longer")).isEmpty();
	}

	@Test
	void those_that_were_chosen_get_their_names_in_the_order_in_which_they_were() {
		long one = open("One");
		long other = open("Other");
		assertThat(picks(this.shelf).named(this.world.lin, List.of(other, 987_654_321L, one, 0L)))
			.extracting(Candidate::title)
			.containsExactly("Other", "One");
	}

	@Test
	void who_plans_nothing_is_offered_nothing() {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> picks(this.shelf).typed(this.world.mei, "bri"));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> picks(this.shelf).named(this.world.mei, List.of(1L)));
	}

	private TaskPicks picks(SearchIndex index) {
		return new TaskPicks(index, new MergeCandidates(index, this.finder, this.rows, this.limits), this.limits);
	}

	private long open(String title) {
		return this.tasks.open(this.world.lin, NewTask.of(TaskKind.IDEA, title, "", this.world.board), OnceKey.NONE)
			.value();
	}

}
