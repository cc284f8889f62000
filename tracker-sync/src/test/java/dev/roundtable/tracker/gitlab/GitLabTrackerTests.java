package dev.roundtable.tracker.gitlab;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.roundtable.tracker.Changes;
import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.CommentMark;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Ids;
import dev.roundtable.tracker.Markup;
import dev.roundtable.tracker.Namespace;
import dev.roundtable.tracker.NewComment;
import dev.roundtable.tracker.NewIssue;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.http.Bounds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What GitLab's documents say that it does, and others do not. */
class GitLabTrackerTests {

	private static final Namespace SITE = new Namespace("stubs");

	@RegisterExtension
	static final WireMockExtension stubs = WireMockExtension.newInstance()
		.options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
		.build();

	private final GitLabDouble gitlab = new GitLabDouble();

	private final GitLabPeople people = new GitLabPeople(this.gitlab);

	private final GitLabTracker tracker = this.people.tracker();

	GitLabTrackerTests() throws IOException {
	}

	@AfterEach
	void stop() {
		this.gitlab.stop();
		assertThat(this.gitlab.objections()).isEmpty();
	}

	private static NewComment comment(String text) {
		return new NewComment(text, new CommentMark(SITE, 1));
	}

	// Issues that move

	@Test
	void an_issue_that_was_moved_has_another_id_now_and_its_last_note_says_which() {
		RemoteId id = this.people.opens("moved away");
		RemoteId near = this.people.opens("moved to a neighbour");
		for (RemoteId moved : List.of(id, near)) {
			this.gitlab.edit(moved.issue(), "moved_to_id", 4711);
			this.people.says(moved, "moved to nowhere#1, I think");
		}
		this.gitlab.note(id.issue(), GitLabPeople.DORA, "moved to other/group/engine#3", false, true);
		this.gitlab.note(near.issue(), GitLabPeople.DORA, "moved to engine#4", false, true);
		for (Runnable call : List.<Runnable>of(() -> this.tracker.fetch(id),
				() -> this.tracker.update(id, Values.of(Field.TITLE, "x")))) {
			assertThatExceptionOfType(TrackerFailure.Moved.class).isThrownBy(call::run)
				.satisfies((moved) -> assertThat(moved.to()).isEqualTo(new RemoteId("other/group/engine", "3")));
		}
		assertThatExceptionOfType(TrackerFailure.Moved.class).isThrownBy(() -> this.tracker.fetch(near))
			.satisfies((moved) -> assertThat(moved.to()).isEqualTo(new RemoteId("lumen/engine", "4")));
		assertThat(this.tracker.peek(List.of(id, near))).isEmpty();
		assertThat(this.tracker.ids(null).updated()).doesNotContainKey(id);
		assertThat(this.tracker.changes(new Changes.Since(Instant.EPOCH, null)).issues())
			.anyMatch((issue) -> issue.id().equals(id));
	}

	@Test
	void an_issue_that_was_moved_and_does_not_say_where_is_gone() {
		RemoteId id = this.people.opens("moved away");
		this.gitlab.edit(id.issue(), "moved_to_id", 4711);
		this.people.says(id, "moved to nowhere#1");
		assertThatExceptionOfType(TrackerFailure.Gone.class).isThrownBy(() -> this.tracker.fetch(id));
	}

	// Comments

	@Test
	void what_gitlab_itself_notes_is_no_comment() {
		RemoteId id = this.people.opens("noted");
		this.people.says(id, "said");
		this.gitlab.note(id.issue(), GitLabPeople.DORA, "changed title from a to b", false, true);
		assertThat(this.tracker.fetch(id).comments()).extracting(RemoteComment::text).containsExactly("said");
	}

	@Test
	void a_note_that_does_not_say_that_it_is_public_is_private() {
		RemoteId id = this.people.opens("whispered about");
		this.gitlab.note(id.issue(), GitLabPeople.DORA, "of old", false, false)
			.remove(List.of("internal", "confidential"));
		this.gitlab.note(id.issue(), GitLabPeople.DORA, "of old and secret", false, false)
			.without("internal")
			.put("confidential", true);
		assertThat(this.tracker.fetch(id).comments()).isNotEmpty().noneMatch(RemoteComment::isPublic);
	}

	@Test
	void more_comments_than_a_page_are_read() {
		RemoteId id = this.people.opens("much talked about");
		for (int n = 0; n < 130; n++) {
			this.people.says(id, "said " + n);
		}
		assertThat(this.tracker.fetch(id).comments()).hasSize(130);
	}

