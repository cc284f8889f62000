package dev.roundtable.tracker.github;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.roundtable.tracker.Changes;
import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.CommentMark;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Ids;
import dev.roundtable.tracker.Namespace;
import dev.roundtable.tracker.NewComment;
import dev.roundtable.tracker.NewIssue;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.http.Asked;
import dev.roundtable.tracker.http.Reach;
import dev.roundtable.tracker.http.Secret;
import dev.roundtable.tracker.memory.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What GitHub's documents say that it does, and emulate does not. */
class GitHubTrackerTests {

	private static final RemoteId SEVEN = new RemoteId("lumen/buglist", "7");

	private static final String ISSUES = "/repos/lumen/buglist/issues";

	private static final Namespace SITE = new Namespace("stubs");

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
		.build();

	private final ManualClock clock = new ManualClock();

	private final GitHubTracker tracker = new GitHubTracker(
			new GitHubRepository(URI.create(server.baseUrl()), "lumen/buglist", new Secret("robot-token"), null,
					GitHubPeople.LABELS),
			GitHubPeople.BOUNDS, Reach.with(List.of("127.0.0.0/8")), Asked.Audit.NOBODY, this.clock, 2);

	@BeforeEach
	void there_is_a_repository() {
		answers(get("/user"), "{\"login\":\"robot\"}");
		repository("lumen/buglist", "lumen/buglist");
	}

	private void repository(String asked, String named) {
		answers(get("/repos/" + asked),
				"{\"full_name\":\"" + named + "\",\"has_issues\":true,\"permissions\":{\"push\":true}}");
	}

	private static void answers(MappingBuilder asked, String json) {
		answers(asked, aResponse().withBody(json));
	}

	private static void answers(MappingBuilder asked, ResponseDefinitionBuilder answer) {
		server.stubFor(asked.willReturn(answer.withHeader("Date", "Sat, 21 Nov 2026 08:00:00 GMT")));
	}

	private static String issue(String repository, int number, String more) {
		return """
				{"number":%d,"title":"Sound stops","state":"open","comments":0,"body":"It does","user":{"login":"dora"},
				"repository_url":"%s/repos/%s","html_url":"https://github.com/%s/issues/%d","assignees":[],"labels":[],
				"created_at":"2026-11-20T08:00:00Z","updated_at":"2026-11-20T09:00:%02dZ"%s}""".formatted(number,
				server.baseUrl(), repository, repository, number, number, more);
	}

	private static String issue(int number) {
		return issue("lumen/buglist", number, "");
	}

	private static int requests() {
		return server.findAll(anyRequestedFor(anyUrl())).size();
	}

	private NewComment comment() {
		return new NewComment("hello", new CommentMark(SITE, 1));
	}

	// Limits

