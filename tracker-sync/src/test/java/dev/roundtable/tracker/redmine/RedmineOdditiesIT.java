package dev.roundtable.tracker.redmine;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.Changes;
import dev.roundtable.tracker.CommentMark;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Ids;
import dev.roundtable.tracker.Namespace;
import dev.roundtable.tracker.NewComment;
import dev.roundtable.tracker.NewIssue;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.Visibility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a real Redmine does unexpectedly, and what the connector makes of it. Where a test
 * asks Redmine itself, it says what the connector relies on.
 */
class RedmineOdditiesIT {

	private static final Namespace SITE = new Namespace("oddities");

	private static RedmineServer server;

	private static RedminePeople people;

	private static Tracker tracker;

	@BeforeAll
	static void start() throws IOException {
		server = RedmineServer.running();
		people = new RedminePeople(server);
		tracker = people.tracker();
	}

	private static RedmineTracker connectedAs(String login) {
		return people.connected(server.key(login), RedminePeople.PROJECT, server.number("field"), 5);
	}

	private static JsonNode raw(String login, RemoteId issue) {
		return server.ask(login, "GET", RedminePeople.path(issue, "?include=journals"), null)
			.done()
			.json()
			.path("issue");
	}

	private static NewComment comment(String text) {
		return new NewComment(text, new CommentMark(SITE, ThreadLocalRandom.current().nextLong(1, 1L << 40)));
	}

	private static String status(RemoteIssue issue) {
		return Objects.requireNonNull(issue.values().get(Field.STATUS));
	}

	@Test
	void it_tells_nobody_so_it_has_to_be_polled() {
		assertThat(tracker.abilities().can(Ability.HINTS)).isFalse();
	}

	@Test
	void times_are_of_one_second_and_a_poll_from_one_has_all_of_it() {
		RemoteIssue issue = tracker.fetch(people.opens("this very second"));
		assertThat(issue.updatedAt().getNano()).isZero();
		assertThat(changes(tracker, issue.updatedAt())).extracting(RemoteIssue::id).contains(issue.id());
	}

	@Test
	void since_a_second_means_since_the_one_before_and_what_is_too_early_is_dropped() {
		RemoteIssue early = tracker.fetch(people.opens("too early"));
		Instant second = early.updatedAt().plusSeconds(1);
		JsonNode answer = server
			.ask("robot", "GET", "/issues.json?status_id=*&sort=updated_on:desc&updated_on=%3E%3D" + second, null)
			.json();
		assertThat(answer.path("issues").valueStream().map((issue) -> issue.path("id").asString()))
			.contains(early.id().issue());
		assertThat(changes(tracker, second)).extracting(RemoteIssue::id).doesNotContain(early.id());
	}

	@Test
	void closed_issues_are_hidden_from_who_does_not_ask_for_every_status() {
		RemoteId issue = people.opens("done with");
		people.edits(issue, Field.STATUS, "Closed");
		String list = "/issues.json?issue_id=" + issue.issue();
		assertThat(server.ask("robot", "GET", list, null).json().path("total_count").asInt()).isZero();
		assertThat(tracker.peek(List.of(issue))).extracting(RemoteIssue::id).containsExactly(issue);
	}

	@Test
	void a_page_is_of_a_hundred_whatever_is_asked_for_and_a_second_may_have_more() {
		JsonNode answer = server.ask("robot", "GET", "/issues.json?project_id=crowd&status_id=*&limit=200", null)
			.json();
		assertThat(answer.path("issues").size()).isEqualTo(100);
		assertThat(answer.path("total_count").asInt()).isEqualTo(230);
		Tracker crowd = people.connected(server.key("robot"), "crowd", server.number("field"), 100);
		assertThat(changes(crowd, Instant.EPOCH)).extracting(RemoteIssue::id).hasSizeGreaterThanOrEqualTo(230);
		assertThat(changes(crowd, Instant.EPOCH).stream().map(RemoteIssue::id).distinct()).hasSize(230);
		assertThat(ids(crowd)).hasSize(230).doesNotHaveDuplicates();
	}

	@Test
	void a_status_that_the_workflow_forbids_is_acknowledged_and_ignored_and_the_note_is_not() {
		RemoteId issue = people.opens("not for reporters");
		int acknowledged = server
			.ask("rita", "PUT", RedminePeople.path(issue, ""),
					Map.of("issue", Map.of("status_id", 5, "notes", "closing")))
			.status();
		assertThat(acknowledged).isEqualTo(204);
		assertThat(raw("robot", issue).path("status").path("name").asString()).isEqualTo("New");
		assertThat(Objects.requireNonNull(tracker.fetch(issue).comments())).extracting(RemoteComment::text)
			.containsExactly("closing");
		assertThat(status(connectedAs("rita").update(issue, Values.of(Field.STATUS, "Closed")))).isEqualTo("New");
		assertThat(status(tracker.update(issue, Values.of(Field.STATUS, "Closed")))).isEqualTo("Closed");
	}

