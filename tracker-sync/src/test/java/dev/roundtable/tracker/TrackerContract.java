package dev.roundtable.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What every connector keeps: the port in sentences. A connector's tests extend this and
 * say with {@link TheirSide} how its people do things; what the tracker cannot do (by
 * {@link Abilities}) is left out, nothing else is. The tests share one tracker and look
 * only at issues of their own.
 */
public abstract class TrackerContract {

	private static final Namespace SITE = new Namespace("contract");

	/** The tracker and its people; asked for before each test. */
	protected abstract TheirSide theirs();

	/** More than fit on one page of {@link Tracker#changes} and {@link Tracker#ids}. */
	protected int moreThanAPage() {
		return 7;
	}

	private Tracker tracker() {
		return theirs().tracker();
	}

	private Abilities abilities() {
		return tracker().abilities();
	}

	// Who is asking

	@Test
	void a_good_token_is_told_whose_it_is_and_what_it_may_do() {
		Access access = tracker().check();
		assertThat(access.account().name()).isNotBlank();
		assertThat(access.rights()).isEqualTo(abilities().can());
		assertThat(access.ahead().abs()).isLessThan(Duration.ofMinutes(5));
	}

	@Test
	void a_wrong_token_is_refused_whatever_it_asks_for() {
		RemoteId issue = theirs().opens("locked");
		Tracker stranger = theirs().strangersTracker();
		List<Supplier<Object>> calls = List.of(stranger::check, () -> stranger.fetch(issue),
				() -> stranger.peek(List.of(issue)), () -> stranger.find(someId()),
				() -> stranger.changes(new Changes.Since(Instant.EPOCH, null)), () -> stranger.ids(null),
				() -> stranger.choices(Field.ASSIGNEE), () -> stranger.create(newIssue("mine")),
				() -> stranger.update(issue, Values.of(Field.TITLE, "taken over")),
				() -> stranger.comment(issue, newComment("hello")));
		assertThat(calls)
			.allSatisfy((call) -> assertThatExceptionOfType(TrackerFailure.TokenRefused.class).isThrownBy(call::get));
	}

	@Test
	void a_project_that_the_token_may_not_see_is_not_there() {
		Tracker other = theirs().trackerOfAnotherProject();
		assertThat(catching(other::check)).isInstanceOfAny(TrackerFailure.Gone.class, TrackerFailure.Forbidden.class);
	}

	// Making issues

	@Test
	void an_issue_that_was_made_is_found_by_our_name_for_it() {
		ExternalId id = someId();
		RemoteIssue made = create(id, "Sound stops after a call");
		assertThat(made.externalId()).isEqualTo(id);
		theirs().letsTimePass();
		assertThat(tracker().find(id)).contains(made.id());
		assertThat(tracker().fetch(made.id()).externalId()).isEqualTo(id);
	}

	@Test
	void nothing_is_found_by_a_name_that_was_never_given() {
		assertThat(tracker().find(someId())).isEmpty();
	}

	@Test
	void a_name_is_not_found_by_the_beginning_of_it() {
		ExternalId longer = new ExternalId(SITE, someNumber() * 10 + 1);
		create(longer, "longer");
		theirs().letsTimePass();
		assertThat(tracker().find(new ExternalId(SITE, longer.task() / 10))).isEmpty();
	}

	@Test
	void of_two_with_the_same_name_the_older_one_is_found() {
		ExternalId id = someId();
		RemoteIssue first = create(id, "once");
		theirs().letsTimePass();
		create(id, "twice");
		theirs().letsTimePass();
		assertThat(tracker().find(id)).contains(first.id());
	}

	@Test
	void of_an_issue_and_its_copy_the_issue_is_found() {
		ExternalId id = someId();
		RemoteIssue first = create(id, "the original");
		theirs().letsTimePass();
		RemoteId copy = theirs().copies(first.id());
		theirs().letsTimePass();
		assertThat(tracker().find(id)).contains(first.id()).isNotEqualTo(Optional.of(copy));
	}