	@Test
	void a_command_in_a_fans_words_commands_nothing() {
		RemoteId id = this.people.opens("obeyed");
		Markup markup = this.tracker.abilities().markup();
		String words = "first\n/close\n  /assign @me\nhttps://x.test/a";
		assertThat(markup.toMarkdown(markup.fromMarkdown(words))).isEqualTo(words);
		this.tracker.comment(id, comment(markup.fromMarkdown(words)));
		this.tracker.update(id, Values.of(Field.DESCRIPTION, markup.fromMarkdown(words)));
		assertThat(this.tracker.fetch(id).values().get(Field.STATUS)).isEqualTo("opened");
		this.tracker.comment(id, comment(words));
		assertThat(this.tracker.fetch(id).values().get(Field.STATUS)).as("the stand-in obeys").isEqualTo("closed");
	}

	// Fields

	@Test
	void a_severity_is_a_label_that_takes_the_place_of_another_and_leaves_the_rest() {
		RemoteId id = this.people.opens("labelled");
		this.gitlab.edit(id.issue(), "labels", List.of("severity: low", "theirs", "bug"));
		assertThat(this.tracker.update(id, Values.of(Field.SEVERITY, "severity: high")).values().get(Field.KIND))
			.isEqualTo("bug");
		assertThat(this.gitlab.issue(id.issue()).path("labels").valueStream().map((one) -> one.asString()))
			.containsExactlyInAnyOrder("severity: high", "theirs", "bug");
		assertThatExceptionOfType(TrackerFailure.Refused.class)
			.isThrownBy(() -> this.tracker.update(id, Values.of(Field.SEVERITY, "theirs")));
		this.tracker.update(id, Values.of(Field.SEVERITY, ""));
		assertThat(this.tracker.fetch(id).values().get(Field.SEVERITY)).isEmpty();
	}

	@Test
	void who_takes_somebodys_place_leaves_the_others_assigned_and_nobody_can_be() {
		RemoteId id = this.people.opens("shared");
		this.tracker.update(id, Values.of(Field.ASSIGNEE, "2"));
		this.gitlab.edit(id.issue(), "assignees", List.of(Map.of("id", 2), Map.of("id", 3)));
		this.tracker.update(id, Values.of(Field.ASSIGNEE, "1"));
		assertThat(this.gitlab.issue(id.issue()).path("assignees").valueStream().map((one) -> one.path("id").asInt()))
			.containsExactly(1, 3);
		this.tracker.update(id, Values.of(Field.ASSIGNEE, ""));
		assertThat(this.tracker.update(id, Values.of(Field.ASSIGNEE, "")).values().get(Field.ASSIGNEE)).isEmpty();
		assertThatExceptionOfType(TrackerFailure.Refused.class)
			.isThrownBy(() -> this.tracker.update(id, Values.of(Field.ASSIGNEE, "dora")));
	}

	@Test
	void a_release_is_a_milestone_by_its_title() {
		RemoteId id = this.people.opens("planned");
		assertThat(this.tracker.update(id, Values.of(Field.RELEASE, "2.4.1")).values().get(Field.RELEASE))
			.isEqualTo("2.4.1");
		assertThat(this.tracker.update(id, Values.of(Field.RELEASE, "")).values().get(Field.RELEASE)).isEmpty();
		assertThatExceptionOfType(TrackerFailure.Refused.class)
			.isThrownBy(() -> this.tracker.update(id, Values.of(Field.RELEASE, "9.9")))
			.satisfies((refused) -> assertThat(refused.field()).isEqualTo(Field.RELEASE));
	}

	@Test
	void people_are_offered_by_their_numbers_and_read_by_their_names() {
		assertThat(this.tracker.choices(Field.ASSIGNEE)).contains(new Choice("2", "Dora (@dora)"));
		assertThat(this.tracker.choices(Field.RELEASE)).extracting(Choice::word).containsExactly("2.4.0", "2.4.1");
	}

	@Test
	void a_title_that_is_too_long_is_refused_in_its_own_words() {
		RemoteId id = this.people.opens("short");
		assertThatExceptionOfType(TrackerFailure.Refused.class)
			.isThrownBy(() -> this.tracker.update(id, Values.of(Field.TITLE, "x".repeat(256))))
			.withMessageContaining("title is too long (maximum is 255 characters)")
			.satisfies((refused) -> assertThat(refused.field()).isEqualTo(Field.TITLE));
	}

	@Test
	void a_mark_in_what_somebody_else_wrote_is_not_ours() {
		ExternalId name = new ExternalId(SITE, 42);
		this.gitlab.open(GitLabPeople.DORA, "theirs", "It does\n\n<sub>" + name + "</sub>");
		assertThat(this.tracker.find(name)).isEmpty();
		RemoteId made = this.tracker
			.create(new NewIssue(GitLabDouble.PROJECT, name, Values.of(Field.TITLE, "Sound stops")))
			.id();
		assertThat(this.tracker.find(name)).contains(made);
	}

