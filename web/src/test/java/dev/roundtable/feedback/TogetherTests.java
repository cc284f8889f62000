package dev.roundtable.feedback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What fans and engineers do at the same moment. */
@StoreTest
class TogetherTests {

	private final Topics topics;

	private final Votes votes;

	private final Tasks tasks;

	private final JdbcClient jdbc;

	private final World world;

	TogetherTests(Topics topics, Votes votes, Tasks tasks, JdbcClient jdbc, World world) {
		this.topics = topics;
		this.votes = votes;
		this.tasks = tasks;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void votes_and_edits_of_one_task_neither_fail_nor_undo_each_other() throws Exception {
		TopicId topic = bug();
		long task = task(topic);
		List<Callable<Object>> work = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			Viewer fan = this.world.fan();
			Severity severity = (i % 2 == 0) ? Severity.CRITICAL : Severity.MINOR;
			work.add(() -> {
				this.votes.cast(fan, OnceKey.NONE, topic);
				return topic;
			});
			work.add(() -> edit(task, null, severity, null));
		}
		World.atOnce(6, work);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(number("select votes from tasks where number = ?", task)).isEqualTo(12));
		// The formula, on what is stored: neither side ranked by what was gone.
		assertThat(this.jdbc.sql("""
				select standing + extract(epoch from created_at) / 8640000.0 - 20 * ln(1 + people) / ln(2)
				    - 6 * ln(1 + votes) / ln(2) - case severity when 'CRITICAL' then 60 when 'NORMAL' then 10 else 0 end
				from tasks where number = ?
				""").param(task).query(Double.class).single()).isBetween(-0.01, 0.01);
	}

	@Test
	void merging_two_tasks_into_each_other_at_once_leaves_one_original() throws Exception {
		for (int i = 0; i < 5; i++) {
			long one = task(bug());
			long other = task(bug());
			World.atOnce(2, List.of(() -> edit(one, TaskStatus.DUPLICATE, null, other),
					() -> edit(other, TaskStatus.DUPLICATE, null, one)));
			assertThat(number("select count(*) from tasks where duplicate_of is null and number in (?, ?)", one, other))
				.isOne();
		}
	}

	@Test
	void merging_along_a_line_at_once_makes_no_chain() throws Exception {
		for (int i = 0; i < 5; i++) {
			long first = task(bug());
			long second = task(bug());
			long third = task(bug());
			World.atOnce(2, List.of(() -> edit(first, TaskStatus.DUPLICATE, null, second),
					() -> edit(second, TaskStatus.DUPLICATE, null, third)));
			assertThat(number("select count(*) from tasks where duplicate_of = ? and number in (?, ?)", third, first,
					second))
				.isEqualTo(2);
		}
	}

	private Object edit(long task, @Nullable TaskStatus status, @Nullable Severity severity,
			@Nullable Long duplicateOf) {
		try {
			long version = number("select version from tasks where number = ?", task);
			this.tasks.change(this.world.lin, TaskNumber.of(task), new TaskEdit(version, status, null, severity, null,
					null, null, null, null, duplicateOf, null, null));
		}
		catch (StaleVersion | BadInput refused) {
			return refused;
		}
		return task;
	}

	private TopicId bug() {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "It stutters", "When I scroll.", List.of()))
			.topic();
	}

	private long task(TopicId topic) {
		return number("select task_number from task_topics where topic_id = ?", topic.value());
	}

	private long number(String sql, Object... parameters) {
		return this.jdbc.sql(sql).params(parameters).query(Long.class).single();
	}

}