	@Test
	void a_new_issue_has_the_values_that_it_was_given() {
		Values given = new Values(Map.of(Field.TITLE, "引号“ ” & <b>标签</b> 😀", Field.DESCRIPTION,
				"第一行\n\n第二行 with *stars*, _lines_ and <angles>"))
			.only(abilities().writable()::contains);
		RemoteIssue made = tracker().create(new NewIssue(theirs().project(), someId(), given));
		assertThat(made.values().only(given.fields()::contains)).isEqualTo(given);
		assertThat(tracker().fetch(made.id()).values()).isEqualTo(made.values());
	}

	@Test
	void a_title_may_be_as_long_as_the_tracker_says() {
		String title = "长".repeat(abilities().titleLength());
		assertThat(create(someId(), title).values().get(Field.TITLE)).isEqualTo(title);
	}

	@Test
	void a_text_may_be_as_long_as_the_tracker_says() {
		assumeTrue(abilities().writable().contains(Field.DESCRIPTION));
		String text = "x".repeat(Math.min(abilities().textLength(), 60_000) - 200);
		RemoteIssue made = create(someId(), "long");
		assertThat(update(made.id(), Field.DESCRIPTION, text).values().get(Field.DESCRIPTION)).isEqualTo(text);
	}

	// Reading

	@Test
	void what_somebody_wrote_there_can_be_read() {
		RemoteId id = theirs().opens("Written there");
		RemoteIssue issue = tracker().fetch(id);
		assertThat(issue.id()).isEqualTo(id);
		assertThat(issue.externalId()).isNull();
		assertThat(issue.values().get(Field.TITLE)).isEqualTo("Written there");
		assertThat(issue.values().fields()).isEqualTo(abilities().readable());
		assertThat(issue.isPublic()).isTrue();
		assertThat(issue.readAt()).isAfterOrEqualTo(issue.updatedAt());
		assertThat(issue.comments()).isEmpty();
	}

	@Test
	void looking_at_many_sees_what_reading_each_does() {
		List<RemoteId> ids = IntStream.range(0, moreThanAPage()).mapToObj((n) -> theirs().opens("many " + n)).toList();
		theirs().edits(ids.getFirst(), Field.STATUS, theirs().closed());
		List<RemoteIssue> peeked = tracker().peek(ids);
		assertThat(peeked).extracting(RemoteIssue::id).containsExactlyInAnyOrderElementsOf(ids);
		assertThat(peeked).allSatisfy((issue) -> {
			RemoteIssue read = tracker().fetch(issue.id());
			assertThat(issue.values()).isEqualTo(read.values());
			assertThat(issue.updatedAt()).isEqualTo(read.updatedAt());
			assertThat(issue.visibility()).isEqualTo(read.visibility());
		});
	}

	@Test
	void looking_at_none_asks_for_nothing() {
		assertThat(tracker().peek(List.of())).isEmpty();
	}

	@Test
	void an_issue_that_is_kept_from_others_is_private() {
		RemoteId id = theirs().opens("a hole in the wall");
		theirs().hides(id);
		assertThat(tracker().fetch(id).visibility()).isEqualTo(Visibility.PRIVATE);
		assertThat(tracker().peek(List.of(id))).allMatch((issue) -> !issue.isPublic());
	}

	@Test
	void an_issue_that_was_deleted_is_gone_for_every_call() {
		RemoteId id = theirs().opens("short-lived");
		theirs().deletes(id);
		List<Supplier<Object>> calls = List.of(() -> tracker().fetch(id), () -> update(id, Field.TITLE, "revived"),
				() -> tracker().comment(id, newComment("hello?")));
		assertThat(calls)
			.allSatisfy((call) -> assertThatExceptionOfType(TrackerFailure.Gone.class).isThrownBy(call::get));
		assertThat(tracker().peek(List.of(id))).isEmpty();
		assertThat(allIds()).doesNotContain(id);
	}

	// Writing

