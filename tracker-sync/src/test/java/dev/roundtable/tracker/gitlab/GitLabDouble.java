package dev.roundtable.tracker.gitlab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A GitLab with one project and what its documents say of issues and notes: it keeps what
 * it is told, does what lines with a slash say, and notes every parameter that the
 * documents do not have.
 */
final class GitLabDouble {

	static final String PROJECT = "lumen/buglist";

	/** Parameters of each route, as its document lists them. */
	private static final Map<String, Set<String>> DOCUMENTED = Map.of("GET issues",
			Set.of("scope", "order_by", "sort", "updated_after", "per_page", "page", "iids[]", "author_id", "in",
					"search"),
			"POST issues", Set.of("title", "description", "labels", "assignee_ids", "milestone_id"), "PUT issue",
			Set.of("title", "description", "state_event", "add_labels", "remove_labels", "assignee_ids",
					"milestone_id"),
			"GET notes", Set.of("sort", "order_by", "per_page", "page"), "POST notes", Set.of("body"), "PUT note",
			Set.of("body"), "GET labels", Set.of("per_page", "page"), "GET milestones",
			Set.of("include_ancestors", "per_page", "page"), "GET members", Set.of("per_page", "page"));

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Pattern ROUTE = Pattern
		.compile("/api/v4/projects/(?:7|lumen%2Fbuglist)(?:/(issues|labels|milestones|members/all))?"
				+ "(?:/(\\d+))?(?:/(notes))?(?:/(\\d+))?");

	private static final Map<String, Integer> TOKENS = Map.of("robot-token", 1, "dora-token", 2);

	private final HttpServer server;

	private final Map<Long, ObjectNode> issues = new TreeMap<>();

	private final Map<Long, List<ObjectNode>> notes = new TreeMap<>();

	private final List<String> objections = new CopyOnWriteArrayList<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private Duration ahead = Duration.ZERO;

	private long last;

	GitLabDouble() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	URI base() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	void stop() {
		this.server.stop(0);
	}

	List<String> objections() {
		return this.objections;
	}

	List<String> requests() {
		return this.requests;
	}

	synchronized void pass(Duration time) {
		this.ahead = this.ahead.plus(time);
	}

	private String now() {
		return Instant.now().plus(this.ahead).truncatedTo(ChronoUnit.MILLIS).toString();
	}

	// What people do there

	synchronized ObjectNode open(int author, String title, String description) {
		ObjectNode issue = JSON.createObjectNode();
		long number = ++this.last;
		issue.put("id", 1000 + number).put("iid", number).put("project_id", 7).put("title", title);
		issue.put("description", description).put("state", "opened").put("confidential", false);
		issue.put("created_at", now()).put("updated_at", now()).putNull("moved_to_id").putNull("milestone");
		issue.put("web_url", "https://gitlab.test/" + PROJECT + "/-/issues/" + number);
		issue.set("author", user(author));
		issue.putArray("labels");
		issue.putArray("assignees");
		this.issues.put(number, issue);
		this.notes.put(number, new ArrayList<>());
		return issue;
	}

	synchronized ObjectNode issue(String number) {
		return Optional.ofNullable(this.issues.get(Long.valueOf(number))).orElseThrow();
	}

	synchronized void edit(String number, String field, Object value) {
		issue(number).set(field, JSON.valueToTree(value));
		issue(number).put("updated_at", now());
	}

	synchronized void delete(String number) {
		this.issues.remove(Long.valueOf(number));
	}

	synchronized ObjectNode note(String number, int author, String text, boolean internal, boolean system) {
		ObjectNode note = JSON.createObjectNode();
		note.put("id", ++this.last).put("body", text).put("system", system).put("internal", internal);
		note.put("created_at", now()).put("updated_at", now()).put("noteable_type", "Issue");
		note.set("author", user(author));
		this.notes.computeIfAbsent(Long.valueOf(number), (_) -> new ArrayList<>()).add(note);
		issue(number).put("updated_at", now());
		return note;
	}

	private static ObjectNode user(int id) {
		String login = List.of("ghost", "robot", "dora", "rita", "paul").get(id);
		return JSON.createObjectNode()
			.put("id", id)
			.put("username", login)
			.put("name", login.substring(0, 1).toUpperCase() + login.substring(1))
			.put("state", "active");
	}

