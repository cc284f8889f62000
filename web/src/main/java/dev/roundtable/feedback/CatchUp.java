package dev.roundtable.feedback;

import java.util.List;
import java.util.Objects;

import dev.roundtable.forum.PostWritten;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.VotesCounted;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Role;
import dev.roundtable.tasks.ReportsChanged;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What fans do reaches the task at once, or a moment later. A vote, a reply or a new
 * title never waits for a task: who works on it holds its row and waits for its topics,
 * and many topics may be voted for at once. What finds it busy is written down and done
 * when it is free.
 */
@Component
class CatchUp {

	private final JdbcClient jdbc;

	private final TaskRules tasks;

	private final AffectedPeople people;

	CatchUp(JdbcClient jdbc, TaskRules tasks, AffectedPeople people) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.people = people;
	}

	@EventListener
	void countPeople(VotesCounted counted) {
		this.jdbc.sql("select task_number from task_topics where topic_id = :topic")
			.param("topic", counted.topic().value())
			.query(Long.class)
			.optional()
			.ifPresent((task) -> count(TaskNumber.of(task)));
	}

	@EventListener
	void countPeople(ReportsChanged changed) {
		count(changed.task());
	}

	@EventListener
	void countPeople(VotedForTask voted) {
		count(voted.task());
	}

	/** Counts the people of what stands for that task on the list. */
	void count(TaskNumber task) {
		this.tasks.root(task).ifPresent((root) -> unlessBusy(root, null, null, () -> countNow(root)));
	}

	/** The same, by whom the task is locked. */
	void countNow(TaskNumber task) {
		AffectedPeople.Count count = Objects.requireNonNull(this.people.of(List.of(task)).get(task));
		this.tasks.recount(task, count.people(), count.votes());
	}

	/** The task takes title and kind from its topic. */
	void title(TaskNumber task, TopicId topic, String title, TaskKind kind) {
		unlessBusy(task, topic.value(), null, () -> this.tasks.agree(task, title, kind));
	}

	/** What was asked of fans may be answered. */
	@EventListener
	void hear(PostWritten written) {
		this.jdbc.sql("""
				select o.number from task_topics l
				join task_facts t on t.number = l.task_number
				join task_facts o on o.number = coalesce(t.duplicate_of, t.number)
				where l.topic_id = :topic and o.status = 'NEEDS_INFO'
				""")
			.param("topic", written.topic().value())
			.query(Long.class)
			.optional()
			.map(TaskNumber::of)
			.ifPresent((task) -> {
				long post = written.post().value();
				unlessBusy(task, null, post, () -> hear(task, post));
			});
	}

	private void hear(TaskNumber task, long post) {
		this.jdbc.sql("""
				select p.author_id as authorId, n.role, p.author_id = f.author_id as reporter
				from post_facts p join topic_facts f on f.topic_id = p.topic_id
				join people_names n on n.account_id = p.author_id
				join task_fates s on s.number = :task
				where p.post_id = :post and p.held = false and p.created_at > s.status_at
				""")
			.param("task", task.value())
			.param("post", post)
			.query(Speaker.class)
			.optional()
			.filter((one) -> one.reporter() || !one.role().isTeam())
			.ifPresent((one) -> this.tasks.toldMore(task, AccountId.of(one.authorId())));
	}

	private void unlessBusy(TaskNumber task, @Nullable Long topic, @Nullable Long post, Runnable work) {
		switch (this.tasks.lockUnlessBusy(task)) {
			case LOCKED -> work.run();
			case BUSY -> this.jdbc
				.sql("insert into tasks_to_count (task_number, topic_id, post_id) values (:task, :topic, :post)")
				.param("task", task.value())
				.param("topic", topic)
				.param("post", post)
				.update();
			case GONE -> {
			}
		}
	}

	/** Does what found its task busy. */
	@Scheduled(fixedDelayString = "${roundtable.votes.recount-every:500ms}")
	@Transactional
	void doLeftovers() {
		List<Waiting> waiting = this.jdbc.sql("""
				select id, task_number as taskNumber, topic_id as topicId, post_id as postId from tasks_to_count
				order by id limit 1000 for update skip locked
				""").query(Waiting.class).list();
		if (waiting.isEmpty()) {
			return;
		}
		this.jdbc.sql("delete from tasks_to_count where id in (:ids)")
			.param("ids", waiting.stream().map(Waiting::id).toList())
			.update();
		waiting.stream()
			.filter((one) -> one.topicId() == null && one.postId() == null)
			.map(Waiting::taskNumber)
			.distinct()
			.forEach((task) -> count(TaskNumber.of(task)));
		for (Waiting one : waiting) {
			TaskNumber task = TaskNumber.of(one.taskNumber());
			Long post = one.postId();
			if (post != null) {
				unlessBusy(task, null, post, () -> hear(task, post));
			}
			if (one.topicId() != null) {
				titled(task, one.topicId());
			}
		}
	}

	private void titled(TaskNumber task, long topic) {
		this.jdbc.sql("select title, kind from topic_facts where topic_id = :topic and kind in ('BUG', 'IDEA')")
			.param("topic", topic)
			.query(Titled.class)
			.optional()
			.ifPresent((now) -> title(task, TopicId.of(topic), now.title(), now.kind()));
	}

	private record Waiting(long id, long taskNumber, @Nullable Long topicId, @Nullable Long postId) {
	}

	private record Speaker(long authorId, Role role, boolean reporter) {
	}

	private record Titled(String title, TaskKind kind) {
	}

}