	@Test
	void an_update_writes_what_it_was_given_and_leaves_what_others_wrote() {
		RemoteIssue made = create(someId(), "before");
		theirs().edits(made.id(), Field.STATUS, theirs().begun());
		RemoteIssue after = update(made.id(), Field.TITLE, "after");
		assertThat(after.values().get(Field.TITLE)).isEqualTo("after");
		assertThat(after.values().get(Field.STATUS)).isEqualTo(theirs().begun());
		assertThat(after.values().get(Field.DESCRIPTION)).isEqualTo(made.values().get(Field.DESCRIPTION));
	}

	@Test
	void an_update_answers_what_is_there_and_not_what_was_asked_for() {
		RemoteIssue made = create(someId(), "before");
		RemoteIssue after = update(made.id(), Field.STATUS, theirs().begun());
		assertThat(after.values()).isEqualTo(tracker().fetch(made.id()).values());
		assertThat(after.externalId()).isEqualTo(made.externalId());
	}

	@Test
	void a_value_that_does_not_exist_is_refused_or_read_back_as_ignored() {
		RemoteIssue made = create(someId(), "steady");
		RuntimeException failure = catching(() -> {
			RemoteIssue after = update(made.id(), Field.STATUS, "no-such-status-77");
			assertThat(after.values()).isEqualTo(made.values());
		});
		assertThat(failure).satisfiesAnyOf((none) -> assertThat(none).isNull(),
				(refused) -> assertThat(refused).isInstanceOf(TrackerFailure.Refused.class));
		assertThat(tracker().fetch(made.id()).values()).isEqualTo(made.values());
	}

	@Test
	void a_new_description_keeps_our_name_for_the_issue() {
		assumeTrue(abilities().writable().contains(Field.DESCRIPTION));
		RemoteIssue made = create(someId(), "named");
		RemoteIssue after = update(made.id(), Field.DESCRIPTION, "quite another text");
		assertThat(after.externalId()).isEqualTo(made.externalId());
		assertThat(after.values().get(Field.DESCRIPTION)).isEqualTo("quite another text");
	}

	@Test
	void an_update_twice_is_an_update_once() {
		RemoteIssue made = create(someId(), "before");
		RemoteIssue once = update(made.id(), Field.TITLE, "after");
		assertThat(update(made.id(), Field.TITLE, "after").values()).isEqualTo(once.values());
	}

	// What there is to choose from

	@Test
	void what_is_written_freely_is_not_chosen() {
		assertThat(tracker().choices(Field.TITLE)).isEmpty();
		assertThat(tracker().choices(Field.DESCRIPTION)).isEmpty();
	}

	@Test
	void each_word_is_offered_once_and_statuses_are_offered() {
		for (Field field : abilities().readable()) {
			assertThat(tracker().choices(field)).extracting(Choice::word)
				.doesNotHaveDuplicates()
				.hasSizeLessThanOrEqualTo(Choice.MOST);
		}
		assertThat(tracker().choices(Field.STATUS)).extracting(Choice::word)
			.contains(theirs().closed(), theirs().begun());
	}

	@Test
	void the_words_of_an_issue_are_among_those_that_are_offered() {
		RemoteIssue issue = tracker().fetch(theirs().opens("in their words"));
		issue.values().only(TrackerContract::isChosen).byField().forEach((field, word) -> {
			if (!word.isEmpty()) {
				assertThat(tracker().choices(field)).as(field.name()).extracting(Choice::word).contains(word);
			}
		});
	}

	/** Which status follows which is the tracker's own affair. */
	@Test
	void what_is_offered_can_be_written() {
		RemoteIssue made = create(someId(), "to be filled in");
		for (Field field : abilities().writable()) {
			List<Choice> offered = tracker().choices(field);
			if (isChosen(field) && field != Field.STATUS && !offered.isEmpty()) {
				String word = offered.getLast().word();
				assertThat(update(made.id(), field, word).values().get(field)).as(field.name()).isEqualTo(word);
			}
		}
		assertThat(update(made.id(), Field.STATUS, theirs().begun()).values().get(Field.STATUS))
			.isEqualTo(theirs().begun());
	}

	private static boolean isChosen(Field field) {
		return field != Field.TITLE && field != Field.DESCRIPTION;
	}

	// Comments

