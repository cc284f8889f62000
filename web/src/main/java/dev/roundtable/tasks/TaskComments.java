package dev.roundtable.tasks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;

import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Face;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Body;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * The two lanes of a task: for the team only, and public. What was sent can be corrected
 * and withdrawn by who wrote it, and by moderators; its readers see that it was.
 */
@Component
public class TaskComments {

	private final JdbcClient jdbc;

	private final Tasks tasks;

	private final Journal journal;

	private final CommentMentions mentions;

	private final Once once;

	private final Limits limits;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	TaskComments(JdbcClient jdbc, Tasks tasks, Journal journal, CommentMentions mentions, Once once, Limits limits,
			ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.journal = journal;
		this.mentions = mentions;
		this.once = once;
		this.limits = limits;
		this.events = events;
		this.clock = clock;
	}

	/** @see #write(Viewer, TaskNumber, String, boolean, OnceKey) */
	public long write(Viewer by, TaskNumber task, String body, boolean internal) {
		return write(by, task, body, internal, OnceKey.NONE);
	}

	/**
	 * @param internal read by the team alone
	 * @return the comment's id
	 * @throws NotFound when there is no such task for her
	 */
	public long write(Viewer by, TaskNumber task, String body, boolean internal, OnceKey key) {
		return write(by, task, body, internal, key, (_) -> {
		});
	}

	/**
	 * Answers in public what somebody said elsewhere.
	 * @param also told of the comment's id in the transaction that writes it: what it
	 * throws undoes all
	 */
	public long answer(Viewer by, TaskNumber task, String body, LongConsumer also) {
		return write(by, task, body, false, OnceKey.NONE, also);
	}

	private long write(Viewer by, TaskNumber task, String body, boolean internal, OnceKey key, LongConsumer also) {
		requireLane(by, internal);
		this.limits.spend(by, Act.COMMENT);
		String text = Body.of(body).value();
		Rendered html = Markdown.render(text);
		return this.once.write(key.asking("comment on task " + task, internal, text), () -> {
			Task on = this.tasks.lock(task, by);
			long id = insert(by, task, text, html, internal);
			also.accept(id);
			tell(by, on, id, internal ? "noted" : "answered", internal);
			return id;
		}, Long::longValue, (made) -> made);
	}

