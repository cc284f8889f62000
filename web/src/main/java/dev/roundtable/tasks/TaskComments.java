package dev.roundtable.tasks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Body;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The two lanes of a task: for the team only, and public. */
@Component
public class TaskComments {

	private final JdbcClient jdbc;

	private final Tasks tasks;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	TaskComments(JdbcClient jdbc, Tasks tasks, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * @param internal read by the team alone
	 * @return the comment's id
	 */
	@Transactional
	public long write(AccountId author, TaskNumber task, String body, boolean internal) {
		this.tasks.lock(task);
		String text = Body.of(body).value();
		Rendered rendered = Markdown.render(text);
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into task_comments (task_number, author_id, body, html, plain, renderer, internal, created_at)
				values (:task, :author, :body, :html, :plain, :renderer, :internal, :now)
				""")
			.param("task", task.value())
			.param("author", author.value())
			.param("body", text)
			.param("html", rendered.html())
			.param("plain", rendered.plainUnlessSame(text))
			.param("renderer", rendered.renderer())
			.param("internal", internal)
			.param("now", now)
			.update(key, "id");
		if (!internal) {
			this.jdbc.sql("update tasks set answered_at = coalesce(answered_at, :now) where number = :task")
				.param("now", now)
				.param("task", task.value())
				.update();
			this.events.publishEvent(new TaskChanged(task));
		}
		return Objects.requireNonNull(key.getKeyAs(Long.class));
	}

	/** What the viewer may read, oldest first. */
	List<Comment> of(TaskNumber task, @Nullable Viewer viewer) {
		return read(task, Viewer.may(viewer, Capability.READ_TEAM));
	}

	/** What everybody may read, oldest first. */
	public List<Comment> answers(TaskNumber task) {
		return read(task, false);
	}

	private List<Comment> read(TaskNumber task, boolean internalToo) {
		return this.jdbc.sql("""
				select c.id, a.name, c.body, c.html, c.internal, c.created_at, c.version
				from task_comments c join accounts a on a.id = c.author_id
				where c.task_number = :task and (c.internal = false or :internalToo) order by c.id
				""")
			.param("task", task.value())
			.param("internalToo", internalToo)
			.query((row, n) -> new Comment(row.getLong("id"), row.getString("name"), row.getString("body"),
					row.getString("html"), row.getBoolean("internal"),
					When.of(row.getObject("created_at", OffsetDateTime.class).toInstant()), row.getLong("version")))
			.list();
	}

	/**
	 * @param html sanitised when it was written
	 */
	public record Comment(long id, String author, String body, String html, boolean internal, When at, long version) {

		/** For templates: what stands for the name on its round. */
		public String initial() {
			return Text.initial(this.author);
		}

	}

}
