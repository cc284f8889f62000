package dev.roundtable.tracker.github;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * GitHub's published description of its API, cut down to what the connector asks for:
 * parameters and bodies of a dozen requests out of a thousand.
 */
final class Description {

	private static final List<String> PATHS = List.of("/user", "/repos/{owner}/{repo}",
			"/repos/{owner}/{repo}/assignees", "/repos/{owner}/{repo}/issues",
			"/repos/{owner}/{repo}/issues/{issue_number}", "/repos/{owner}/{repo}/issues/{issue_number}/comments",
			"/repos/{owner}/{repo}/issues/{issue_number}/labels",
			"/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}",
			"/repos/{owner}/{repo}/issues/comments/{comment_id}", "/repos/{owner}/{repo}/milestones", "/search/issues");

	private final OpenApiInteractionValidator validator;

	Description() throws IOException {
		JsonNode whole = JsonMapper.shared()
			.readTree(NpmPackage.OPENAPI.path("generated/api.github.com.json").toFile());
		this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(cut(whole).toString()).build();
	}

	private static ObjectNode cut(JsonNode whole) {
		ObjectNode part = JsonMapper.shared().createObjectNode();
		part.set("openapi", whole.path("openapi"));
		part.set("info", JsonMapper.shared().createObjectNode().put("title", "GitHub").put("version", "cut"));
		ObjectNode paths = part.putObject("paths");
		for (String path : PATHS) {
			ObjectNode operations = paths.putObject(path);
			whole.path("paths").path(path).forEachEntry((method, operation) -> {
				ObjectNode asked = (ObjectNode) operation.deepCopy();
				asked.remove(List.of("responses", "x-github", "externalDocs"));
				asked.putObject("responses").putObject("default").put("description", "not looked at");
				operations.set(method, asked);
			});
		}
		components(whole, part);
		return part;
	}

	/** Whatever those paths refer to, and what that refers to. */
	private static void components(JsonNode whole, ObjectNode part) {
		Deque<JsonNode> look = new ArrayDeque<>(List.of(part));
		Set<String> seen = new HashSet<>();
		ObjectNode components = part.putObject("components");
		while (!look.isEmpty()) {
			for (JsonNode reference : look.pop().findValues("$ref")) {
				String[] parts = reference.asString("").split("/");
				if (parts.length == 4 && seen.add(reference.asString())) {
					JsonNode target = whole.path(parts[1]).path(parts[2]).path(parts[3]);
					components.withObject("/" + parts[2]).set(parts[3], target);
					look.push(target);
				}
			}
		}
	}

	/** What GitHub would say against a request; nothing when it is as described. */
	List<String> objections(String method, String path, List<String[]> query, String contentType, byte[] body) {
		SimpleRequest.Builder request = new SimpleRequest.Builder(Request.Method.valueOf(method), path);
		query.forEach((parameter) -> request.withQueryParam(parameter[0], parameter[1]));
		if (body.length > 0) {
			request.withContentType(contentType).withBody(body);
		}
		return this.validator.validateRequest(request.build())
			.getMessages()
			.stream()
			.filter((message) -> message.getLevel() == ValidationReport.Level.ERROR)
			.map((message) -> method + " " + path + ": " + message.getMessage())
			.toList();
	}

}
