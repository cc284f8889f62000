package dev.roundtable.tasks;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.LinkedTopics.LinkedTopic;
import dev.roundtable.tasks.TaskComments.Comment;
import dev.roundtable.tasks.TaskList.TaskRow;
import dev.roundtable.tasks.TaskPages.TaskView;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The one list for machines. */
@RestController
@RequestMapping("/api/v1/tasks")
class TaskApi {

	private static final int ITEMS_ON_A_PAGE = 50;

	private final Tasks tasks;

	private final TaskList list;

	private final TaskPages pages;

	private final TaskComments comments;

	private final LinkedTopics topics;

	TaskApi(Tasks tasks, TaskList list, TaskPages pages, TaskComments comments, LinkedTopics topics) {
		this.tasks = tasks;
		this.list = list;
		this.pages = pages;
		this.comments = comments;
		this.topics = topics;
	}

	@GetMapping
	CursorPage<TaskItem> list(@ModelAttribute TaskFilter filter,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer) {
		return this.list.page(filter.by(viewer), cursor, ITEMS_ON_A_PAGE).map(TaskItem::of);
	}

	@PostMapping
	ResponseEntity<TaskBody> open(@RequestBody NewTask task, @AuthenticationPrincipal Viewer viewer) {
		Tasks.requireTeam(viewer);
		TaskNumber number = this.tasks.open(viewer.id(), new Origin.Native(),
				(task.kind() != null) ? task.kind() : TaskKind.BUG,
				(task.severity() != null) ? task.severity() : Severity.NORMAL,
				(task.title() != null) ? task.title() : "", (task.body() != null) ? task.body() : "", task.component());
		return ResponseEntity.created(URI.create(number.url())).body(body(number, viewer));
	}

	@GetMapping("/{number}")
	TaskBody get(@PathVariable long number, @AuthenticationPrincipal @Nullable Viewer viewer) {
		return body(TaskNumber.of(number), viewer);
	}

	@PatchMapping("/{number}")
	TaskBody change(@PathVariable long number, @RequestBody Change change, @AuthenticationPrincipal Viewer viewer) {
		Tasks.requireTeam(viewer);
		if (change.version() == null) {
			throw new BadInput("version", "version.missing");
		}
		this.tasks.change(viewer, TaskNumber.of(number), change.edit(change.version()));
		return body(TaskNumber.of(number), viewer);
	}

	@PostMapping("/{number}/comments")
	ResponseEntity<CommentItem> comment(@PathVariable long number, @RequestBody NewComment comment,
			@AuthenticationPrincipal Viewer viewer) {
		Tasks.requireTeam(viewer);
		TaskNumber task = TaskNumber.of(number);
		long id = this.comments.write(viewer.id(), task, (comment.body() != null) ? comment.body() : "",
				comment.internal() == null || comment.internal());
		CommentItem written = this.comments.of(task, viewer)
			.stream()
			.filter((one) -> one.id() == id)
			.map(CommentItem::of)
			.findFirst()
			.orElseThrow();
		return ResponseEntity.created(URI.create(task.url() + "#comment-" + id)).body(written);
	}

	private TaskBody body(TaskNumber number, @Nullable Viewer viewer) {
		TaskView task = this.pages.view(number);
		return TaskBody.of(task, this.topics.of(number).stream().map(TopicItem::of).toList(),
				this.comments.of(number, viewer).stream().map(CommentItem::of).toList());
	}

	/**
	 * @throws BadInput when the name is none of the choices
	 */
	static <E extends Enum<E>> E choice(Class<E> type, String field, String name) {
		try {
			return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException unknown) {
			throw new BadInput(field, "choice.unknown", name);
		}
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	record NewTask(@Nullable String title, @Nullable String body, @Nullable TaskKind kind, @Nullable Severity severity,
			@Nullable String component) {
	}

	/**
	 * @param version the one the change was made against; missing fields stay as they are
	 */
	record Change(@Nullable Long version, @Nullable TaskStatus status, @Nullable String title,
			@Nullable Severity severity, @Nullable Boolean regression, @Nullable String component,
			@Nullable String assignee, @Nullable String fixedIn, @Nullable String reason, @Nullable Long duplicateOf) {

		TaskEdit edit(long against) {
			return new TaskEdit(against, this.status, this.title, this.severity, this.regression, this.component,
					this.assignee, this.fixedIn, this.reason, this.duplicateOf);
		}

	}

	/**
	 * @param internal true when missing
	 */
	record NewComment(@Nullable String body, @Nullable Boolean internal) {
	}

	record TaskItem(long number, String title, String kind, String status, String severity, String origin,
			@Nullable String component, int people, int votes, long score, @Nullable String assignee, String url,
			long version, String createdAt, String updatedAt) {

		static TaskItem of(TaskRow row) {
			return new TaskItem(row.number(), row.title(), lower(row.kind()), lower(row.status()),
					lower(row.severity()), lower(row.origin()), row.component(), row.people(), row.votes(), row.score(),
					row.assignee(), row.url(), row.version(), row.createdAt().iso(), row.updatedAt().iso());
		}

	}

	record TaskBody(long number, String title, String body, String kind, String status, String severity,
			boolean regression, String origin, @Nullable String component, int people, int votes, long score,
			@Nullable String assignee, String author, @Nullable String fixedIn, @Nullable String reason,
			@Nullable Long duplicateOf, @Nullable String statusBy, String statusAt, String url, long version,
			String createdAt, String updatedAt, List<TopicItem> topics, List<CommentItem> comments) {

		static TaskBody of(TaskView task, List<TopicItem> topics, List<CommentItem> comments) {
			return new TaskBody(task.number(), task.title(), task.body(), lower(task.kind()), lower(task.status()),
					lower(task.severity()), task.regression(), lower(task.origin()), task.component(), task.people(),
					task.votes(), task.score(), task.assignee(), task.author(), task.fixedIn(), task.reason(),
					task.duplicateOf(), task.statusBy(), task.statusAt().iso(), task.url(), task.version(),
					task.createdAt().iso(), task.updatedAt().iso(), topics, comments);
		}

	}

	record TopicItem(long id, String url, String title, String author, int votes, String createdAt) {

		static TopicItem of(LinkedTopic topic) {
			return new TopicItem(topic.id(), topic.url(), topic.title(), topic.author(), topic.votes(),
					topic.at().iso());
		}

	}

	record CommentItem(long id, String author, String body, boolean internal, long version, String createdAt) {

		static CommentItem of(Comment comment) {
			return new CommentItem(comment.id(), comment.author(), comment.body(), comment.internal(),
					comment.version(), comment.at().iso());
		}

	}

}