	@Test
	void a_write_that_changes_nothing_still_looks_like_a_change() {
		RemoteId issue = people.opens("as ever");
		Instant before = tracker.fetch(issue).updatedAt();
		people.letsTimePass();
		tracker.update(issue, Values.of(Field.TITLE, "as ever"));
		assertThat(tracker.fetch(issue).updatedAt()).isAfter(before);
	}

	@Test
	void a_note_that_is_edited_does_not_look_like_a_change() {
		RemoteId issue = people.opens("reworded");
		RemoteComment written = tracker.comment(issue, comment("frist"));
		Instant before = tracker.fetch(issue).updatedAt();
		people.letsTimePass();
		RemoteComment edited = tracker.editComment(issue, written.id(), comment("first"));
		assertThat(edited.text()).isEqualTo("first");
		assertThat(tracker.fetch(issue).updatedAt()).isEqualTo(before);
	}

	@Test
	void a_private_note_looks_like_a_change_and_is_kept_from_reporters() {
		RemoteId issue = people.opens("whispered about");
		Instant before = tracker.fetch(issue).updatedAt();
		people.letsTimePass();
		people.whispers(issue, "canary: not for everybody");
		assertThat(tracker.fetch(issue).updatedAt()).isAfter(before);
		assertThat(Objects.requireNonNull(tracker.fetch(issue).comments())).singleElement()
			.satisfies((note) -> assertThat(note.visibility()).isEqualTo(Visibility.PRIVATE));
		assertThat(Objects.requireNonNull(connectedAs("rita").fetch(issue).comments())).isEmpty();
	}

	@Test
	void a_stale_version_is_refused_without_a_reason_so_none_is_sent() {
		RemoteId issue = people.opens("raced for");
		people.edits(issue, Field.TITLE, "raced for twice");
		RedmineServer.Reply stale = server.ask("dora", "PUT", RedminePeople.path(issue, ""),
				Map.of("issue", Map.of("subject", "late", "lock_version", 0)));
		assertThat(stale.status()).isEqualTo(422);
		assertThat(stale.json().path("errors")).isEmpty();
		assertThat(raw("dora", issue).has("lock_version")).isFalse();
		assertThat(tracker.update(issue, Values.of(Field.TITLE, "ours")).values().get(Field.TITLE)).isEqualTo("ours");
	}

	@Test
	void the_same_request_twice_makes_two_and_the_first_is_found() {
		NewIssue asked = new NewIssue(RedminePeople.PROJECT,
				new ExternalId(SITE, ThreadLocalRandom.current().nextLong(1, 1L << 40)),
				Values.of(Field.TITLE, "sent twice"));
		RemoteId first = tracker.create(asked).id();
		assertThat(tracker.create(asked).id()).isNotEqualTo(first);
		assertThat(tracker.find(asked.externalId())).contains(first);
	}

	@Test
	void closing_an_issue_closes_its_duplicates() {
		RemoteId original = people.opens("original");
		RemoteId duplicate = people.opens("duplicate");
		server
			.ask("dora", "POST", "/issues/" + duplicate.issue() + "/relations.json",
					Map.of("relation", Map.of("issue_to_id", original.issue(), "relation_type", "duplicates")))
			.done();
		tracker.update(original, Values.of(Field.STATUS, "Closed"));
		assertThat(status(tracker.fetch(duplicate))).isEqualTo("Closed");
	}

	@Test
	void a_deleted_issue_is_in_no_changes_and_only_a_look_at_it_tells() {
		RemoteId issue = people.opens("short-lived");
		Instant since = tracker.fetch(issue).updatedAt();
		people.deletes(issue);
		assertThat(changes(tracker, since)).extracting(RemoteIssue::id).doesNotContain(issue);
		assertThat(tracker.peek(List.of(issue))).isEmpty();
		assertThatExceptionOfType(TrackerFailure.Gone.class).isThrownBy(() -> tracker.fetch(issue));
	}

	@Test
	void notes_come_with_a_single_issue_and_with_no_list() {
		RemoteId issue = people.opens("talked about");
		people.says(issue, "hello");
		JsonNode listed = server
			.ask("robot", "GET", "/issues.json?status_id=*&include=journals&issue_id=" + issue.issue(), null)
			.json()
			.path("issues")
			.path(0);
		assertThat(listed.has("journals")).isFalse();
		assertThat(tracker.peek(List.of(issue)).getFirst().comments()).isNull();
		assertThat(tracker.fetch(issue).comments()).hasSize(1);
	}

