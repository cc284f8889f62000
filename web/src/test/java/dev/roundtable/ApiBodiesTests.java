package dev.roundtable;

import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the API takes, as its OpenAPI document says: a new body is walked by itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiBodiesTests extends RoundtableTest {

	private static final Set<String> WRITING = Set.of("post", "put", "patch");

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	private Map<String, Object> api = Map.of();

	private Browser program = browser();

	/**
	 * @param path as it is asked, with something in the place of each variable
	 */
	private record Field(String method, String path, String name, Map<String, Object> schema) {

		@Override
		public String toString() {
			return this.method + " " + this.path + " " + this.name;
		}

	}

	@BeforeAll
	void the_document() {
		this.api = JsonPath.read(browser().open("/v3/api-docs").body(), "$");
		String made = browser().withBasic(ADMIN, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"bodies\"}")
			.body();
		this.program = browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

	@Test
	void the_document_has_the_bodies_that_there_are() {
		assertThat(fields()).extracting(Field::toString)
			.contains("post /api/v1/topics title", "patch /api/v1/tasks/1 version", "post /api/v1/tokens name",
					"put /api/v1/posts/1/hidden reason", "patch /api/v1/boards/1 names");
	}

	@Test
	void a_value_of_another_type_is_refused_by_the_name_of_its_field() {
		Set<String> taken = new TreeSet<>();
		for (Field field : fields()) {
			for (String wrong : wrong(field.schema())) {
				HttpResponse<String> answer = this.program.json(field.method().toUpperCase(Locale.ROOT), field.path(),
						"{\"" + field.name() + "\": " + wrong + "}");
				if (answer.statusCode() != 422 || !named(answer.body()).startsWith(field.name())) {
					taken.add("%s: %s is answered %d %s".formatted(field, wrong, answer.statusCode(), answer.body()));
				}
			}
		}
		assertThat(taken).isEmpty();
	}

	@Test
	void a_body_that_is_no_object_is_refused() {
		fields().stream().map((field) -> field.method() + " " + field.path()).distinct().forEach((operation) -> {
			String[] address = operation.split(" ");
			for (String body : List.of("[]", "7", "\"text\"", "null", "", "{", "{\"a\":}")) {
				assertThat(this.program.json(address[0].toUpperCase(Locale.ROOT), address[1], body).statusCode())
					.as("%s with %s", operation, body)
					.isIn(400, 422);
			}
		});
	}

	@Test
	void what_is_typed_and_what_is_listed_says_how_much_there_may_be_of_it() {
		assertThat(fields()).allSatisfy((field) -> assertThat(isBounded(field.schema())).as("%s", field).isTrue());
		// Boards are few, and all on one page.
		List<Object> lists = JsonPath.read(this.api, "$.paths[*].get.responses['200'].content[*].schema");
		List<Map<String, Object>> pages = lists.stream()
			.map(this::resolved)
			.filter((page) -> page.containsKey("properties"))
			.map((page) -> property(page, "properties"))
			.filter((properties) -> properties.containsKey("next") && !isOfBoards(properties))
			.map((properties) -> property(properties, "items"))
			.toList();
		assertThat(pages).hasSizeGreaterThanOrEqualTo(4)
			.allSatisfy((items) -> assertThat(items.get("maxItems")).isInstanceOf(Integer.class));
	}

	@Test
	void no_two_things_of_the_api_have_one_name() {
		Map<String, Set<Class<?>>> named = new TreeMap<>();
		this.mappings.getHandlerMethods().forEach((mapping, handler) -> {
			if (mapping.getPatternValues().stream().anyMatch((path) -> path.startsWith("/api/"))) {
				Set<Class<?>> records = new LinkedHashSet<>();
				collect(ResolvableType.forMethodReturnType(handler.getMethod()), records);
				for (MethodParameter parameter : handler.getMethodParameters()) {
					if (parameter.hasParameterAnnotation(RequestBody.class)) {
						collect(ResolvableType.forMethodParameter(parameter), records);
					}
				}
				records.forEach(
						(type) -> named.computeIfAbsent(type.getSimpleName(), (_) -> new LinkedHashSet<>()).add(type));
			}
		});
		assertThat(named).hasSizeGreaterThan(10);
		assertThat(named.values()).allSatisfy((types) -> assertThat(types).hasSize(1));
	}

	/** Records and what they are made of. */
	private static void collect(ResolvableType type, Set<Class<?>> records) {
		for (ResolvableType argument : type.getGenerics()) {
			collect(argument, records);
		}
		Class<?> raw = type.resolve();
		if (raw != null && raw.isRecord() && records.add(raw)) {
			for (RecordComponent component : raw.getRecordComponents()) {
				collect(ResolvableType.forType(component.getGenericType(), type), records);
			}
		}
	}

	private static boolean isOfBoards(Map<String, Object> page) {
		return property(property(page, "items"), "items").containsValue("#/components/schemas/BoardItem");
	}

	private boolean isBounded(Map<String, Object> schema) {
		return switch (type(schema)) {
			case "string" -> schema.containsKey("maxLength") || schema.containsKey("enum");
			case "array" -> schema.containsKey("maxItems") && isBounded(resolved(property(schema, "items")));
			// One schema for all its values cannot say it of a map.
			case "object" -> schema.containsKey("properties")
					? property(schema, "properties").values().stream().allMatch((one) -> isBounded(resolved(one)))
					: String.valueOf(schema.get("description")).contains("At most");
			default -> true;
		};
	}

	private static String named(String problem) {
		List<String> fields = JsonPath.read(problem, "$..errors[*].field");
		return fields.isEmpty() ? "" : fields.getFirst();
	}

	private List<String> wrong(Map<String, Object> schema) {
		return switch (type(schema)) {
			case "string" -> List.of("7", "7.5", "true", "{\"a\": 1}", "[\"b\"]", "[]");
			case "integer" -> List.of("\"7\"", "\"\"", "1.5", "true", "{\"a\": 1}", "[7]", "9".repeat(30));
			case "boolean" -> List.of("\"true\"", "\"\"", "1", "0", "{\"a\": 1}", "[true]");
			case "array" -> {
				List<String> wrong = new ArrayList<>(List.of("\"b\"", "\"\"", "7", "{\"a\": 1}", "[null]"));
				// A text in a list in a list is none in a list, which Jackson sees too
				// late
				// to name it.
				wrong(resolved(property(schema, "items"))).stream()
					.filter((item) -> !item.equals("[\"b\"]"))
					.forEach((item) -> wrong.add("[" + item + "]"));
				yield wrong;
			}
			case "object" -> {
				List<String> wrong = new ArrayList<>(List.of("\"b\"", "\"\"", "7", "[\"b\"]"));
				if (schema.containsKey("properties")) {
					property(schema, "properties").forEach((name, one) -> wrong(resolved(one))
						.forEach((value) -> wrong.add("{\"%s\": %s}".formatted(name, value))));
					yield wrong;
				}
				wrong(resolved(property(schema, "additionalProperties")))
					.forEach((one) -> wrong.add("{\"a\": " + one + "}"));
				yield wrong;
			}
			default -> throw new AssertionError("Nobody said what is wrong for " + schema);
		};
	}

	private static String type(Map<String, Object> schema) {
		return String.valueOf(schema.get("type"));
	}

	private List<Field> fields() {
		List<Field> fields = new ArrayList<>();
		property(this.api, "paths").forEach((path, item) -> asObject(item).forEach((method, operation) -> {
			if (WRITING.contains(method) && asObject(operation).containsKey("requestBody")) {
				List<Object> bodies = JsonPath.read(operation, "$.requestBody.content[*].schema");
				property(resolved(bodies.getFirst()), "properties").forEach((name, schema) -> fields
					.add(new Field(method, path.replaceAll("\\{[^}]+}", "1"), name, resolved(schema))));
			}
		}));
		return fields;
	}

	private Map<String, Object> resolved(Object schema) {
		Object reference = asObject(schema).get("$ref");
		return (reference == null) ? asObject(schema)
				: JsonPath.read(this.api, reference.toString().replace("#/", "$.").replace('/', '.'));
	}

	private static Map<String, Object> property(Map<String, Object> object, String name) {
		return asObject(Objects.requireNonNull(object.get(name), name));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> asObject(Object json) {
		return (Map<String, Object>) json;
	}

}
