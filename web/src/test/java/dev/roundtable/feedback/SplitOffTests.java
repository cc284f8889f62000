package dev.roundtable.feedback;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskNumber;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A topic that an import put on the task of another one is taken off it. */
@StoreTest
class SplitOffTests {

	private final SplitOff splitOff;

	private final Topics topics;

	private final JdbcClient jdbc;

	private final World world;

	SplitOffTests(SplitOff splitOff, Topics topics, JdbcClient jdbc, World world) {
		this.splitOff = splitOff;
		this.topics = topics;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void it_has_a_task_of_its_own_and_its_people_go_with_it() {
		TopicId one = post(this.world.mei, "It hums");
		TopicId other = imported(one);
		TaskNumber task = task(one);
		TaskNumber made = this.splitOff.split(this.world.lin, task, other.value(), OnceKey.NONE);
		assertThat(made).isNotEqualTo(task).isEqualTo(task(other));
		assertThat(people(task)).isOne();
		assertThat(people(made)).isOne();
		assertThat(this.jdbc.sql("select title from tasks where number = ?")
			.param(made.value())
			.query(String.class)
			.single()).isEqualTo("It crackles");
	}

	@Test
	void of_many_who_do_it_at_once_one_does_and_the_others_find_that_it_is_gone() throws InterruptedException {
		TopicId one = post(this.world.mei, "It hums");
		TopicId other = imported(one);
		TaskNumber task = task(one);
		Callable<Boolean> split = () -> {
			try {
				this.splitOff.split(this.world.lin, task, other.value(), OnceKey.NONE);
				return true;
			}
			catch (NotFound gone) {
				return false;
			}
		};
		assertThat(World.atOnce(6, Collections.nCopies(6, split))).filteredOn((done) -> done).hasSize(1);
		assertThat(this.jdbc.sql("select count(*) from tasks where component = ?")
			.param(this.world.board)
			.query(Long.class)
			.single()).as("the one, the one that the import left over, and the new one").isEqualTo(3);
	}

	@Test
	void a_fan_cannot() {
		TopicId one = post(this.world.mei, "It hums");
		TopicId other = imported(one);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.splitOff.split(this.world.mei, task(one), other.value(), OnceKey.NONE));
	}

	private TopicId post(Viewer author, String title) {
		return this.topics
			.post(author, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, title, "Since today", List.of()))
			.topic();
	}

	/** One that was marked as a duplicate where it comes from: no task came from it. */
	private TopicId imported(TopicId original) {
		TopicId topic = post(this.world.jun, "It crackles");
		this.jdbc.sql("update tasks set origin = 'NATIVE', origin_ref = null where number = ?")
			.param(task(topic).value())
			.update();
		this.jdbc.sql("update task_topics set task_number = ? where topic_id = ?")
			.params(task(original).value(), topic.value())
			.update();
		return topic;
	}

	private TaskNumber task(TopicId topic) {
		return TaskNumber.of(this.jdbc.sql("select task_number from task_topics where topic_id = ?")
			.param(topic.value())
			.query(Long.class)
			.single());
	}

	private long people(TaskNumber task) {
		return this.jdbc.sql("select people from tasks where number = ?")
			.param(task.value())
			.query(Long.class)
			.single();
	}

}
