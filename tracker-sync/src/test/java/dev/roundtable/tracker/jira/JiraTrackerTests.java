package dev.roundtable.tracker.jira;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.roundtable.tracker.Changes;
import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Ids;
import dev.roundtable.tracker.Namespace;
import dev.roundtable.tracker.NewIssue;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the documents of Jira say that it does, and others do not. */
class JiraTrackerTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	@RegisterExtension
	static final WireMockExtension stubs = WireMockExtension.newInstance()
		.options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
		.build();

	private final JiraDouble jira = new JiraDouble(true);

	private final JiraPeople people = new JiraPeople(this.jira);

	private final JiraTracker tracker = this.people.tracker();

	JiraTrackerTests() throws IOException {
	}

	@AfterEach
	void stop() {
		this.jira.stop();
		assertThat(this.jira.objections()).isEmpty();
	}

	private static JsonNode json(String text) {
		return JSON.readTree(text.replace('\'', '"'));
	}

	// Statuses are ways

	@Test
	void a_status_that_the_workflow_has_no_way_to_is_refused_and_nothing_is_written() {
		RemoteId id = this.people.opens("before");
		assertThatExceptionOfType(TrackerFailure.Refused.class).isThrownBy(
				() -> this.tracker.update(id, new Values(java.util.Map.of(Field.TITLE, "after", Field.STATUS, "Done"))))
			.withMessageContaining("In Progress")
			.satisfies((refused) -> assertThat(refused.field()).isEqualTo(Field.STATUS));
		assertThat(this.tracker.fetch(id).values().get(Field.TITLE)).isEqualTo("before");
	}

	@Test
	void a_status_is_reached_by_its_way_and_not_left_for_itself() {
		RemoteId id = this.people.opens("on its way");
		this.tracker.update(id, Values.of(Field.STATUS, "In Progress"));
		assertThat(this.tracker.update(id, Values.of(Field.STATUS, "Done")).values().get(Field.STATUS))
			.isEqualTo("Done");
		int before = this.jira.requests().size();
		this.tracker.update(id, Values.of(Field.STATUS, "Done"));
		assertThat(this.jira.requests().subList(before, this.jira.requests().size()))
			.noneMatch((request) -> request.contains("POST"));
	}

	// Who may read

	@Test
	void a_comment_for_those_who_work_there_is_private_however_it_says_so() {
		RemoteId id = this.people.opens("whispered about");
		this.jira.comment(id.issue(), "dora", "for a role")
			.set("visibility", json("{'type':'role','value':'Developers'}"));
		this.jira.comment(id.issue(), "dora", "internal in Cloud").put("jsdPublic", false);
		this.jira.comment(id.issue(), "dora", "internal in Data Center")
			.set("properties", json("[{'key':'sd.public.comment','value':{'internal':true}}]"));
		this.jira.comment(id.issue(), "dora", "for customers")
			.put("jsdPublic", true)
			.set("properties", json("[{'key':'sd.public.comment','value':{'internal':false}}]"));
		assertThat(this.tracker.fetch(id).comments()).filteredOn(RemoteComment::isPublic)
			.extracting(RemoteComment::text)
			.containsExactly("for customers");
	}

	@Test
	void an_issue_that_was_moved_is_the_same_one_and_is_private_there() {
		RemoteId id = this.people.opens("moved");
		this.jira.issue(id.issue()).put("key", "ENGINE-3");
		this.jira.edit(id.issue(), "project", json("{'key':'ENGINE'}"));
		assertThat(this.tracker.fetch(id)).returns(id, RemoteIssue::id).returns(false, RemoteIssue::isPublic);
		assertThat(this.tracker.peek(List.of(id))).noneMatch(RemoteIssue::isPublic);
		assertThat(this.tracker.ids(null).updated()).doesNotContainKey(id);
	}

	@Test
	void an_issue_can_be_asked_for_by_the_key_that_people_type() {
		RemoteId id = this.people.opens("typed");
		String key = this.jira.issue(id.issue()).path("key").asString();
		assertThat(this.tracker.fetch(new RemoteId(JiraDouble.PROJECT, key)).id()).isEqualTo(id);
		for (String none : List.of("../myself", "1) OR (project = BUG", "bug 7")) {
			RemoteId nonsense = new RemoteId(JiraDouble.PROJECT, none);
			assertThatExceptionOfType(TrackerFailure.Gone.class).isThrownBy(() -> this.tracker.fetch(nonsense));
			assertThat(this.tracker.peek(List.of(nonsense))).isEmpty();
		}
	}

	@Test
	void a_number_that_somebody_types_is_that_of_a_key_and_of_this_project_alone() {
		RemoteId id = this.people.opens("typed");
		String number = this.jira.issue(id.issue()).path("key").asString().replace(JiraDouble.PROJECT + "-", "");
		assertThat(this.tracker.named(new RemoteId(JiraDouble.PROJECT, number)).id()).isEqualTo(id);
		assertThatExceptionOfType(TrackerFailure.Gone.class).isThrownBy(() -> this.tracker.named(id));
		this.jira.issue(id.issue()).put("key", "ENGINE-3");
		this.jira.edit(id.issue(), "project", json("{'key':'ENGINE'}"));
		assertThatExceptionOfType(TrackerFailure.Gone.class)
			.isThrownBy(() -> this.tracker.named(new RemoteId(JiraDouble.PROJECT, "ENGINE-3")));
	}

	@Test
	void who_is_shown_what_the_public_sees_has_a_wrong_token() {
		RemoteId id = this.people.opens("public");
		this.jira.showsThePublic();
		JiraTracker stranger = JiraPeople.connected(this.jira.base(), this.jira.token("nobody"), JiraDouble.PROJECT);
		for (Supplier<Object> call : List.<Supplier<Object>>of(() -> stranger.fetch(id),
				() -> stranger.fetch(new RemoteId(JiraDouble.PROJECT, "99999")), () -> stranger.ids(null))) {
			assertThatExceptionOfType(TrackerFailure.TokenRefused.class).isThrownBy(call::get);
		}
	}

	// Fields

	@Test
	void a_component_takes_the_place_of_the_first_and_leaves_the_others() {
		RemoteId id = this.people.opens("in parts");
		this.jira.edit(id.issue(), "components", json("[{'name':'Audio'},{'name':'Battery'}]"));
		this.tracker.update(id, Values.of(Field.COMPONENT, "Camera"));
		assertThat(this.jira.issue(id.issue()).path("fields").path("components").findValuesAsString("name"))
			.containsExactly("Camera", "Battery");
	}

	@Test
	void people_are_known_by_their_accounts_in_cloud_and_by_their_names_elsewhere() throws IOException {
		assertThat(this.tracker.choices(Field.ASSIGNEE)).contains(new Choice("5b10:dora", "Dora"));
		JiraDouble own = new JiraDouble(false);
		try {
			JiraPeople there = new JiraPeople(own);
			RemoteId id = there.opens("assigned");
			assertThat(there.tracker().choices(Field.ASSIGNEE)).contains(new Choice("dora", "Dora"));
			assertThat(there.tracker().update(id, Values.of(Field.ASSIGNEE, "dora")).values().get(Field.ASSIGNEE))
				.isEqualTo("dora");
			assertThat(there.tracker().update(id, Values.of(Field.ASSIGNEE, "")).values().get(Field.ASSIGNEE))
				.isEmpty();
			assertThat(own.objections()).isEmpty();
		}
		finally {
			own.stop();
		}
	}

	@Test
	void what_is_too_long_is_refused_in_its_own_words() {
		RemoteId id = this.people.opens("short");
		assertThatExceptionOfType(TrackerFailure.Refused.class)
			.isThrownBy(() -> this.tracker.update(id, Values.of(Field.TITLE, "x".repeat(256))))
			.withMessageContaining("Summary must be less than 255 characters.")
			.satisfies((refused) -> assertThat(refused.field()).isEqualTo(Field.TITLE));
	}

	@Test
	void our_name_in_what_somebody_else_made_is_not_ours() {
		ExternalId name = new ExternalId(new Namespace("stubs"), 42);
		RemoteId theirs = this.people.opens("theirs");
		this.jira.edit(theirs.issue(), "labels", json("['" + name + "']"));
		assertThat(this.tracker.find(name)).isEmpty();
		RemoteId made = this.tracker
			.create(new NewIssue(JiraDouble.PROJECT, name, Values.of(Field.TITLE, "Sound stops")))
			.id();
		assertThat(this.tracker.find(name)).contains(made);
	}

	// Pages

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void more_changes_in_a_minute_than_fit_on_a_page_are_read(boolean cloud) throws IOException {
		JiraDouble crowded = new JiraDouble(cloud);
		try {
			JiraPeople there = new JiraPeople(crowded);
			Set<RemoteId> wanted = new HashSet<>();
			for (int n = 0; n < 13; n++) {
				RemoteId id = there.opens("at once " + n);
				((ObjectNode) crowded.issue(id.issue()).path("fields")).put("updated",
						"2030-01-01T13:30:0" + n % 10 + ".000+0530");
				wanted.add(id);
			}
			Set<RemoteId> seen = new HashSet<>();
			@Nullable String next = null;
			int pages = 0;
			do {
				Changes page = there.tracker().changes(new Changes.Since(Instant.parse("2030-01-01T08:00:00Z"), next));
				page.issues().forEach((issue) -> seen.add(issue.id()));
				next = page.next();
			}
			while (next != null && ++pages < 20);
			assertThat(next).isNull();
			assertThat(seen).containsExactlyInAnyOrderElementsOf(wanted);
			assertThat(crowded.objections()).isEmpty();
		}
		finally {
			crowded.stop();
		}
	}

	@Test
	void a_search_is_in_minutes_of_the_accounts_zone_and_an_hour_that_comes_twice_is_read_twice() {
		Pages page = new Pages(Instant.parse("2026-11-20T08:00:59Z"), null);
		assertThat(page.jql("BUG", ZoneId.of("Asia/Kolkata")))
			.isEqualTo("project = \"BUG\" AND updated >= \"2026/11/20 13:30\" ORDER BY updated ASC, key ASC");
		ZoneId berlin = ZoneId.of("Europe/Berlin");
		for (String at : List.of("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")) {
			assertThat(new Pages(Instant.parse(at), null).jql("BUG", berlin)).contains(">= \"2026/10/25 01:30\"");
		}
		assertThat(new Pages(Instant.EPOCH, null).jql("BUG", berlin)).contains("1971/01/01");
	}

	@Test
	void comments_of_several_pages_are_read() {
		RemoteId id = this.people.opens("much talked about");
		for (int n = 0; n < 120; n++) {
			this.people.says(id, "said " + n);
		}
		assertThat(this.tracker.fetch(id).comments()).hasSize(120);
	}

	@Test
	void an_issue_that_is_gone_spoils_no_search_for_others() {
		RemoteId gone = this.people.opens("gone");
		RemoteId there = this.people.opens("there");
		this.people.deletes(gone);
		assertThat(this.tracker.peek(List.of(gone, there))).extracting(RemoteIssue::id).containsExactly(there);
	}

	@Test
	void all_pages_of_issues_are_counted() {
		for (int n = 0; n < 12; n++) {
			this.people.opens("one of " + n);
		}
		int seen = 0;
		@Nullable String next = null;
		do {
			Ids page = this.tracker.ids(next);
			seen += page.updated().size();
			next = page.next();
		}
		while (next != null);
		assertThat(seen).isEqualTo(12);
	}

	// Limits and tokens

	@Test
	void cloud_says_until_when_there_is_no_more() {
		Instant reset = Instant.now().plusSeconds(600).truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
		stubs.stubFor(get("/rest/api/2/myself")
			.willReturn(aResponse().withBody("{\"accountId\":\"1\",\"displayName\":\"Robot\"}")
				.withHeader("X-RateLimit-Limit", "350")
				.withHeader("X-RateLimit-Remaining", "0")
				.withHeader("X-RateLimit-Reset", reset.toString().replace(":00Z", "Z"))));
		JiraTracker limited = JiraPeople.connected(URI.create(stubs.baseUrl()), "a@b.test:t", JiraDouble.PROJECT);
		assertThatExceptionOfType(TrackerFailure.Limited.class).isThrownBy(limited::check);
		assertThat(limited.limit()).hasValueSatisfying((limit) -> {
			assertThat(limit.left()).isZero();
			assertThat(limit.resetAt()).isEqualTo(reset);
		});
	}

	@Test
	void no_message_has_the_token_of_cloud_in_it() {
		String token = this.jira.token("nobody");
		JiraTracker stranger = JiraPeople.connected(this.jira.base(), token, JiraDouble.PROJECT);
		assertThatExceptionOfType(TrackerFailure.TokenRefused.class).isThrownBy(stranger::check)
			.satisfies((failure) -> assertThat(Objects.requireNonNull(failure.getMessage())).doesNotContain(token,
					"nobody-token"));
	}

}