	@Test
	void a_comment_is_public_bears_its_mark_and_reads_without_it() {
		RemoteIssue made = create(someId(), "talked about");
		NewComment text = newComment("小雨: 我也遇到了\n\n> quoted\n\nsee `code`");
		RemoteComment written = tracker().comment(made.id(), text);
		assertThat(written.mark()).isEqualTo(text.mark());
		assertThat(written.text()).isEqualTo(text.text());
		assertThat(written.visibility()).isEqualTo(Visibility.PUBLIC);
		assertThat(comments(made.id())).containsExactly(written);
	}

	@Test
	void comments_come_oldest_first_with_who_wrote_them() {
		RemoteId id = theirs().opens("talked about");
		theirs().says(id, "first");
		tracker().comment(id, newComment("second"));
		theirs().says(id, "third");
		List<RemoteComment> comments = comments(id);
		assertThat(comments).extracting(RemoteComment::text).containsExactly("first", "second", "third");
		assertThat(comments.get(0).author()).isEqualTo(comments.get(2).author()).isNotEqualTo(comments.get(1).author());
		assertThat(comments.get(0).mark()).isNull();
	}

	@Test
	void a_private_comment_is_known_to_be_one() {
		RemoteId id = theirs().opens("whispered about");
		String secret = theirs().whispers(id, "not for everybody");
		// A tracker may keep it from the account altogether.
		assertThat(comments(id)).filteredOn((comment) -> comment.id().equals(secret))
			.allMatch((comment) -> !comment.isPublic());
	}

	@Test
	void who_quotes_a_mark_does_not_bear_it() {
		RemoteIssue made = create(someId(), "quoted");
		NewComment text = newComment("a fan's words");
		tracker().comment(made.id(), text);
		theirs().says(made.id(), text.mark().below("> a fan's words"));
		assertThat(comments(made.id())).extracting(RemoteComment::mark).containsExactly(text.mark(), null);
	}

	@Test
	void a_comment_that_crossed_is_edited_in_its_place() {
		assumeTrue(abilities().can(Ability.EDIT_COMMENT));
		RemoteIssue made = create(someId(), "reworded");
		NewComment text = newComment("frist");
		RemoteComment written = tracker().comment(made.id(), text);
		RemoteComment edited = tracker().editComment(made.id(), written.id(), new NewComment("first", text.mark()));
		assertThat(edited.id()).isEqualTo(written.id());
		assertThat(edited.text()).isEqualTo("first");
		assertThat(edited.mark()).isEqualTo(text.mark());
		assertThat(comments(made.id())).containsExactly(edited);
	}

	@Test
	void a_comment_that_is_taken_away_twice_is_gone() {
		assumeTrue(abilities().can(Ability.DELETE_COMMENT));
		RemoteIssue made = create(someId(), "regretted");
		RemoteComment written = tracker().comment(made.id(), newComment("oops"));
		tracker().deleteComment(made.id(), written.id());
		tracker().deleteComment(made.id(), written.id());
		assertThat(comments(made.id())).isEmpty();
	}

	@Test
	void a_comment_that_is_gone_is_not_edited() {
		assumeTrue(abilities().can(Ability.DELETE_COMMENT) && abilities().can(Ability.EDIT_COMMENT));
		RemoteIssue made = create(someId(), "regretted");
		NewComment text = newComment("oops");
		RemoteComment written = tracker().comment(made.id(), text);
		tracker().deleteComment(made.id(), written.id());
		assertThatExceptionOfType(TrackerFailure.Gone.class)
			.isThrownBy(() -> tracker().editComment(made.id(), written.id(), text));
	}

	// What changed

	@Test
	void whatever_people_do_to_an_issue_shows_among_the_changes() {
		RemoteId edited = theirs().opens("edited");
		RemoteId closed = theirs().opens("closed");
		RemoteId discussed = theirs().opens("discussed");
		RemoteId left = theirs().opens("left alone");
		theirs().letsTimePass();
		RemoteId opened = theirs().opens("opened");
		Instant since = tracker().fetch(opened).updatedAt();
		theirs().edits(edited, Field.TITLE, "edited since");
		theirs().edits(closed, Field.STATUS, theirs().closed());
		theirs().says(discussed, "since");
		assertThat(changedSince(since)).contains(opened, edited, closed, discussed).doesNotContain(left);
	}