	// What is asked for

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			Reply reply = reply(exchange, body);
			this.requests
				.add(reply.status() + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			reply.headers().forEach(exchange.getResponseHeaders()::set);
			byte[] answer = (reply.json() != null) ? JSON.writeValueAsBytes(reply.json()) : new byte[0];
			exchange.sendResponseHeaders(reply.status(), (answer.length == 0) ? -1 : answer.length);
			exchange.getResponseBody().write(answer);
		}
		catch (RuntimeException ex) {
			this.objections.add("the stand-in failed: " + ex);
			throw ex;
		}
	}

	private synchronized Reply reply(HttpExchange exchange, byte[] body) {
		Integer user = TOKENS
			.get(Optional.ofNullable(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN")).orElse(""));
		if (user == null) {
			return Reply.message(401, "401 Unauthorized");
		}
		String path = exchange.getRequestURI().getRawPath();
		if (path.equals("/api/v4/user")) {
			return new Reply(200, user(user));
		}
		Matcher route = ROUTE.matcher(path);
		if (!route.matches()) {
			return Reply.message(404, "404 Project Not Found");
		}
		Asked asked = new Asked(exchange.getRequestMethod(), query(exchange.getRequestURI()),
				(body.length > 0) ? JSON.readTree(body) : JSON.createObjectNode(), user);
		if (route.group(1) == null) {
			return new Reply(200, project());
		}
		if (!route.group(1).equals("issues")) {
			return asked.page(this, route.group(1).replace("/all", ""), settings(route.group(1)));
		}
		if (route.group(2) == null) {
			return asked.method().equals("POST") ? create(asked) : list(asked);
		}
		ObjectNode issue = this.issues.get(Long.valueOf(route.group(2)));
		if (issue == null) {
			return Reply.message(404, "404 Not found");
		}
		if (route.group(3) == null) {
			return asked.method().equals("PUT") ? update(asked, issue) : new Reply(200, issue);
		}
		return notes(asked, issue, route.group(4));
	}

	private static List<String[]> query(URI uri) {
		return Arrays.stream(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&"))
			.filter((part) -> part.contains("="))
			.map((part) -> Arrays.stream(part.split("=", 2))
				.map((text) -> URLDecoder.decode(text, StandardCharsets.UTF_8))
				.toArray(String[]::new))
			.toList();
	}

	private static ObjectNode project() {
		ObjectNode project = JSON.createObjectNode()
			.put("id", 7)
			.put("path_with_namespace", PROJECT)
			.put("issues_enabled", true)
			.put("issues_access_level", "enabled");
		project.putObject("permissions").putNull("group_access").putObject("project_access").put("access_level", 20);
		return project;
	}

	private static List<JsonNode> settings(String what) {
		return switch (what) {
			case "labels" -> Stream.of("audio", "bug", "enhancement", "severity: high", "severity: low")
				.<JsonNode>map((name) -> JSON.createObjectNode().put("id", name.hashCode()).put("name", name))
				.toList();
			case "milestones" -> List.of(milestone(41, "2.4.0"), milestone(42, "2.4.1"));
			default -> List.of(user(1), user(2), user(3));
		};
	}

	private static ObjectNode milestone(long id, String title) {
		return JSON.createObjectNode().put("id", id).put("iid", id - 40).put("title", title).put("state", "active");
	}

	private Reply list(Asked asked) {
		Instant since = Instant.parse(asked.parameter("updated_after").orElse("1970-01-01T00:00:00Z"));
		List<String> numbers = asked.parameters("iids[]");
		String order = asked.parameter("order_by").orElse("created_at");
		Comparator<JsonNode> by = Comparator.comparing((issue) -> Instant.parse(issue.path(order).asString()));
		by = by.thenComparing((issue) -> issue.path("id").asLong());
		String search = asked.parameter("search").orElse("");
		return asked.page(this, "issues",
				this.issues.values()
					.stream()
					.filter((issue) -> !Instant.parse(issue.path("updated_at").asString()).isBefore(since))
					.filter((issue) -> numbers.isEmpty() || numbers.contains(issue.path("iid").asString()))
					.filter((issue) -> asked.parameter("author_id")
						.map((id) -> id.equals(issue.path("author").path("id").asString()))
						.orElse(true))
					.filter((issue) -> issue.path("description").asString("").contains(search))
					.sorted(asked.parameter("sort").orElse("desc").equals("asc") ? by : by.reversed())
					.<JsonNode>map((issue) -> issue)
					.toList());
	}

	private Reply create(Asked asked) {
		asked.requireDocumented(this, "POST issues");
		if (asked.body().path("title").asString("").length() > 255) {
			return tooLong();
		}
		ObjectNode made = open(asked.user(), asked.body().path("title").asString(), "");
		asked.body()
			.path("labels")
			.asString("")
			.lines()
			.flatMap((all) -> Arrays.stream(all.split(",")))
			.forEach((one) -> {
				((ArrayNode) made.path("labels")).add(one);
			});
		write(asked.body(), made);
		return new Reply(201, made.deepCopy());
	}

	private static Reply tooLong() {
		ObjectNode problem = JSON.createObjectNode();
		problem.putObject("message").putArray("title").add("is too long (maximum is 255 characters)");
		return new Reply(400, problem);
	}

	private Reply update(Asked asked, ObjectNode issue) {
		asked.requireDocumented(this, "PUT issue");
		if (asked.body().isEmpty()) {
			return new Reply(400, JSON.createObjectNode().put("error", "at least one parameter must be provided"));
		}
		if (asked.body().path("title").asString("").length() > 255) {
			return tooLong();
		}
		if (!Set.of("", "close", "reopen").contains(asked.body().path("state_event").asString(""))) {
			return new Reply(400, JSON.createObjectNode().put("error", "state_event does not have a valid value"));
		}
		write(asked.body(), issue);
		issue.put("updated_at", now());
		return new Reply(200, issue.deepCopy());
	}

	private static void write(JsonNode asked, ObjectNode issue) {
		for (String field : List.of("title", "description")) {
			if (asked.has(field)) {
				issue.set(field, asked.path(field));
				command(asked.path(field).asString(), issue);
			}
		}
		if (asked.has("state_event")) {
			issue.put("state", asked.path("state_event").asString().equals("close") ? "closed" : "opened");
		}
		if (asked.has("assignee_ids")) {
			ArrayNode assignees = issue.putArray("assignees");
			asked.path("assignee_ids").forEach((id) -> {
				if (id.asInt() > 0) {
					assignees.add(user(id.asInt()));
				}
			});
		}
		if (asked.has("milestone_id")) {
			issue.set("milestone",
					settings("milestones").stream()
						.filter((one) -> one.path("id").asLong() == asked.path("milestone_id").asLong())
						.findFirst()
						.orElse(JSON.nullNode()));
		}
		ArrayNode labels = (ArrayNode) issue.path("labels");
		List<String> removed = List.of(asked.path("remove_labels").asString("").split(","));
		labels.removeIf((label) -> removed.contains(label.asString()));
		Arrays.stream(asked.path("add_labels").asString("").split(","))
			.filter((one) -> !one.isEmpty())
			.forEach((one) -> {
				if (labels.valueStream().noneMatch((there) -> there.asString().equals(one))) {
					labels.add(one);
				}
			});
	}

	/** A line that begins with a slash does something. */
	private static void command(String text, ObjectNode issue) {
		if (text.lines().anyMatch((line) -> line.strip().equals("/close"))) {
			issue.put("state", "closed");
		}
	}

	private Reply notes(Asked asked, ObjectNode issue, @Nullable String number) {
		List<ObjectNode> all = this.notes.getOrDefault(issue.path("iid").asLong(), List.of());
		if (number == null) {
			if (asked.method().equals("POST")) {
				asked.requireDocumented(this, "POST notes");
				command(asked.body().path("body").asString(), issue);
				return new Reply(201, note(issue.path("iid").asString(), asked.user(),
						asked.body().path("body").asString(), false, false));
			}
			return asked.page(this, "notes", all.stream().<JsonNode>map((note) -> note).toList());
		}
		Optional<ObjectNode> note = all.stream().filter((one) -> one.path("id").asString().equals(number)).findFirst();
		if (note.isEmpty()) {
			return Reply.message(404, "404 Note Not Found");
		}
		if (asked.method().equals("DELETE")) {
			all.remove(note.get());
			return new Reply(204, null);
		}
		asked.requireDocumented(this, "PUT note");
		return new Reply(200, note.get().put("body", asked.body().path("body").asString()));
	}

	private record Asked(String method, List<String[]> query, JsonNode body, int user) {

		Optional<String> parameter(String name) {
			return parameters(name).stream().findFirst();
		}

		List<String> parameters(String name) {
			return this.query.stream().filter((one) -> one[0].equals(name)).map((one) -> one[1]).toList();
		}

		void requireDocumented(GitLabDouble server, String route) {
			Set<String> known = DOCUMENTED.getOrDefault(route, Set.of());
			Stream.concat(this.query.stream().map((one) -> one[0]), this.body.propertyNames().stream())
				.filter((name) -> !known.contains(name))
				.forEach((name) -> server.objections.add(route + " has no " + name));
		}

		Reply page(GitLabDouble server, String list, List<JsonNode> all) {
			requireDocumented(server, "GET " + list);
			int size = Math.min(100, Integer.parseInt(parameter("per_page").orElse("20")));
			int page = Integer.parseInt(parameter("page").orElse("1"));
			ArrayNode answer = JSON.createArrayNode();
			all.stream().skip((page - 1L) * size).limit(size).forEach((one) -> answer.add(one.deepCopy()));
			boolean more = all.size() > page * size;
			return new Reply(200, answer, Map.of("X-Next-Page", more ? String.valueOf(page + 1) : ""));
		}

	}

	private record Reply(int status, @Nullable JsonNode json, Map<String, String> headers) {

		Reply(int status, @Nullable JsonNode json) {
			this(status, (json != null) ? json.deepCopy() : null, Map.of());
		}

		static Reply message(int status, String message) {
			return new Reply(status, JSON.createObjectNode().put("message", message));
		}

	}

}