	@Test
	void an_administrators_key_signs_a_note_as_somebody_else_and_no_other_key_does() {
		RemoteId issue = people.opens("signed");
		Object note = Map.of("issue", Map.of("notes", "by whom?"));
		String path = RedminePeople.path(issue, "");
		server.ask("robot", "PUT", path, note, "X-Redmine-Switch-User", "rita").done();
		server.ask("dora", "PUT", path, note, "X-Redmine-Switch-User", "rita").done();
		assertThat(Objects.requireNonNull(tracker.fetch(issue).comments())).extracting((one) -> one.author().name())
			.containsExactly("Rita Test", "Dora Test");
	}

	@Test
	void a_version_is_where_an_issue_is_fixed() {
		RemoteId issue = people.opens("shipped");
		RemoteIssue fixed = tracker.update(issue, Values.of(Field.RELEASE, "2.4.1").with(Field.COMPONENT, "Audio"));
		assertThat(fixed.values().get(Field.RELEASE)).isEqualTo("2.4.1");
		assertThat(fixed.values().get(Field.COMPONENT)).isEqualTo("Audio");
		assertThat(raw("dora", issue).path("fixed_version").path("name").asString()).isEqualTo("2.4.1");
		assertThat(tracker.update(issue, Values.of(Field.RELEASE, "")).values().get(Field.RELEASE)).isEmpty();
	}

	// Not in the list, seen since

	@Test
	void a_key_that_nobody_has_reads_what_the_public_does_and_is_refused_all_the_same() {
		RemoteId issue = people.opens("for all to see");
		assertThat(
				Objects.requireNonNull(anonymous("/issues.json?issue_id=" + issue.issue())).path("total_count").asInt())
			.isEqualTo(1);
		assertThatExceptionOfType(TrackerFailure.TokenRefused.class)
			.isThrownBy(() -> people.strangersTracker().fetch(issue));
	}

	private static JsonNode anonymous(String path) {
		return server.ask("robot", "GET", path, null, "X-Redmine-API-Key", "nobody").json();
	}

	@Test
	void an_issue_that_moved_to_another_project_is_the_same_one_and_not_public_any_more() {
		RemoteId issue = people.opens("moving house");
		server.ask("robot", "PUT", RedminePeople.path(issue, ""), Map.of("issue", Map.of("project_id", "hidden")))
			.done();
		assertThat(tracker.fetch(issue).visibility()).isEqualTo(Visibility.PRIVATE);
		assertThat(tracker.peek(List.of(issue))).singleElement().matches((moved) -> !moved.isPublic());
		assertThat(ids(tracker)).doesNotContain(issue);
	}

	@Test
	void a_field_that_is_no_filter_would_find_every_issue_so_it_is_refused() {
		Tracker careless = people.connected(server.key("robot"), RedminePeople.PROJECT, server.number("idle"), 5);
		assertThatExceptionOfType(TrackerFailure.Refused.class).isThrownBy(careless::check)
			.withMessageContaining("used as a filter");
	}

	@Test
	void a_reporter_is_told_what_it_may_not_do() {
		assertThat(connectedAs("rita").check().rights()).contains(Ability.CREATE, Ability.COMMENT)
			.doesNotContain(Ability.UPDATE);
		assertThat(connectedAs("dora").check().rights()).contains(Ability.CREATE, Ability.COMMENT, Ability.UPDATE);
	}

	@Test
	void a_title_that_is_too_long_is_refused_with_its_field() {
		RemoteId issue = people.opens("short");
		assertThatExceptionOfType(TrackerFailure.Refused.class)
			.isThrownBy(() -> tracker.update(issue, Values.of(Field.TITLE, "x".repeat(256))))
			.satisfies((refused) -> assertThat(refused.field()).isEqualTo(Field.TITLE));
	}

	private static List<RemoteIssue> changes(Tracker from, Instant since) {
		List<RemoteIssue> issues = new ArrayList<>();
		@Nullable String next = null;
		do {
			Changes page = from.changes(new Changes.Since(since, next));
			issues.addAll(page.issues());
			next = page.next();
		}
		while (next != null);
		return issues;
	}

	private static List<RemoteId> ids(Tracker from) {
		List<RemoteId> ids = new ArrayList<>();
		@Nullable String next = null;
		do {
			Ids page = from.ids(next);
			ids.addAll(page.updated().keySet());
			next = page.next();
		}
		while (next != null);
		return ids;
	}

}
