package dev.roundtable.tasks.authors;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.people.Erasure;
import dev.roundtable.tasks.TaskChanged;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.TasksShown;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a person who is erased wrote on tasks, as she chooses; and nothing waits for her
 * any more. Tasks that she opened are the team's and stay.
 */
@Component
class ErasedComments implements Erasure {

	private static final int AT_ONCE = 100;

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	ErasedComments(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.events = events;
		this.clock = clock;
	}

	@Override
	public String step() {
		return "task-comments";
	}

	@Override
	public Turn turn() {
		return Turn.WORDS;
	}

	@Override
	public long erase(Who person, long from) {
		if (from == 0) {
			unassign(person);
		}
		List<Comment> comments = this.jdbc.sql("""
				select id, task_number as task from task_comments
				where author_id = :author and id > :from order by id limit :most""")
			.param("author", person.id().value())
			.param("from", from)
			.param("most", AT_ONCE)
			.query(Comment.class)
			.list();
		if (person.words()) {
			comments.forEach((comment) -> empty(person, comment));
		}
		comments.stream()
			.map(Comment::task)
			.distinct()
			.sorted()
			.forEach((task) -> this.events.publishEvent(new TaskChanged(TaskNumber.of(task))));
		return (comments.size() < AT_ONCE) ? DONE : comments.getLast().id();
	}

	private void empty(Who person, Comment comment) {
		this.jdbc.sql("""
				update task_comments set body = '', html = '', plain = null, version = version + 1 where id = :id
				""").param("id", comment.id()).update();
		this.jdbc.sql("""
				insert into task_comment_withdrawals (comment_id, withdrawn_by, withdrawn_at)
				values (:id, :by, :now) on conflict do nothing""")
			.param("id", comment.id())
			.param("by", person.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

	private void unassign(Who person) {
		List<TaskNumber> hers = this.jdbc
			.sql("select number from tasks where assignee_id = :id or author_id = :id order by number")
			.param("id", person.id().value())
			.query(Long.class)
			.list()
			.stream()
			.map(TaskNumber::of)
			.toList();
		this.jdbc.sql("""
				update tasks set touched = nextval('task_touches'), assignee_id = null, version = version + 1
				where assignee_id = :id
				""").param("id", person.id().value()).update();
		if (!hers.isEmpty()) {
			this.events.publishEvent(new TasksShown(hers));
		}
	}

	private record Comment(long id, long task) {
	}

}
