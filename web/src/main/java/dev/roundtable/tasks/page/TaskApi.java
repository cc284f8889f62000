package dev.roundtable.tasks.page;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.LinkedTopics.LinkedTopic;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskComments.Comment;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.TaskView;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.relations.RelationKind;
import dev.roundtable.tasks.relations.Relations.Related;
import dev.roundtable.writing.Body;
import dev.roundtable.writing.When;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A task for machines. */
@RestController
@RequestMapping("/api/v1/tasks")
class TaskApi {

	private final Tasks tasks;

	private final TaskPages pages;

	private final TaskComments comments;

	TaskApi(Tasks tasks, TaskPages pages, TaskComments comments) {
		this.tasks = tasks;
		this.pages = pages;
		this.comments = comments;
	}

	@PostMapping
	ResponseEntity<TaskBody> open(@RequestBody NewTask task, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		TaskNumber number = this.tasks.open(viewer, task, key);
		return ResponseEntity.created(URI.create(number.url())).body(body(number, viewer));
	}

	@GetMapping("/{number}")
	TaskBody get(@PathVariable long number, @AuthenticationPrincipal @Nullable Viewer viewer) {
		return body(TaskNumber.of(number), viewer);
	}

	@PatchMapping("/{number}")
	TaskBody change(@PathVariable long number, @RequestBody TaskEdit edit, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.tasks.change(viewer, TaskNumber.of(number), edit, key);
		return body(TaskNumber.of(number), viewer);
	}

	@PostMapping("/{number}/comments")
	ResponseEntity<CommentItem> comment(@PathVariable long number, @RequestBody NewComment comment, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		TaskNumber task = TaskNumber.of(number);
		long id = this.comments.write(viewer, task, (comment.body() != null) ? comment.body() : "",
				comment.internal() == null || comment.internal(), key);
		return ResponseEntity.created(URI.create(task.url() + "#comment-" + id)).body(item(viewer, task, id));
	}

	@PatchMapping("/{number}/comments/{id}")
	CommentItem correct(@PathVariable long number, @PathVariable long id, @RequestBody CommentCorrection correction,
			OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		if (correction.version() == null) {
			throw new BadInput("version", "version.missing");
		}
		TaskNumber task = TaskNumber.of(number);
		this.comments.correct(viewer, task, id, correction.version(),
				(correction.body() != null) ? correction.body() : "", key);
		return item(viewer, task, id);
	}

	@DeleteMapping("/{number}/comments/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void withdraw(@PathVariable long number, @PathVariable long id, @RequestParam long version, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.comments.withdraw(viewer, TaskNumber.of(number), id, version, key);
	}

	private CommentItem item(Viewer viewer, TaskNumber task, long id) {
		return CommentItem.of(this.comments.find(viewer, task, id));
	}

	private TaskBody body(TaskNumber number, @Nullable Viewer viewer) {
		return TaskBody.of(this.pages.detail(number, viewer));
	}

	/**
	 * @param internal true when missing
	 */
	record NewComment(@Schema(maxLength = Body.MAX_BYTES, description = Body.SAID) @Nullable String body,
			@Nullable Boolean internal) {
	}

	/**
	 * @param version the one the correction was made against
	 */
	record CommentCorrection(@Nullable Long version,
			@Schema(maxLength = Body.MAX_BYTES, description = Body.SAID) @Nullable String body) {
	}

	record TaskBody(@JsonUnwrapped TaskView task, String body, List<LinkedTopicItem> topics,
			List<RelatedItem> relations, List<CommentItem> comments) {

		static TaskBody of(TaskPages.Detail detail) {
			return new TaskBody(detail.task(), detail.body(),
					detail.topics().stream().map(LinkedTopicItem::of).toList(),
					detail.relations().stream().map(RelatedItem::of).toList(),
					detail.comments().stream().map(CommentItem::of).toList());
		}

	}

	record LinkedTopicItem(long id, String url, String title, String author, int votes, int replies, When createdAt) {

		static LinkedTopicItem of(LinkedTopic topic) {
			return new LinkedTopicItem(topic.id(), topic.url(), topic.title(), topic.author(), topic.votes(),
					topic.replies(), topic.at());
		}

	}

	/**
	 * @param kind how the task stands to that one
	 */
	record RelatedItem(RelationKind kind, long number, String url, String title, TaskStatus status) {

		static RelatedItem of(Related related) {
			return new RelatedItem(related.kind(), related.number(), related.url(), related.title(), related.status());
		}

	}

	record CommentItem(long id, String author, String body, boolean internal, long version, When createdAt,
			@Nullable When correctedAt, @Nullable String correctedBy) {

		static CommentItem of(Comment comment) {
			return new CommentItem(comment.id(), comment.author(), comment.body(), comment.internal(),
					comment.version(), comment.at(), comment.corrected(), comment.corrector());
		}

	}

}
