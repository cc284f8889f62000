package dev.roundtable.tasks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.roundtable.http.NotFound;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Person;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.LinkedTopics.LinkedTopic;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Gathers what a task's page shows to a viewer. */
@Component
class TaskPages {

	private final JdbcClient jdbc;

	private final TaskComments comments;

	private final TaskHistory history;

	private final LinkedTopics topics;

	private final Accounts accounts;

	private final Clock clock;

	TaskPages(JdbcClient jdbc, TaskComments comments, TaskHistory history, LinkedTopics topics, Accounts accounts,
			Clock clock) {
		this.jdbc = jdbc;
		this.comments = comments;
		this.history = history;
		this.topics = topics;
		this.accounts = accounts;
		this.clock = clock;
	}

	void show(TaskNumber number, @Nullable Viewer viewer, Model model) {
		TaskView task = view(number);
		List<LinkedTopic> linked = this.topics.of(number);
		model.addAttribute("task", task.described(linked));
		model.addAttribute("topics", linked);
		model.addAttribute("comments", this.comments.of(number, viewer));
		model.addAttribute("changes", this.history.of(number));
		model.addAttribute("errors", Map.of());
		if (viewer != null && viewer.team()) {
			TaskStatus status = TaskStatus.valueOf(task.status());
			model.addAttribute("form", form(task));
			model.addAttribute("comment", new TaskController.CommentForm("", true));
			model.addAttribute("nextStatuses",
					Stream.concat(Stream.of(status), status.next().stream()).map(Enum::name).toList());
			model.addAttribute("severities", Arrays.stream(Severity.values()).map(Enum::name).toList());
			model.addAttribute("team", this.accounts.team().stream().map(Person::name).toList());
		}
	}

	TaskView view(TaskNumber number) {
		return this.jdbc.sql("""
				select t.number, t.title, t.kind, t.status, t.severity, t.regression, t.component,
				       a.name as assignee, t.origin, t.origin_ref as originRef, t.people, t.votes, t.standing,
				       t.fixed_in as fixedIn,
				       t.reason, t.duplicate_of as duplicateOf, w.name as author, s.name as statusBy,
				       t.status_at as statusAt, t.created_at as createdAt,
				       t.updated_at as updatedAt, t.version, t.body, t.html
				from tasks t join accounts w on w.id = t.author_id
				left join accounts a on a.id = t.assignee_id left join accounts s on s.id = t.status_by
				where t.number = :number
				""")
			.param("number", number.value())
			.query(Row.class)
			.optional()
			.orElseThrow(() -> new NotFound("task " + number))
			.view(this.clock);
	}

	private static TaskEdit form(TaskView task) {
		return new TaskEdit(task.version(), TaskStatus.valueOf(task.status()), task.title(),
				Severity.valueOf(task.severity()), task.regression(), task.component(), task.assignee(), task.fixedIn(),
				task.reason(), task.duplicateOf());
	}

	/** What was typed, to be sent again against the current version. */
	TaskEdit rebased(TaskEdit edit, long version) {
		return new TaskEdit(version, edit.status(), edit.title(), edit.severity(), edit.regression(), edit.component(),
				edit.assignee(), edit.fixedIn(), edit.reason(), edit.duplicateOf());
	}

	private record Row(long number, String title, String kind, String status, String severity, boolean regression,
			@Nullable String component, @Nullable String assignee, String origin, @Nullable String originRef,
			int people, int votes, double standing, @Nullable String fixedIn, @Nullable String reason,
			@Nullable Long duplicateOf, String author, @Nullable String statusBy, OffsetDateTime statusAt,
			OffsetDateTime createdAt, OffsetDateTime updatedAt, long version, String body, String html) {

		TaskView view(Clock clock) {
			return new TaskView(this.number, TaskNumber.of(this.number).url(), this.title, this.kind, this.status,
					this.severity, this.regression, this.component, this.assignee, this.origin,
					this.origin.equals("TOPIC") ? "/t/" + this.originRef : null, this.people, this.votes,
					TaskRank.score(this.standing, clock.instant()), this.fixedIn, this.reason, this.duplicateOf,
					this.author, this.statusBy, When.of(this.statusAt.toInstant()), When.of(this.createdAt.toInstant()),
					When.of(this.updatedAt.toInstant()), this.version, this.body, this.html);
		}

	}

	/**
	 * @param originUrl where it came from, null where there is no such page
	 * @param statusBy who set the status, null while it is as it was opened
	 * @param html sanitised when it was written
	 */
	record TaskView(long number, String url, String title, String kind, String status, String severity,
			boolean regression, @Nullable String component, @Nullable String assignee, String origin,
			@Nullable String originUrl, int people, int votes, long score, @Nullable String fixedIn,
			@Nullable String reason, @Nullable Long duplicateOf, String author, @Nullable String statusBy,
			When statusAt, When createdAt, When updatedAt, long version, String body, String html) {

		/** A task that came from the forum has its text there. */
		TaskView described(List<LinkedTopic> topics) {
			String text = (this.html.isEmpty() && !topics.isEmpty()) ? topics.getFirst().html() : this.html;
			return new TaskView(this.number, this.url, this.title, this.kind, this.status, this.severity,
					this.regression, this.component, this.assignee, this.origin, this.originUrl, this.people,
					this.votes, this.score, this.fixedIn, this.reason, this.duplicateOf, this.author, this.statusBy,
					this.statusAt, this.createdAt, this.updatedAt, this.version, this.body, text);
		}

	}

}
