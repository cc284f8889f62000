package dev.roundtable.tracker.jira;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * A Jira with one project and what its documents say of issues, comments, searches and
 * ways from one status to another: Cloud or Data Center, which differ in how they know
 * people, how they search, and how a token is shown. It understands the searches that are
 * made here and no others.
 */
final class JiraDouble {

	static final String PROJECT = "BUG";

	/** Whose searches read minutes in a zone of their own, half an hour off. */
	static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");

	private static final Pattern JQL = Pattern.compile("(?:project = \"(\\w+)\")?(?: AND updated >= \"([^\"]+)\")?"
			+ "(?: AND updated < \"([^\"]+)\")?(?:labels = \"([^\"]+)\")?(?:id in \\(([\\d,]+)\\))?"
			+ " ORDER BY (updated|key|created) ASC(?:, key ASC)?");

	private static final Pattern ISSUE = Pattern.compile("/issue/([\\w-]+)(?:/(comment|transitions)(?:/(\\d+))?)?");

	/** From each status, by what number to which. */
	private static final Map<String, Map<String, String>> WAYS = Map.of("To Do", Map.of("11", "In Progress"),
			"In Progress", Map.of("21", "Done", "31", "To Do"), "Done", Map.of("31", "To Do"));

	/** Parameters of each request, as its document lists them. */
	private static final Map<String, Set<String>> DOCUMENTED = Map.of("/search",
			Set.of("jql", "startAt", "maxResults", "fields"), "/search/jql",
			Set.of("jql", "nextPageToken", "maxResults", "fields", "reconcileIssues"), "/user/assignable/search",
			Set.of("project", "startAt", "maxResults"), "/mypermissions", Set.of("projectKey", "permissions"),
			"comment", Set.of("startAt", "maxResults", "orderBy", "expand"), "issue", Set.of("fields"));

	private final boolean cloud;

	private final HttpServer server;

	private final Map<String, ObjectNode> issues = new LinkedHashMap<>();

	private final Map<String, List<ObjectNode>> comments = new LinkedHashMap<>();

	private final List<String> objections = new CopyOnWriteArrayList<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private Duration ahead = Duration.ZERO;

	private boolean showsThePublic;

	private int last;