	@Test
	void when_the_primary_limit_is_used_up_nothing_is_asked_until_it_is_reset() {
		answers(get(ISSUES + "/7"), aResponse().withBody(issue(7))
			.withHeader("X-RateLimit-Limit", "5000")
			.withHeader("X-RateLimit-Remaining", "0")
			.withHeader("X-RateLimit-Reset", String.valueOf(this.clock.instant().plusSeconds(600).getEpochSecond())));
		assertThat(this.tracker.fetch(SEVEN).id()).isEqualTo(SEVEN);
		assertThat(this.tracker.limit()).hasValueSatisfying((limit) -> assertThat(limit.left()).isZero());
		int asked = requests();
		assertThatExceptionOfType(TrackerFailure.Limited.class).isThrownBy(() -> this.tracker.fetch(SEVEN))
			.satisfies((limited) -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofMinutes(10)));
		assertThat(requests()).isEqualTo(asked);
		this.clock.pass(Duration.ofMinutes(10));
		assertThat(this.tracker.fetch(SEVEN).id()).isEqualTo(SEVEN);
	}

	@Test
	void a_secondary_limit_is_a_minute_at_least_whatever_it_says() {
		answers(patch(urlEqualTo(ISSUES + "/7")),
				aResponse().withStatus(403)
					.withHeader("Retry-After", "5")
					.withHeader("X-RateLimit-Remaining", "4000")
					.withBody("{\"message\":\"You have exceeded a secondary rate limit.\"}"));
		assertThatExceptionOfType(TrackerFailure.Limited.class)
			.isThrownBy(() -> this.tracker.update(SEVEN, Values.of(Field.TITLE, "x")))
			.satisfies((limited) -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
		int asked = requests();
		this.clock.pass(Duration.ofSeconds(59));
		assertThatExceptionOfType(TrackerFailure.Limited.class).isThrownBy(() -> this.tracker.fetch(SEVEN));
		assertThat(requests()).isEqualTo(asked);
	}

	@Test
	void a_403_that_is_no_limit_is_what_the_token_may_not_do() {
		answers(patch(urlEqualTo(ISSUES + "/7")),
				aResponse().withStatus(403).withBody("{\"message\":\"Must have admin rights to Repository.\"}"));
		assertThatExceptionOfType(TrackerFailure.Forbidden.class)
			.isThrownBy(() -> this.tracker.update(SEVEN, Values.of(Field.TITLE, "x")))
			.withMessageContaining("Must have admin rights");
	}

	@Test
	void searches_that_are_used_up_leave_everything_else_alone() {
		answers(get(urlPathEqualTo(ISSUES)), "[]");
		answers(get(urlPathEqualTo("/search/issues")), aResponse().withBody("{\"items\":[]}")
			.withHeader("X-RateLimit-Limit", "30")
			.withHeader("X-RateLimit-Remaining", "0")
			.withHeader("X-RateLimit-Reset", String.valueOf(this.clock.instant().plusSeconds(60).getEpochSecond())));
		answers(get(ISSUES + "/7"), issue(7));
		ExternalId id = new ExternalId(SITE, 42);
		assertThat(this.tracker.find(id)).isEmpty();
		assertThatExceptionOfType(TrackerFailure.Limited.class).isThrownBy(() -> this.tracker.find(id));
		assertThat(this.tracker.fetch(SEVEN).id()).isEqualTo(SEVEN);
	}

	// Reading

	@Test
	void what_has_not_changed_is_asked_for_by_its_tag_and_read_as_of_now() {
		answers(get(ISSUES + "/7"), aResponse().withBody(issue(7)).withHeader("ETag", "\"one\""));
		RemoteIssue before = this.tracker.fetch(SEVEN);
		server.stubFor(get(ISSUES + "/7").withHeader("If-None-Match", equalTo("\"one\""))
			.willReturn(aResponse().withStatus(304).withHeader("Date", "Sat, 21 Nov 2026 08:05:00 GMT")));
		RemoteIssue after = this.tracker.fetch(SEVEN);
		assertThat(after.values()).isEqualTo(before.values());
		assertThat(after.readAt()).isEqualTo(Instant.parse("2026-11-21T08:05:00Z"));
	}

	@Test
	void a_pull_request_is_no_issue_wherever_it_turns_up() {
		String pull = issue("lumen/buglist", 8, ",\"pull_request\":{\"url\":\"x\"}");
		answers(get(ISSUES + "/8"), pull);
		answers(get(urlPathEqualTo(ISSUES)), "[" + issue(7) + "," + pull + "]");
		RemoteId eight = new RemoteId("lumen/buglist", "8");
		assertThatExceptionOfType(TrackerFailure.Gone.class).isThrownBy(() -> this.tracker.fetch(eight));
		assertThat(this.tracker.peek(List.of(eight))).isEmpty();
		assertThat(this.tracker.changes(new Changes.Since(Instant.EPOCH, null)).issues()).extracting(RemoteIssue::id)
			.containsExactly(SEVEN);
		assertThat(this.tracker.ids(null).updated()).containsOnlyKeys(SEVEN);
	}

	@Test
	void pages_are_followed_by_their_links_and_to_no_other_server() {
		answers(get(urlPathEqualTo(ISSUES)),
				aResponse().withBody("[" + issue(1) + "," + issue(2) + "]")
					.withHeader("Link", "<" + server.baseUrl() + ISSUES + "?after=abc>; rel=\"next\", <"
							+ server.baseUrl() + "/x>; rel=\"last\""));
		answers(get(ISSUES + "?after=abc"),
				aResponse().withBody("[" + issue(3) + "]").withHeader("Link", "<http://evil.test/x>; rel=\"next\""));
		Ids first = this.tracker.ids(null);
		assertThat(first.updated()).hasSize(2);
		assertThatExceptionOfType(TrackerFailure.Unavailable.class).isThrownBy(() -> this.tracker.ids(first.next()))
			.withMessageContaining("another server");
	}

	@Test
	void changes_go_on_at_the_second_where_the_page_ended() {
		answers(get(urlPathEqualTo(ISSUES)), aResponse().withBody("[" + issue(1) + "," + issue(2) + "]")
			.withHeader("Link", "<" + server.baseUrl() + ISSUES + "?page=2>; rel=\"next\""));
		Changes page = this.tracker.changes(new Changes.Since(Instant.parse("2026-11-20T09:00:01Z"), null));
		assertThat(page.next()).isEqualTo("2026-11-20T09:00:02Z/0+2");
		this.tracker.changes(new Changes.Since(Instant.parse("2026-11-20T09:00:01Z"), page.next()));
		server.verify(getRequestedFor(urlPathEqualTo(ISSUES)).withQueryParam("since", equalTo("2026-11-20T09:00:01Z"))
			.withQueryParam("page", equalTo("1")));
		assertThat(this.tracker.changes(new Changes.Since(Instant.EPOCH, "2026-11-20T09:00:02Z/0+2")).next())
			.isEqualTo("2026-11-20T09:00:02Z/2+2");
	}

	@Test
	void changes_of_more_than_fits_are_read_in_parts_and_what_alone_does_not_fit_is_left_out() {
		String large = "[" + " ".repeat(GitHubPeople.BOUNDS.bytes()) + "]";
		String more = "<" + server.baseUrl() + ISSUES + "?page=2>; rel=\"next\"";
		answers(get(urlPathEqualTo(ISSUES)), large);
		answers(get(urlPathEqualTo(ISSUES)).withQueryParam("per_page", equalTo("1"))
			.withQueryParam("page", equalTo("2")), aResponse().withBody("[" + issue(3) + "]"));
		Instant since = Instant.parse("2026-11-20T09:00:01Z");
		Changes first = this.tracker.changes(new Changes.Since(since, null));
		assertThat(first.issues()).isEmpty();
		assertThat(first.next()).isEqualTo("2026-11-20T09:00:01Z/1+1");
		Changes second = this.tracker.changes(new Changes.Since(since, first.next()));
		assertThat(second.issues()).extracting((issue) -> issue.id().issue()).containsExactly("3");
		assertThat(second.next()).isNull();
		answers(get(urlPathEqualTo(ISSUES)).withQueryParam("per_page", equalTo("1")),
				aResponse().withBody("[" + issue(2) + "]").withHeader("Link", more));
		assertThat(this.tracker.changes(new Changes.Since(since, null)).next()).isEqualTo("2026-11-20T09:00:02Z/0+2");
	}

	// Issues and repositories that move

	@Test
	void an_issue_that_was_transferred_has_another_id_now_for_reading_and_for_writing() {
		answers(get(ISSUES + "/7"), aResponse().withStatus(301).withHeader("Location", "/repos/lumen/engine/issues/3"));
		answers(get("/repos/lumen/engine/issues/3"), issue("lumen/engine", 3, ""));
		answers(patch(urlEqualTo(ISSUES + "/7")),
				aResponse().withStatus(301).withHeader("Location", "/repos/lumen/engine/issues/3"));
		answers(post(urlEqualTo(ISSUES + "/7/comments")),
				aResponse().withStatus(301).withHeader("Location", "/repos/lumen/engine/issues/3/comments"));
		RemoteId to = new RemoteId("lumen/engine", "3");
		for (Runnable call : List.<Runnable>of(() -> this.tracker.fetch(SEVEN),
				() -> this.tracker.update(SEVEN, Values.of(Field.TITLE, "x")),
				() -> this.tracker.comment(SEVEN, comment()))) {
			assertThatExceptionOfType(TrackerFailure.Moved.class).isThrownBy(call::run)
				.satisfies((moved) -> assertThat(moved.to()).isEqualTo(to));
		}
		assertThat(this.tracker.peek(List.of(SEVEN))).isEmpty();
		assertThat(this.tracker.fetch(to).id()).isEqualTo(to);
		assertThat(this.tracker.fetch(to).isPublic()).isFalse();
	}

	@Test
	void a_repository_that_was_renamed_has_the_same_issues_and_is_written_to_under_its_new_name() {
		answers(get(ISSUES + "/7"), issue(7));
		this.tracker.fetch(SEVEN);
		repository("lumen/buglist", "lumen/bugs");
		answers(get(ISSUES + "/7"), aResponse().withStatus(301).withHeader("Location", "/repositories/1/issues/7"));
		answers(get("/repositories/1/issues/7"), issue("lumen/bugs", 7, ""));
		answers(patch(urlEqualTo(ISSUES + "/7")),
				aResponse().withStatus(307).withHeader("Location", "/repositories/1/issues/7"));
		answers(patch(urlEqualTo("/repos/lumen/bugs/issues/7")), issue("lumen/bugs", 7, ""));
		assertThat(this.tracker.update(SEVEN, Values.of(Field.TITLE, "Sound stops")).id()).isEqualTo(SEVEN);
		server.verify(1, patchRequestedFor(urlEqualTo("/repos/lumen/bugs/issues/7")));
		answers(get("/repos/lumen/bugs/issues/7"), issue("lumen/bugs", 7, ""));
		assertThat(this.tracker.fetch(SEVEN).id()).isEqualTo(SEVEN);
	}

	// Writing

	@Test
	void a_title_is_one_request_and_says_nothing_else() {
		answers(patch(urlEqualTo(ISSUES + "/7")), issue(7));
		answers(get("/user"), "{\"login\":\"robot\"}");
		this.tracker.update(SEVEN, Values.of(Field.TITLE, "Sound stops"));
		server.verify(1, patchRequestedFor(urlEqualTo(ISSUES + "/7"))
			.withRequestBody(equalToJson("{\"title\":\"Sound stops\"}", true, false)));
		server.verify(0, getRequestedFor(urlEqualTo(ISSUES + "/7")));
	}

	@Test
	void a_severity_is_a_label_that_takes_the_place_of_another_and_leaves_the_rest() {
		answers(get(ISSUES + "/7"), issue("lumen/buglist", 7, "").replace("\"labels\":[]",
				"\"labels\":[{\"name\":\"severity: low\"},{\"name\":\"theirs\"},{\"name\":\"bug\"}]"));
		answers(post(urlEqualTo(ISSUES + "/7/labels")), "[]");
		answers(delete(urlEqualTo(ISSUES + "/7/labels/severity%3A%20low")), "[]");
		RemoteIssue before = this.tracker.fetch(SEVEN);
		assertThat(before.values().get(Field.SEVERITY)).isEqualTo("severity: low");
		assertThat(before.values().get(Field.KIND)).isEqualTo("bug");
		this.tracker.update(SEVEN, Values.of(Field.SEVERITY, "severity: high"));
		server.verify(1, postRequestedFor(urlEqualTo(ISSUES + "/7/labels"))
			.withRequestBody(equalToJson("{\"labels\":[\"severity: high\"]}")));
		server.verify(1, deleteRequestedFor(urlEqualTo(ISSUES + "/7/labels/severity%3A%20low")));
		assertThatExceptionOfType(TrackerFailure.Refused.class)
			.isThrownBy(() -> this.tracker.update(SEVEN, Values.of(Field.SEVERITY, "theirs")));
	}

	@Test
	void who_takes_somebodys_place_leaves_the_others_assigned() {
		answers(get(ISSUES + "/7"), issue("lumen/buglist", 7, "").replace("\"assignees\":[]",
				"\"assignees\":[{\"login\":\"dora\"},{\"login\":\"paul\"},{\"login\":\"rita\"}]"));
		answers(patch(urlEqualTo(ISSUES + "/7")), issue(7));
		this.tracker.update(SEVEN, Values.of(Field.ASSIGNEE, "rita"));
		server.verify(patchRequestedFor(urlEqualTo(ISSUES + "/7"))
			.withRequestBody(equalToJson("{\"assignees\":[\"rita\",\"paul\"]}")));
		this.tracker.update(SEVEN, Values.of(Field.ASSIGNEE, ""));
		server.verify(patchRequestedFor(urlEqualTo(ISSUES + "/7"))
			.withRequestBody(equalToJson("{\"assignees\":[\"paul\",\"rita\"]}")));
	}

	@Test
	void labels_are_offered_those_first_that_say_something_already() {
		answers(get(urlPathEqualTo("/repos/lumen/buglist/labels")), "[{\"name\":\"audio\"},{\"name\":\"bug\"}]");
		assertThat(this.tracker.choices(Field.KIND)).extracting(Choice::word)
			.containsExactly("bug", "enhancement", "audio");
	}

	@Test
	void a_release_is_a_milestone_by_its_title() {
		answers(get(urlPathEqualTo("/repos/lumen/buglist/milestones")), "[{\"number\":4,\"title\":\"2.4.1\"}]");
		answers(patch(urlEqualTo(ISSUES + "/7")), issue("lumen/buglist", 7, ",\"milestone\":{\"title\":\"2.4.1\"}"));
		assertThat(this.tracker.update(SEVEN, Values.of(Field.RELEASE, "2.4.1")).values().get(Field.RELEASE))
			.isEqualTo("2.4.1");
		server.verify(patchRequestedFor(urlEqualTo(ISSUES + "/7")).withRequestBody(equalToJson("{\"milestone\":4}")));
		assertThatExceptionOfType(TrackerFailure.Refused.class)
			.isThrownBy(() -> this.tracker.update(SEVEN, Values.of(Field.RELEASE, "9.9")))
			.satisfies((refused) -> assertThat(refused.field()).isEqualTo(Field.RELEASE));
	}

	@Test
	void an_issue_that_was_perhaps_made_is_in_doubt_and_not_made_again() {
		answers(post(urlEqualTo(ISSUES)), aResponse().withStatus(502));
		NewIssue issue = new NewIssue("lumen/buglist", new ExternalId(SITE, 42), Values.of(Field.TITLE, "x"));
		assertThatExceptionOfType(TrackerFailure.Doubtful.class).isThrownBy(() -> this.tracker.create(issue));
		server.verify(1, postRequestedFor(urlEqualTo(ISSUES)));
	}

	@Test
	void a_mark_in_what_somebody_else_wrote_is_not_ours() {
		ExternalId id = new ExternalId(SITE, 42);
		String body = "\"body\":\"It does\\n\\n<sub>" + id + "</sub>\"";
		String theirs = issue(7).replace("\"body\":\"It does\"", body);
		String ours = issue(9).replace("\"body\":\"It does\"", body).replace("dora", "robot");
		answers(get(urlPathEqualTo(ISSUES)), "[]");
		answers(get(urlPathEqualTo("/search/issues")), "{\"items\":[" + theirs + "," + ours + "]}");
		assertThat(this.tracker.find(id)).contains(new RemoteId("lumen/buglist", "9"));
		answers(get(ISSUES + "/7"), theirs);
		assertThat(this.tracker.fetch(SEVEN).externalId()).isNull();
	}

	@Test
	void a_field_that_it_does_not_want_is_told() {
		answers(get(ISSUES + "/7"), issue(7));
		answers(patch(urlEqualTo(ISSUES + "/7")), aResponse().withStatus(422)
			.withBody("{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"Issue\",\"field\":\"assignees\","
					+ "\"code\":\"invalid\"}]}"));
		assertThatExceptionOfType(TrackerFailure.Refused.class)
			.isThrownBy(() -> this.tracker.update(SEVEN, Values.of(Field.ASSIGNEE, "nobody")))
			.satisfies((refused) -> assertThat(refused.field()).isEqualTo(Field.ASSIGNEE));
	}

}