	private long insert(Viewer by, TaskNumber task, String text, Rendered html, boolean internal) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		this.jdbc.sql("""
				insert into task_comments (task_number, author_id, body, html, plain, renderer, internal, created_at)
				values (:task, :author, :body, :html, :plain, :renderer, :internal, :now)
				""")
			.param("task", task.value())
			.param("author", by.id().value())
			.param("body", text)
			.param("html", html.html())
			.param("plain", html.plainUnlessSame(text))
			.param("renderer", html.renderer())
			.param("internal", internal)
			.param("now", now)
			.update(key, "id");
		if (!internal) {
			this.jdbc.sql("""
					update tasks set touched = nextval('task_touches'), answered_at = coalesce(answered_at, :now),
					                 updated_at = :now
					where number = :task
					""").param("now", now).param("task", task.value()).update();
		}
		long id = Objects.requireNonNull(key.getKeyAs(Long.class));
		this.mentions.keep(id, html.mentions(), now);
		return id;
	}

	/**
	 * Puts other words in the place of what was sent.
	 * @param version the one the correction was made against
	 * @throws StaleVersion when it was corrected meanwhile
	 * @throws NotFound when there is no such comment for her
	 */
	public void correct(Viewer by, TaskNumber task, long id, long version, String body, OnceKey key) {
		by.require(Capability.POST);
		this.limits.spend(by, Act.EDIT);
		String text = Body.of(body).value();
		Rendered html = Markdown.render(text);
		this.once.write(key.asking("correct comment " + id, version, text), () -> {
			Task on = this.tasks.lock(task, by);
			Comment before = hers(by, task, id, version);
			if (before.body().equals(text)) {
				return;
			}
			this.jdbc
				.sql("""
						update task_comments set body = :body, html = :html, plain = :plain, renderer = :renderer, corrected_by = :by, corrected_at = :now,
						                         version = version + 1
						where id = :id
						""")
				.param("body", text)
				.param("html", html.html())
				.param("plain", html.plainUnlessSame(text))
				.param("renderer", html.renderer())
				.param("by", by.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.param("id", id)
				.update();
			this.mentions.keep(id, html.mentions(), OffsetDateTime.now(this.clock));
			tell(by, on, id, before.internal() ? "corrected-note" : "corrected-answer", before.internal());
		});
	}

	/** Takes back what was sent: nobody reads it any more. */
	public void withdraw(Viewer by, TaskNumber task, long id, long version, OnceKey key) {
		by.require(Capability.POST);
		this.limits.spend(by, Act.EDIT);
		this.once.write(key.asking("withdraw comment " + id, version), () -> {
			Task on = this.tasks.lock(task, by);
			Comment before = hers(by, task, id, version);
			this.jdbc.sql("""
					insert into task_comment_withdrawals (comment_id, withdrawn_by, withdrawn_at)
					values (:id, :by, :now)
					""")
				.param("id", id)
				.param("by", by.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.update();
			tell(by, on, id, before.internal() ? "withdrew-note" : "withdrew-answer", before.internal());
		});
	}

	/** A comment that she may change, as it stands while its task is locked. */
	private Comment hers(Viewer by, TaskNumber task, long id, long version) {
		Comment comment = find(by, task, id);
		if (!comment.isHers(by)) {
			throw new AccessDeniedException("somebody else's");
		}
		requireLane(by, comment.internal());
		if (comment.version() != version) {
			throw new StaleVersion(comment.version());
		}
		return comment;
	}

	/**
	 * @throws NotFound when there is no such comment for her
	 */
	public Comment find(@Nullable Viewer viewer, TaskNumber task, long id) {
		return of(task, viewer).stream()
			.filter((one) -> one.id() == id)
			.findFirst()
			.orElseThrow(() -> new NotFound("comment " + id));
	}

	private static void requireLane(Viewer by, boolean internal) {
		by.require(internal ? Capability.CHANGE_TASKS : Capability.ANSWER_FOR_TEAM);
	}

	private void tell(Viewer by, Task on, long id, String action, boolean internal) {
		this.journal.record(by.id().value(), action, Tasks.subject(on.number()), internal ? Audience.TEAM : on.told(),
				Map.of("comment", String.valueOf(id)));
		if (!internal) {
			this.events.publishEvent(new TaskChanged(TaskNumber.of(on.number())));
		}
	}

	/**
	 * What the viewer may read, oldest first. The caller has seen to the task's audience.
	 */
	public List<Comment> of(TaskNumber task, @Nullable Viewer viewer) {
		return read(task, Viewer.may(viewer, Capability.READ_TEAM));
	}

	/** What everybody who reads the task may read, oldest first. */
	public List<Comment> answers(TaskNumber task) {
		return read(task, false);
	}

	/** The last public answer of each of these tasks that has one. */
	public Map<TaskNumber, LatestAnswer> latestAnswers(Collection<TaskNumber> tasks) {
		Map<TaskNumber, LatestAnswer> answers = new HashMap<>();
		this.jdbc.sql("""
				select c.task_number, a.name, substring(coalesce(c.plain, c.body), 1, :most) as words, c.created_at
				from task_comments c join people_names a on a.account_id = c.author_id
				where c.id in (
				    select max(l.id) from task_comments l
				    left join task_comment_withdrawals w on w.comment_id = l.id
				    where l.task_number = any(:tasks) and l.internal = false and w.comment_id is null
				    group by l.task_number)
				""")
			.param("most", LatestAnswer.WORDS)
			.param("tasks", tasks.stream().map(TaskNumber::value).toArray(Long[]::new))
			.query((row) -> {
				answers.put(TaskNumber.of(row.getLong("task_number")),
						new LatestAnswer(row.getString("name"), row.getString("words"),
								When.of(row.getObject("created_at", OffsetDateTime.class).toInstant())));
			});
		return answers;
	}

	/**
	 * @param words the beginning of what was answered, without markup
	 */
	public record LatestAnswer(String author, String words, When at) {

		/** Characters at most. */
		static final int WORDS = 400;

	}

	private List<Comment> read(TaskNumber task, boolean internalToo) {
		return this.jdbc.sql("""
				select c.id, c.author_id, a.name, c.body, c.html, c.internal, c.created_at, c.version, c.corrected_at,
				       e.name as corrector, a.picture
				from task_comments c join people_names a on a.account_id = c.author_id
				left join people_names e on e.account_id = c.corrected_by
				left join task_comment_withdrawals w on w.comment_id = c.id
				where c.task_number = :task and w.comment_id is null and (c.internal = false or :internalToo)
				order by c.id
				""").param("task", task.value()).param("internalToo", internalToo).query((row, _) -> {
			OffsetDateTime corrected = row.getObject("corrected_at", OffsetDateTime.class);
			return new Comment(row.getLong("id"), row.getLong("author_id"), row.getString("name"),
					row.getString("body"), row.getString("html"), row.getBoolean("internal"),
					When.of(row.getObject("created_at", OffsetDateTime.class).toInstant()), row.getLong("version"),
					(corrected != null) ? When.of(corrected.toInstant()) : null, row.getString("corrector"),
					Face.small(row.getString("picture")));
		}).list();
	}

	/**
	 * @param html sanitised when it was written
	 * @param corrected when it last was, null for never
	 * @param face where the author's picture is, null where an initial stands for her
	 */
	public record Comment(long id, long authorId, String author, String body, String html, boolean internal, When at,
			long version, @Nullable When corrected, @Nullable String corrector, @Nullable String face) {

		/** Whether she may correct it and take it back. */
		public boolean isHers(@Nullable Viewer viewer) {
			return viewer != null && (viewer.id().value() == this.authorId || viewer.may(Capability.MODERATE));
		}

		/** For templates: what stands for a picture of her. */
		public String initial() {
			return Text.initial(this.author);
		}

		/** Whether somebody else corrected it. */
		public boolean correctedByOther() {
			return this.corrector != null && !this.corrector.equals(this.author);
		}

	}

}