	@Test
	void changes_come_in_order_with_the_values_of_their_issues() {
		theirs().letsTimePass();
		List<RemoteId> ids = new ArrayList<>();
		for (int n = 0; n < moreThanAPage(); n++) {
			ids.add(theirs().opens("in order " + n));
			if (n % 3 == 2) {
				theirs().letsTimePass();
			}
		}
		List<RemoteIssue> changes = allChanges(tracker().fetch(ids.getFirst()).updatedAt());
		assertThat(changes).isSortedAccordingTo(Comparator.comparing(RemoteIssue::updatedAt));
		assertThat(changes).extracting(RemoteIssue::id).containsAll(ids);
		assertThat(changes).filteredOn((issue) -> ids.contains(issue.id()))
			.allSatisfy((issue) -> assertThat(issue.values()).isEqualTo(tracker().fetch(issue.id()).values()));
	}

	@Test
	void an_issue_that_changes_while_the_pages_are_read_pushes_none_out() {
		theirs().letsTimePass();
		List<RemoteId> ids = new ArrayList<>();
		for (int n = 0; n < moreThanAPage(); n++) {
			ids.add(theirs().opens("moving " + n));
			theirs().letsTimePass();
		}
		Instant since = tracker().fetch(ids.getFirst()).updatedAt();
		Changes page = tracker().changes(new Changes.Since(since, null));
		List<RemoteId> seen = new ArrayList<>(page.issues().stream().map(RemoteIssue::id).toList());
		theirs().edits(ids.getFirst(), Field.TITLE, "moved to the end");
		while (page.next() != null) {
			page = tracker().changes(new Changes.Since(since, page.next()));
			page.issues().forEach((issue) -> seen.add(issue.id()));
		}
		assertThat(seen).containsAll(ids);
	}

	@Test
	void all_issues_are_counted_closed_ones_too_and_each_once() {
		List<RemoteId> ids = IntStream.range(0, moreThanAPage())
			.mapToObj((n) -> theirs().opens("one of " + n))
			.toList();
		theirs().edits(ids.getFirst(), Field.STATUS, theirs().closed());
		assertThat(allIds()).containsAll(ids).doesNotHaveDuplicates();
	}

	private List<RemoteId> changedSince(Instant since) {
		return allChanges(since).stream().map(RemoteIssue::id).toList();
	}

	private List<RemoteIssue> allChanges(Instant since) {
		List<RemoteIssue> issues = new ArrayList<>();
		@Nullable String next = null;
		do {
			Changes page = tracker().changes(new Changes.Since(since, next));
			issues.addAll(page.issues());
			next = page.next();
		}
		while (next != null);
		return issues;
	}

	private List<RemoteId> allIds() {
		List<RemoteId> ids = new ArrayList<>();
		@Nullable String next = null;
		do {
			Ids page = tracker().ids(next);
			ids.addAll(page.updated().keySet());
			next = page.next();
		}
		while (next != null);
		return ids;
	}

	private List<RemoteComment> comments(RemoteId id) {
		return Objects.requireNonNull(tracker().fetch(id).comments());
	}

	private RemoteIssue create(ExternalId id, String title) {
		return tracker().create(new NewIssue(theirs().project(), id, Values.of(Field.TITLE, title)));
	}

	private NewIssue newIssue(String title) {
		return new NewIssue(theirs().project(), someId(), Values.of(Field.TITLE, title));
	}

	private RemoteIssue update(RemoteId id, Field field, String value) {
		return tracker().update(id, Values.of(field, value));
	}

	private static NewComment newComment(String text) {
		return new NewComment(text, new CommentMark(SITE, someNumber()));
	}

	private static ExternalId someId() {
		return new ExternalId(SITE, someNumber());
	}

	private static long someNumber() {
		return ThreadLocalRandom.current().nextLong(1, 1_000_000_000_000L);
	}

	private static @Nullable RuntimeException catching(Runnable call) {
		try {
			call.run();
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

}
