package dev.roundtable.tasks.list;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.roundtable.http.CursorPage;
import dev.roundtable.people.AccountId;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.TaskView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order of the list comes from what was reported, never from who reported it: with
 * all origins and authors swapped, and every place reckoned anew, it is the same.
 */
@StoreTest
class ParityOfOriginsTests {

	private static final int GENERATED = 600;

	private static final List<String> ORIGINS = List.of("TOPIC", "NATIVE", "TRACKER");

	private final TaskList list;

	private final ListQueries queries;

	private final TaskRules rules;

	private final JdbcTemplate batch;

	private final JdbcClient jdbc;

	private final World world;

	ParityOfOriginsTests(TaskList list, ListQueries queries, TaskRules rules, JdbcTemplate batch, JdbcClient jdbc,
			World world) {
		this.list = list;
		this.queries = queries;
		this.rules = rules;
		this.batch = batch;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void the_order_of_a_generated_list_is_the_same_whoever_reported_it() {
		Random facts = new Random(8);
		OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).withNano(0);
		List<Reported> reported = new ArrayList<>();
		for (int i = 0; i < GENERATED; i++) {
			int people = 1 + facts.nextInt(400);
			reported.add(new Reported(List.of("CRITICAL", "MAJOR", "NORMAL", "MINOR").get(facts.nextInt(4)),
					facts.nextBoolean(), people, facts.nextInt(people), now.minusMinutes(facts.nextInt(2_000_000)),
					facts.nextInt(3)));
		}
		swapping_changes_nothing(reported);
	}

	void swapping_changes_nothing(List<Reported> reported) {
		List<TaskNumber> tasks = write(reported);
		for (String sort : List.of("score", "new", "votes")) {
			stand(tasks, reported, 0);
			List<Long> before = order(sort, null);
			assertThat(before).hasSize(reported.size());
			for (int by = 1; by < ORIGINS.size(); by++) {
				stand(tasks, reported, by);
				assertThat(order(sort, null)).as("%s, origins moved by %d", sort, by).isEqualTo(before);
			}
		}
		List<Long> all = order("score", null);
		for (String origin : List.of("topic", "native", "tracker")) {
			List<Long> some = order("score", origin);
			assertThat(some).as(origin).isNotEmpty().isEqualTo(all.stream().filter(some::contains).toList());
		}
	}

	private List<TaskNumber> write(List<Reported> reported) {
		List<Integer> places = new ArrayList<>();
		for (int i = 0; i < reported.size(); i++) {
			places.add(i);
		}
		// That the numbers do not say the order.
		Collections.shuffle(places, new Random(3));
		List<Object[]> rows = new ArrayList<>();
		for (int place : places) {
			Reported one = reported.get(place);
			rows.add(new Object[] { "Fact " + place, one.created(), one.severity(), one.regression(), this.world.board,
					this.world.mei.id().value(), this.world.board + "-" + place, one.created(), one.created() });
		}
		this.batch.batchUpdate("""
				insert into tasks (kind, title, status, status_at, severity, regression, component, author_id, origin,
				                   origin_ref, standing, created_at, updated_at)
				values ('BUG', ?, 'NEW', ?, ?, ?, ?, ?, 'TOPIC', ?, 0, ?, ?)
				""", rows);
		return this.jdbc.sql("""
				select number from tasks where component = ? order by cast(substring(title, 6) as int)
				""").param(this.world.board).query(Long.class).list().stream().map(TaskNumber::of).toList();
	}

	/** All of them with origins and authors moved on, and their places reckoned anew. */
	private void stand(List<TaskNumber> tasks, List<Reported> reported, int moved) {
		List<Object[]> rows = new ArrayList<>();
		for (int i = 0; i < tasks.size(); i++) {
			int origin = (reported.get(i).origin() + moved) % ORIGINS.size();
			AccountId author = (origin == 0) ? this.world.mei.id() : this.world.lin.id();
			rows.add(new Object[] { ORIGINS.get(origin), author.value(), tasks.get(i).value() });
		}
		this.batch.batchUpdate(
				"update tasks set origin = ?, author_id = ?, people = 0, votes = 0, standing = 0 where number = ?",
				rows);
		for (int i = 0; i < tasks.size(); i++) {
			this.rules.recount(tasks.get(i), reported.get(i).people(), reported.get(i).votes());
		}
	}

	private List<Long> order(String sort, @Nullable String origin) {
		ListQuery query = this.queries
			.of("in:" + this.world.board + " sort:" + sort + ((origin != null) ? " origin:" + origin : ""), null);
		List<Long> order = new ArrayList<>();
		@Nullable String cursor = null;
		do {
			CursorPage<TaskView> page = this.list.page(query, cursor, 100, null);
			page.items().forEach((task) -> order.add(task.number()));
			cursor = page.next();
		}
		while (cursor != null);
		return order;
	}

	/**
	 * @param origin its place among the origins
	 */
	record Reported(String severity, boolean regression, int people, int votes, OffsetDateTime created, int origin) {
	}

}
