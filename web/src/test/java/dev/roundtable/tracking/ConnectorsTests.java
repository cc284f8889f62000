package dev.roundtable.tracking;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpServer;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskQueries;
import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Namespace;
import dev.roundtable.tracker.NewIssue;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Direction;
import dev.roundtable.tracker.sync.Policy;
import dev.roundtable.tracker.sync.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Each kind of tracker as an administrator's connection opens it. */
@StoreTest
class ConnectorsTests {

	private static final String SECRET = "s3cret-of-the-hook";

	private final Connections connections;

	private final Mappings mappings;

	private final OpenTrackers trackers;

	/** As the site has them. */
	private final OpenTrackers all;

	private final Clock clock;

	private final World world;

	private final Viewer ada;

	private final HttpServer server;

	/** Answers by method and path. */
	private final Map<String, String> answers = new LinkedHashMap<>();

	private final List<String> asked = new CopyOnWriteArrayList<>();

	ConnectorsTests(Connections connections, Mappings mappings, ListMirror mirror, Ledger ledger, TaskQueries listed,
			OpenTrackers all, Clock clock, World world) throws IOException {
		TrackerNetworks networks = new TrackerNetworks(List.of("127.0.0.0/8"));
		this.connections = connections;
		this.mappings = mappings;
		this.all = all;
		this.clock = clock;
		this.trackers = new OpenTrackers(connections, mappings, mirror, ledger, listed,
				List.of(new GitHubConnector(networks, clock), new GitLabConnector(networks, clock),
						new JiraConnector(networks, clock)),
				clock);
		this.world = world;
		this.ada = world.somebody(Role.ADMINISTRATOR);
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
		this.server.createContext("/", (exchange) -> {
			try (exchange) {
				String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
				String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
				this.asked.add((request + " " + body).strip());
				String answer = this.answers.getOrDefault(request, "");
				byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
				exchange.sendResponseHeaders(answer.isEmpty() ? 404 : 200, (bytes.length == 0) ? -1 : bytes.length);
				exchange.getResponseBody().write(bytes);
			}
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	private ConnectionId connect(String kind, String project, String token) {
		ConnectionId id = this.connections.create(this.ada,
				new Connections.New(kind, kind + "-" + this.world.board,
						"http://127.0.0.1:" + this.server.getAddress().getPort(), project, null, null, token, SECRET),
				OnceKey.NONE);
		this.mappings.replace(this.ada, id, 1,
				Map.of(Field.TITLE, rule(Map.of()), Field.KIND,
						rule(Map.of(Side.OURS, Map.of("BUG", "bug"), Side.THEIRS, Map.of("defect", "BUG")))),
				OnceKey.NONE);
		return id;
	}

	private static Mappings.Rule rule(Map<Side, Map<String, String>> words) {
		return new Mappings.Rule(Direction.BOTH, Policy.THEIRS, words);
	}

	private static NewIssue issue(String project, String kind) {
		return new NewIssue(project, new ExternalId(new Namespace("test"), 7),
				new Values(Map.of(Field.TITLE, "It stutters", Field.KIND, kind)));
	}

	private static String signature(String body) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
	}

	private static Delivery delivery(Map<String, String> headers, String body) {
		return new Delivery(headers, body.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void a_repository_on_github_is_written_to_with_the_labels_of_its_mapping() {
		this.answers.put("GET /user", "{\"login\":\"robot\"}");
		this.answers.put("GET /repos/lumen/buglist", "{\"full_name\":\"lumen/buglist\"}");
		this.answers.put("POST /repos/lumen/buglist/issues",
				"""
						{"number":7,"title":"It stutters","state":"open","user":{"login":"robot"},"labels":[{"name":"bug"}],
						"created_at":"2026-11-20T08:00:00Z","updated_at":"2026-11-20T08:00:00Z","html_url":"https://x.test/7"}""");
		Tracker tracker = this.trackers.of(connect("GITHUB", "lumen/buglist", "t0ken")).tracker();
		assertThat(tracker.create(issue("lumen/buglist", "bug")).values().get(Field.KIND)).isEqualTo("bug");
		assertThat(this.asked).last().asString().contains("It stutters").contains("\"labels\":[\"bug\"]");
		assertThatExceptionOfType(TrackerFailure.Refused.class)
			.isThrownBy(() -> tracker.create(issue("lumen/buglist", "enhancement")));
	}

	@Test
	void what_github_delivers_is_a_hint_when_it_is_signed_with_the_secret_of_the_connection() throws Exception {
		Tracker tracker = this.trackers.of(connect("GITHUB", "lumen/buglist", "t0ken")).tracker();
		String body = "{\"issue\":{\"number\":7},\"repository\":{\"full_name\":\"lumen/buglist\"}}";
		assertThat(tracker
			.hints(delivery(Map.of("X-GitHub-Delivery", "1", "X-Hub-Signature-256", "sha256=" + signature(body)), body))
			.issues()).containsExactly(new RemoteId("lumen/buglist", "7"));
		assertThatExceptionOfType(Delivery.Forged.class)
			.isThrownBy(() -> tracker.hints(delivery(Map.of("X-GitHub-Delivery", "1"), body)));
	}

	@Test
	void a_project_in_a_gitlab_is_written_to_with_the_labels_of_its_mapping() {
		this.answers.put("GET /api/v4/user", "{\"id\":1,\"name\":\"Robot\"}");
		this.answers.put("GET /api/v4/projects/lumen%2Fbuglist", "{\"id\":7}");
		this.answers.put("POST /api/v4/projects/7/issues", """
				{"iid":7,"title":"It stutters","state":"opened","confidential":false,"author":{"id":1,"name":"Robot"},
				"labels":["bug"],"created_at":"2026-11-20T08:00:00.123Z","updated_at":"2026-11-20T08:00:00.123Z",
				"web_url":"https://x.test/7"}""");
		Tracker tracker = this.trackers.of(connect("GITLAB", "lumen/buglist", "t0ken")).tracker();
		assertThat(tracker.create(issue("lumen/buglist", "bug")).values().get(Field.KIND)).isEqualTo("bug");
		assertThat(this.asked).last().asString().contains("It stutters").contains("\"labels\":\"bug\"");
		String body = """
				{"object_kind":"issue","project":{"path_with_namespace":"lumen/buglist"},"object_attributes":{"iid":7}}""";
		assertThat(tracker.hints(delivery(Map.of("X-Gitlab-Event-UUID", "1", "X-Gitlab-Token", SECRET), body)).issues())
			.containsExactly(new RemoteId("lumen/buglist", "7"));
		assertThatExceptionOfType(Delivery.Forged.class)
			.isThrownBy(() -> tracker.hints(delivery(Map.of("X-Gitlab-Event-UUID", "1"), body)));
	}

	@Test
	void a_project_in_a_jira_is_written_to_and_its_deliveries_are_believed() throws Exception {
		String fields = """
				{"summary":"It stutters","issuetype":{"name":"bug"},"status":{"name":"To Do"},"project":{"key":"BUG"},
				"labels":["rt-test-7"],"creator":{"name":"robot","displayName":"Robot"},
				"created":"2026-11-20T08:00:00.123+0000","updated":"2026-11-20T08:00:00.123+0000"}""";
		this.answers.put("GET /rest/api/2/myself", "{\"name\":\"robot\",\"displayName\":\"Robot\"}");
		this.answers.put("GET /rest/api/2/project/BUG", "{\"key\":\"BUG\"}");
		this.answers.put("POST /rest/api/2/issue", "{\"id\":\"10007\",\"key\":\"BUG-7\"}");
		this.answers.put("GET /rest/api/2/issue/10007",
				"{\"id\":\"10007\",\"key\":\"BUG-7\",\"fields\":" + fields + "}");
		this.answers.put("GET /rest/api/2/issue/10007/comment", "{\"comments\":[],\"total\":0}");
		Tracker tracker = this.trackers.of(connect("JIRA", "BUG", "t0ken")).tracker();
		assertThat(tracker.create(issue("BUG", "bug")).externalId())
			.isEqualTo(new ExternalId(new Namespace("test"), 7));
		String body = "{\"issue\":{\"id\":\"10007\",\"key\":\"BUG-7\"}}";
		assertThat(
				tracker
					.hints(delivery(Map.of("X-Atlassian-Webhook-Identifier", "1", "X-Hub-Signature",
							"sha256=" + signature(body)), body))
					.issues())
			.containsExactly(new RemoteId("BUG", "10007"));
		assertThatExceptionOfType(Delivery.Forged.class)
			.isThrownBy(() -> tracker.hints(delivery(Map.of("X-Atlassian-Webhook-Identifier", "1"), body)));
	}

	@Test
	void what_can_be_no_project_or_is_in_a_private_network_is_not_opened() {
		TrackerNetworks internet = new TrackerNetworks(List.of());
		for (Connector connector : List.of(new RedmineConnector(internet, this.clock),
				new GitHubConnector(internet, this.clock), new GitLabConnector(internet, this.clock),
				new JiraConnector(internet, this.clock))) {
			assertThat(refused(connector, "https://140.82.121.6", "no project?")).isEqualTo("project");
			assertThat(refused(connector, "https://10.0.0.1", "BUG")).isEqualTo("baseUrl");
		}
	}

	private static String refused(Connector connector, String base, String project) {
		Connector.Opening opening = new Connector.Opening(URI.create(base), project, "1", null, "a@b.test:t0ken", null);
		try {
			connector.open(opening);
			return connector.kind() + " opens it";
		}
		catch (BadInput bad) {
			return bad.field();
		}
	}

	@Test
	void nobody_is_told_that_a_connector_was_tried_which_was_not() {
		assertThat(this.all.kinds()).filteredOn((kind) -> !FakeConnector.KIND.equals(kind))
			.containsExactly("GITHUB", "GITLAB", "JIRA", "REDMINE")
			.filteredOn(this.all::isTriedLive)
			.containsExactly("REDMINE");
	}

}