	JiraDouble(boolean cloud) throws IOException {
		this.cloud = cloud;
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

	/** Whom it does not know it takes for nobody, who may see what is public. */
	void showsThePublic() {
		this.showsThePublic = true;
	}

	synchronized void pass(Duration time) {
		this.ahead = this.ahead.plus(time);
	}

	String token(String login) {
		return this.cloud ? login + "@example.test:" + login + "-token" : login + "-token";
	}

	private String now() {
		return TIME.format(Instant.now().plus(this.ahead).atZone(ZONE));
	}

	private static Instant instant(JsonNode issue, String name) {
		return Instant.from(TIME.parse(issue.path("fields").path(name).asString()));
	}

	// What people do there

	ObjectNode user(String login) {
		ObjectNode user = JSON.createObjectNode();
		String name = login.substring(0, 1).toUpperCase() + login.substring(1);
		user.put("displayName", name).put("emailAddress", login + "@example.test").put("timeZone", ZONE.getId());
		return this.cloud ? user.put("accountId", "5b10:" + login) : user.put("name", login).put("key", "JIRA" + name);
	}

	private static ObjectNode named(String name) {
		return JSON.createObjectNode().put("id", String.valueOf(Math.abs(name.hashCode()))).put("name", name);
	}

	synchronized ObjectNode open(String login, String title) {
		ObjectNode issue = JSON.createObjectNode();
		int number = ++this.last;
		issue.put("id", String.valueOf(10_000 + number)).put("key", PROJECT + "-" + number);
		ObjectNode fields = issue.putObject("fields");
		fields.put("summary", title).putNull("description").putNull("assignee");
		fields.put("created", now()).put("updated", now());
		fields.set("issuetype", named("Bug"));
		fields.set("status", named("To Do"));
		fields.set("priority", named("Medium"));
		fields.set("creator", user(login));
		fields.putObject("project").put("key", PROJECT);
		List.of("components", "fixVersions", "labels").forEach(fields::putArray);
		this.issues.put(issue.path("id").asString(), issue);
		this.comments.put(issue.path("id").asString(), new ArrayList<>());
		return issue;
	}

	synchronized ObjectNode issue(String id) {
		return Optional.ofNullable(this.issues.get(id)).orElseThrow();
	}

	synchronized void edit(String id, String field, @Nullable JsonNode value) {
		ObjectNode fields = (ObjectNode) issue(id).path("fields");
		fields.set(field, value);
		fields.put("updated", now());
	}

	synchronized void status(String id, String status) {
		edit(id, "status", named(status));
	}

	synchronized void delete(String id) {
		this.issues.remove(id);
	}

	synchronized ObjectNode comment(String id, String login, String text) {
		ObjectNode comment = JSON.createObjectNode();
		comment.put("id", String.valueOf(++this.last)).put("body", text).put("created", now()).put("updated", now());
		comment.set("author", user(login));
		comment.putArray("properties");
		this.comments.getOrDefault(id, new ArrayList<>()).add(comment);
		((ObjectNode) issue(id).path("fields")).put("updated", now());
		return comment;
	}

	// What is asked for

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			String path = exchange.getRequestURI().getRawPath().replaceFirst("^/rest/api/2", "");
			Map<String, List<String>> query = query(exchange.getRequestURI());
			Optional<String> login = login(
					Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse(""));
			Reply reply = (login.isPresent() || (this.showsThePublic && !path.equals("/myself")))
					? reply(exchange.getRequestMethod(), path, query,
							(body.length > 0) ? JSON.readTree(body) : JSON.createObjectNode(), login.orElse("nobody"))
					: Reply.errors(401, "You are not authenticated.");
			if (login.isEmpty()) {
				exchange.getResponseHeaders().set("X-Seraph-LoginReason", "AUTHENTICATED_FAILED");
			}
			this.requests.add(reply.status() + " " + exchange.getRequestMethod() + " " + path);
			byte[] answer = (reply.json() != null) ? JSON.writeValueAsBytes(reply.json()) : new byte[0];
			exchange.sendResponseHeaders(reply.status(), (answer.length == 0) ? -1 : answer.length);
			exchange.getResponseBody().write(answer);
		}
		catch (RuntimeException ex) {
			this.objections.add("the stand-in failed: " + ex);
			throw ex;
		}
	}

	private Optional<String> login(String authorization) {
		return Stream.of("robot", "dora")
			.filter((login) -> authorization.equals(this.cloud
					? "Basic " + Base64.getEncoder().encodeToString(token(login).getBytes(StandardCharsets.UTF_8))
					: "Bearer " + token(login)))
			.findFirst();
	}

	private static Map<String, List<String>> query(URI uri) {
		Map<String, List<String>> query = new LinkedHashMap<>();
		Arrays.stream(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&"))
			.filter((part) -> part.contains("="))
			.map((part) -> part.split("=", 2))
			.forEach((part) -> query.computeIfAbsent(part[0], (_) -> new ArrayList<>())
				.add(URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
		return query;
	}

	private static String first(Map<String, List<String>> query, String name) {
		return query.getOrDefault(name, List.of("0")).getFirst();
	}

	private void requireDocumented(String what, Map<String, List<String>> query) {
		query.keySet()
			.stream()
			.filter((name) -> !DOCUMENTED.getOrDefault(what, Set.of()).contains(name))
			.forEach((name) -> this.objections.add(what + " has no " + name));
	}

	private synchronized Reply reply(String method, String path, Map<String, List<String>> query, JsonNode body,
			String login) {
		Matcher issue = ISSUE.matcher(path);
		if (issue.matches()) {
			return issue(method, issue, query, body, login);
		}
		if (path.equals("/issue")) {
			return create(body.path("fields"), login);
		}
		requireDocumented(path, query);
		return switch (path) {
			case "/myself" -> new Reply(200, user(login));
			case "/mypermissions" -> permissions(first(query, "permissions"));
			case "/priority" -> new Reply(200, list("High", "Medium", "Low"));
			case "/user/assignable/search" -> new Reply(200,
					JSON.createArrayNode()
						.addAll(Stream.of("robot", "dora")
							.skip(Long.parseLong(first(query, "startAt")))
							.map(this::user)
							.toList()));
			case "/search" -> this.cloud ? Reply.errors(410, "The requested API has been removed.") : search(query);
			case "/search/jql" -> this.cloud ? search(query) : Reply.errors(404, "null for uri");
			case "/project/BUG" -> new Reply(200, project());
			case "/project/BUG/components" -> new Reply(200, list("Audio", "Camera"));
			case "/project/BUG/versions" -> new Reply(200, list("2.4.0", "2.4.1"));
			case "/project/BUG/statuses" -> {
				ArrayNode types = JSON.createArrayNode();
				for (String type : List.of("Bug", "Story")) {
					types.add(named(type).set("statuses", list("To Do", "In Progress", "Done")));
				}
				yield new Reply(200, types);
			}
			default -> Reply.errors(404, "No project could be found");
		};
	}

	private static ArrayNode list(String... names) {
		return JSON.createArrayNode().addAll(Stream.of(names).map(JiraDouble::named).toList());
	}

	private static ObjectNode project() {
		ObjectNode project = JSON.createObjectNode().put("key", PROJECT);
		ArrayNode types = list("Sub-task", "Bug", "Story");
		((ObjectNode) types.get(0)).put("subtask", true);
		project.set("issueTypes", types);
		return project;
	}

	private static Reply permissions(String names) {
		ObjectNode answer = JSON.createObjectNode();
		ObjectNode all = answer.putObject("permissions");
		Arrays.stream(names.split(",")).forEach((name) -> all.putObject(name).put("havePermission", true));
		return new Reply(200, answer);
	}

	private Reply search(Map<String, List<String>> query) {
		Matcher jql = JQL.matcher(first(query, "jql"));
		if (!jql.matches()) {
			return Reply.errors(400, "Error in the JQL Query");
		}
		List<String> ids = (jql.group(5) != null) ? List.of(jql.group(5).split(",")) : List.of();
		if (ids.stream().anyMatch((id) -> !this.issues.containsKey(id))) {
			return Reply.errors(400, "A value with ID does not exist for the field 'id'.");
		}
		Comparator<JsonNode> byKey = Comparator.comparing((one) -> Integer.parseInt(one.path("id").asString()));
		List<ObjectNode> found = this.issues.values()
			.stream()
			.filter((one) -> jql.group(1) == null
					|| jql.group(1).equals(one.path("fields").path("project").path("key").asString()))
			.filter((one) -> jql.group(2) == null || !instant(one, "updated").isBefore(minute(jql.group(2))))
			.filter((one) -> jql.group(3) == null || instant(one, "updated").isBefore(minute(jql.group(3))))
			.filter((one) -> jql.group(4) == null || one.path("fields")
				.path("labels")
				.valueStream()
				.anyMatch((label) -> label.asString().equals(jql.group(4))))
			.filter((one) -> ids.isEmpty() || ids.contains(one.path("id").asString()))
			.sorted(jql.group(6).equals("key") ? byKey
					: Comparator.<JsonNode, Instant>comparing((one) -> instant(one, jql.group(6))).thenComparing(byKey))
			.toList();
		int start = Integer.parseInt(Stream.of("startAt", "nextPageToken")
			.flatMap((name) -> query.getOrDefault(name, List.of()).stream())
			.findFirst()
			.orElse("0"));
		int size = Integer.parseInt(first(query, "maxResults"));
		ObjectNode answer = JSON.createObjectNode();
		ArrayNode page = answer.putArray("issues");
		found.stream().skip(start).limit(size).forEach((one) -> page.add(one.deepCopy()));
		boolean more = start + size < found.size();
		if (!this.cloud) {
			answer.put("total", found.size()).put("startAt", start);
		}
		else if (more) {
			answer.put("nextPageToken", String.valueOf(start + size));
		}
		return new Reply(200, answer);
	}

	private static Instant minute(String text) {
		return LocalDateTime.parse(text, MINUTE).atZone(ZONE).toInstant();
	}

	private Reply create(JsonNode fields, String login) {
		Optional<Reply> problem = problem(fields);
		if (problem.isPresent()) {
			return problem.get();
		}
		if (!fields.path("issuetype").path("name").isString()) {
			return Reply.error("issuetype", "Specify an issue type");
		}
		ObjectNode made = open(login, fields.path("summary").asString());
		write(fields, made);
		return new Reply(201,
				JSON.createObjectNode().put("id", made.path("id").asString()).put("key", made.path("key").asString()));
	}

	private static Optional<Reply> problem(JsonNode fields) {
		if (fields.path("summary").asString("").length() > 255) {
			return Optional.of(Reply.error("summary", "Summary must be less than 255 characters."));
		}
		if (fields.path("description").asString("").length() > 32_767) {
			return Optional.of(Reply.error("description", "The entered text is too long."));
		}
		return Optional.empty();
	}

	private void write(JsonNode asked, ObjectNode issue) {
		ObjectNode fields = (ObjectNode) issue.path("fields");
		asked.forEachEntry((name, value) -> {
			if (name.equals("assignee")) {
				fields.set(name,
						Stream.of("robot", "dora")
							.map(this::user)
							.filter((user) -> user.path(this.cloud ? "accountId" : "name")
								.equals(value.path(this.cloud ? "accountId" : "name")))
							.<JsonNode>map((user) -> user)
							.findFirst()
							.orElse(JSON.nullNode()));
			}
			else if (!name.equals("project")) {
				fields.set(name, value);
			}
		});
		fields.put("updated", now());
	}

	private Reply issue(String method, Matcher path, Map<String, List<String>> query, JsonNode body, String login) {
		Optional<ObjectNode> found = this.issues.values()
			.stream()
			.filter((one) -> path.group(1).equals(one.path("id").asString())
					|| path.group(1).equals(one.path("key").asString()))
			.findFirst();
		if (found.isEmpty()) {
			return Reply.errors(404, "Issue does not exist or you do not have permission to see it.");
		}
		ObjectNode issue = found.get();
		String part = Optional.ofNullable(path.group(2)).orElse("issue");
		requireDocumented(part, query);
		return switch (part) {
			case "comment" -> comments(method, issue.path("id").asString(), path.group(3), body, login, query);
			case "transitions" -> method.equals("GET") ? ways(issue) : go(issue, body);
			default -> {
				if (method.equals("GET")) {
					yield new Reply(200, issue.deepCopy());
				}
				Optional<Reply> problem = problem(body.path("fields"));
				if (problem.isEmpty()) {
					write(body.path("fields"), issue);
				}
				yield problem.orElse(new Reply(204, null));
			}
		};
	}

	private static Map<String, String> waysFrom(ObjectNode issue) {
		return WAYS.getOrDefault(issue.path("fields").path("status").path("name").asString(), Map.of());
	}

	private static Reply ways(ObjectNode issue) {
		ObjectNode answer = JSON.createObjectNode();
		ArrayNode ways = answer.putArray("transitions");
		waysFrom(issue).forEach(
				(id, to) -> ways.add(JSON.createObjectNode().put("id", id).put("name", "go").set("to", named(to))));
		return new Reply(200, answer);
	}

	private Reply go(ObjectNode issue, JsonNode body) {
		String to = waysFrom(issue).get(body.path("transition").path("id").asString(""));
		if (to == null) {
			return Reply.errors(400, "It seems that you have tried to perform a workflow operation that is not valid");
		}
		status(issue.path("id").asString(), to);
		return new Reply(204, null);
	}

	private Reply comments(String method, String issue, @Nullable String id, JsonNode body, String login,
			Map<String, List<String>> query) {
		List<ObjectNode> all = this.comments.getOrDefault(issue, List.of());
		if (id == null && method.equals("POST")) {
			ObjectNode made = comment(issue, login, body.path("body").asString());
			made.set("properties", body.path("properties"));
			return new Reply(201, made.deepCopy());
		}
		if (id == null) {
			int start = Integer.parseInt(first(query, "startAt"));
			ObjectNode answer = JSON.createObjectNode().put("total", all.size());
			ArrayNode page = answer.putArray("comments");
			all.stream().skip(start).limit(50).forEach((one) -> page.add(one.deepCopy()));
			return new Reply(200, answer);
		}
		Optional<ObjectNode> found = all.stream().filter((one) -> one.path("id").asString().equals(id)).findFirst();
		if (found.isEmpty()) {
			return Reply.errors(404, "Can not find a comment for the id: " + id);
		}
		if (method.equals("DELETE")) {
			all.remove(found.get());
			return new Reply(204, null);
		}
		return new Reply(200, found.get().put("body", body.path("body").asString()).deepCopy());
	}

	private record Reply(int status, @Nullable JsonNode json) {

		static Reply errors(int status, String message) {
			ObjectNode problem = JSON.createObjectNode();
			problem.putArray("errorMessages").add(message);
			problem.putObject("errors");
			return new Reply(status, problem);
		}

		static Reply error(String field, String message) {
			ObjectNode problem = JSON.createObjectNode();
			problem.putArray("errorMessages");
			problem.putObject("errors").put(field, message);
			return new Reply(400, problem);
		}

	}

}
