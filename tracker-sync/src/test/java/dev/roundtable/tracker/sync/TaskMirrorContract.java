package dev.roundtable.tracker.sync;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.Visibility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

/** What our side keeps: {@link TaskMirror} in sentences. */
public abstract class TaskMirrorContract {

	private static final RemotePerson ENGINEER = new RemotePerson("hemin", "何敏");

	private static final URI PAGE = URI.create("http://tracker/42");

	private static final Instant THEN = Instant.parse("2026-11-21T18:18:57Z");

	protected abstract TaskMirror mirror();

	/** A connection that nothing has come from. */
	protected abstract ConnectionId newConnection();

	/** Somebody opens a public task. */
	protected abstract long opens(String title);

	/** Somebody writes on a task. */
	protected abstract long says(long task, String text, Visibility visibility);

	/** A status that a new task can go to, and one that it cannot, in our words. */
	protected abstract String possible();

	protected abstract String impossible();

	private OurTask read(long task) {
		return mirror().read(task).orElseThrow();
	}

	private static RemoteIssue issue(RemoteId id, String title) {
		return new RemoteIssue(id, PAGE, null, Values.of(Field.TITLE, title), Visibility.PUBLIC, ENGINEER, THEN, THEN,
				THEN, null);
	}

	private static RemoteComment comment(String id, String text) {
		return new RemoteComment(id, ENGINEER, text, null, Visibility.PUBLIC, THEN);
	}

	private static TaskMirror.Change change(Map<Field, TaskMirror.Swap> swaps) {
		return new TaskMirror.Change(swaps, ENGINEER, PAGE);
	}

	@Test
	void a_task_that_was_never_there_is_not_read() {
		assertThat(mirror().read(987_654_321)).isEmpty();
	}

	@Test
	void a_task_has_all_fields_and_all_comments_private_ones_too() {
		long task = opens("Sound stops");
		says(task, "for all", Visibility.PUBLIC);
		says(task, "for us", Visibility.PRIVATE);
		OurTask read = read(task);
		assertThat(read.isPublic()).isTrue();
		assertThat(read.from()).isNull();
		assertThat(read.values().get(Field.TITLE)).isEqualTo("Sound stops");
		assertThat(read.values().fields()).contains(Field.TITLE, Field.DESCRIPTION, Field.STATUS, Field.ASSIGNEE);
		assertThat(read.comments()).extracting(OurComment::text, OurComment::visibility)
			.containsExactly(tuple("for all", Visibility.PUBLIC), tuple("for us", Visibility.PRIVATE));
	}

	@Test
	void an_issue_is_taken_once_whatever_it_says_later() {
		ConnectionId from = newConnection();
		RemoteId id = new RemoteId("buglist", "42");
		long task = mirror().take(from, issue(id, "first"), Values.of(Field.TITLE, "first"));
		assertThat(mirror().take(from, issue(id, "later"), Values.of(Field.TITLE, "later"))).isEqualTo(task);
		assertThat(read(task).values().get(Field.TITLE)).isEqualTo("first");
		assertThat(read(task).from()).isEqualTo(from);
		ConnectionId other = newConnection();
		assertThat(mirror().take(other, issue(id, "first"), Values.of(Field.TITLE, "first"))).isNotEqualTo(task);
	}

	@Test
	void a_task_that_is_taken_has_the_values_that_it_was_given() {
		Values given = new Values(
				Map.of(Field.TITLE, "标题 😀", Field.DESCRIPTION, "one\n\ntwo", Field.STATUS, possible()));
		long task = mirror().take(newConnection(), issue(new RemoteId("p", "1"), "x"), given);
		assertThat(read(task).values().only(given.fields()::contains)).isEqualTo(given);
	}

	@Test
	void what_is_changed_is_exactly_what_was_asked_for() {
		long task = opens("before");
		assertThat(mirror().apply(newConnection(), task,
				change(Map.of(Field.TITLE, new TaskMirror.Swap("before", "after 😀")))))
			.isEqualTo(new TaskMirror.Applied.Done(Map.of()));
		assertThat(read(task).values().get(Field.TITLE)).isEqualTo("after 😀");
	}

	@Test
	void a_change_against_something_else_changes_nothing() {
		long task = opens("now");
		String description = Objects.requireNonNull(read(task).values().get(Field.DESCRIPTION));
		assertThat(
				mirror()
					.apply(newConnection(), task,
							change(Map.of(Field.TITLE, new TaskMirror.Swap("before", "after"), Field.DESCRIPTION,
									new TaskMirror.Swap(description, "new")))))
			.isEqualTo(new TaskMirror.Applied.Stale());
		assertThat(read(task).values().get(Field.TITLE)).isEqualTo("now");
		assertThat(read(task).values().get(Field.DESCRIPTION)).isEqualTo(description);
	}

	@Test
	void a_status_that_cannot_follow_is_refused_with_a_reason_and_the_rest_is_done() {
		long task = opens("before");
		String status = Objects.requireNonNull(read(task).values().get(Field.STATUS));
		TaskMirror.Applied applied = mirror().apply(newConnection(), task, change(Map.of(Field.TITLE,
				new TaskMirror.Swap("before", "after"), Field.STATUS, new TaskMirror.Swap(status, impossible()))));
		assertThat(applied).isInstanceOfSatisfying(TaskMirror.Applied.Done.class,
				(done) -> assertThat(done.refused()).containsOnlyKeys(Field.STATUS));
		assertThat(read(task).values().get(Field.TITLE)).isEqualTo("after");
		assertThat(read(task).values().get(Field.STATUS)).isEqualTo(status);
	}

	@Test
	void a_comment_is_taken_once_and_known_by_where_it_came_from() {
		ConnectionId from = newConnection();
		RemoteId issue = new RemoteId("buglist", "42");
		long task = opens("talked about");
		TaskMirror.Written first = mirror().comment(from, task, issue, comment("n1", "hello"), "hello");
		assertThat(first).isInstanceOfSatisfying(TaskMirror.Written.Done.class, (done) -> {
			assertThat(done.anew()).isTrue();
			assertThat(mirror().comment(from, task, issue, comment("n1", "later"), "later"))
				.isEqualTo(new TaskMirror.Written.Done(done.comment(), false));
		});
		List<OurComment> comments = read(task).comments();
		assertThat(comments).hasSize(1);
		assertThat(comments.getFirst().text()).isEqualTo("hello");
		assertThat(comments.getFirst().isPublic()).isTrue();
		assertThat(comments.getFirst().from()).isEqualTo(new OurComment.Source(from, "n1"));
	}

	@Test
	void a_comment_that_came_from_there_is_reworded_and_withdrawn_and_not_missed() {
		ConnectionId from = newConnection();
		long task = opens("talked about");
		mirror().comment(from, task, new RemoteId("buglist", "42"), comment("n1", "frist"), "frist");
		long id = read(task).comments().getFirst().id();
		mirror().reword(from, task, id, "first");
		assertThat(read(task).comments()).extracting(OurComment::text).containsExactly("first");
		mirror().withdraw(from, task, id);
		assertThat(read(task).comments()).isEmpty();
		assertThatCode(() -> {
			mirror().withdraw(from, task, id);
			mirror().reword(from, task, id, "again");
		}).doesNotThrowAnyException();
		assertThat(read(task).comments()).isEmpty();
	}

}