	@Test
	void many_are_looked_at_in_one_request() {
		List<RemoteId> ids = List.of(this.people.opens("one"), this.people.opens("two"), this.people.opens("three"));
		this.tracker.peek(ids);
		int before = this.gitlab.requests().size();
		assertThat(this.tracker.peek(ids)).hasSize(3);
		assertThat(this.gitlab.requests()).hasSize(before + 1);
	}

	@Test
	void what_changed_at_the_very_same_time_is_read_page_by_page() {
		for (int n = 0; n < 12; n++) {
			RemoteId id = this.people.opens("at once " + n);
			this.gitlab.issue(id.issue()).put("updated_at", "2030-01-01T00:00:00.500Z");
		}
		Instant since = Instant.parse("2030-01-01T00:00:00Z");
		Changes page = this.tracker.changes(new Changes.Since(since, null));
		int seen = page.issues().size();
		for (int pages = 0; page.next() != null && pages < 10; pages++) {
			page = this.tracker.changes(new Changes.Since(since, page.next()));
			seen += page.issues().size();
		}
		assertThat(page.next()).isNull();
		assertThat(seen).isGreaterThanOrEqualTo(12);
	}

	// What strangers make large

	private GitLabTracker narrow() {
		return GitLabPeople.connected(this.gitlab.base(), "robot-token", GitLabDouble.PROJECT,
				new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60), 8000, 1,
						Duration.ofMillis(50)));
	}

	@Test
	void pages_of_more_than_fits_are_read_in_parts_and_what_alone_does_not_fit_is_left_out() {
		Set<RemoteId> wanted = new HashSet<>();
		for (int n = 0; n < 13; n++) {
			RemoteId id = this.people.opens("long " + n);
			this.people.edits(id, Field.DESCRIPTION, "x".repeat((n == 6) ? 9000 : (n < 9) ? 3000 : 10));
			wanted.add(id);
		}
		RemoteId tooLarge = wanted.stream().filter((id) -> id.issue().equals("7")).findFirst().orElseThrow();
		wanted.remove(tooLarge);
		GitLabTracker narrow = narrow();
		Set<RemoteId> changed = new HashSet<>();
		@Nullable String next = null;
		int pages = 0;
		do {
			Changes page = narrow.changes(new Changes.Since(Instant.EPOCH, next));
			page.issues().forEach((issue) -> changed.add(issue.id()));
			next = page.next();
		}
		while (next != null && ++pages < 50);
		assertThat(changed).containsExactlyInAnyOrderElementsOf(wanted);
		Set<RemoteId> there = new HashSet<>();
		do {
			Ids page = narrow.ids(next);
			there.addAll(page.updated().keySet());
			next = page.next();
		}
		while (next != null && ++pages < 100);
		assertThat(next).isNull();
		assertThat(there).containsExactlyInAnyOrderElementsOf(wanted);
		wanted.add(tooLarge);
		assertThat(narrow.peek(wanted)).hasSize(12);
		assertThat(narrow.ids("2").updated()).isNotEmpty();
	}

	@Test
	void comments_of_more_than_fits_are_read_in_parts() {
		RemoteId id = this.people.opens("much said");
		for (int n = 0; n < 7; n++) {
			this.people.says(id, "x".repeat((n == 3) ? 9000 : 3000) + n);
		}
		assertThat(narrow().fetch(id).comments()).hasSize(6);
	}

	// Limits

	private static void answers(MappingBuilder asked, ResponseDefinitionBuilder answer) {
		stubs.stubFor(asked.willReturn(answer));
	}

	@Test
	void when_the_limit_is_used_up_nothing_is_asked_until_it_is_reset() {
		long reset = Instant.now().plusSeconds(600).getEpochSecond();
		answers(get("/api/v4/user"),
				aResponse().withBody("{\"id\":1,\"name\":\"Robot\"}")
					.withHeader("RateLimit-Limit", "60")
					.withHeader("RateLimit-Remaining", "0")
					.withHeader("RateLimit-Reset", String.valueOf(reset)));
		GitLabTracker limited = GitLabPeople.connected(java.net.URI.create(stubs.baseUrl()), "robot-token",
				GitLabDouble.PROJECT);
		assertThatExceptionOfType(TrackerFailure.Limited.class).isThrownBy(limited::check)
			.satisfies((failure) -> assertThat(Objects.requireNonNull(failure.retryAfter()))
				.isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10)));
		assertThat(limited.limit()).hasValueSatisfying((limit) -> {
			assertThat(limit.most()).isEqualTo(60);
			assertThat(limit.left()).isZero();
			assertThat(limit.resetAt()).isEqualTo(Instant.ofEpochSecond(reset));
		});
		assertThat(stubs.findAll(anyRequestedFor(anyUrl()))).hasSize(1);
	}

}
