package dev.roundtable;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.people.Role;
import dev.roundtable.signin.Registration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every actor asks at every address for every thing that is not for everybody. Each of
 * those things carries a canary word; whoever may not see it must meet the word nowhere,
 * and its address must answer as if there were nothing. The addresses are those that the
 * application has: one with a variable that is not known here fails this test until
 * somebody has said what stands there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AudienceMatrixTests extends RoundtableTest {

	private static final String MISSING = "987654321";

	@Autowired
	private Registration registration;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	private final Map<Actor, Browser> pages = new EnumMap<>(Actor.class);

	private final Map<Actor, Browser> programs = new EnumMap<>(Actor.class);

	private final List<Canary> canaries = new ArrayList<>();

	private final List<Thing> things = new ArrayList<>();

	/** What one has of her own, and who there is: no audience says more about them. */
	private static final List<String> OF_NO_AUDIENCE = List.of(
			// One a line.
			"/tokens/{id}", //
			"/browsers/{id}", //
			"/passkeys/{id}", //
			"/federation/{id}", //
			"/with/{provider}", //
			"/from/{provider}", //
			"/notifications/{id}", //
			"/u/{name}", //
			"/files/{name}", //
			"/people/{name}", //
			"/tags/{tag}", //
			"/admin/mail/", //
			"/moderation/", //
			"/admin/moderation/", //
			"/admin/people/{id}", //
			"/admin/groups/{name}", //
			"/admin/links/{id}", //
			"/settings/invitations/{id}", //
			"/j/{code}", //
			"/actuator/health/{part}");

	enum Actor {

		ANONYMOUS(null), FAN(Role.FAN), AUTHOR(Role.FAN), ENGINEER(Role.ENGINEER),
		PRODUCT_MANAGER(Role.PRODUCT_MANAGER), MODERATOR(Role.MODERATOR), ADMINISTRATOR(Role.ADMINISTRATOR);

		private final @Nullable Role role;

		Actor(@Nullable Role role) {
			this.role = role;
		}

		boolean team() {
			return ordinal() >= ENGINEER.ordinal();
		}

		boolean member() {
			return this != ANONYMOUS;
		}

		boolean moderates() {
			return ordinal() >= MODERATOR.ordinal();
		}

	}

	/** What an address names. */
	enum Kind {

		BOARD, TOPIC, POST, TASK, NOTE, CONVERSATION

	}

	/**
	 * @param place where those see it who may
	 */
	private record Canary(String word, Predicate<Actor> audience, String place) {
	}

	private record Thing(Kind kind, String id, Predicate<Actor> audience) {
	}

	@BeforeAll
	void things_that_are_not_for_everybody() {
		for (Actor actor : Actor.values()) {
			Browser page = browser();
			Browser program = browser();
			if (actor.role != null) {
				String name = "seat_" + actor.ordinal() + "_of_the_matrix";
				this.registration.create(name, PASSWORD, actor.role);
				page.open("/sign-in");
				page.submit("/sign-in", "name", name, "password", PASSWORD);
				String made = browser().withBasic(name, PASSWORD)
					.json("POST", "/api/v1/tokens", "{\"name\": \"matrix\"}")
					.body();
				program.with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
			}
			this.pages.put(actor, page);
			this.programs.put(actor, program);
		}
		Predicate<Actor> team = Actor::team;
		Predicate<Actor> members = Actor::member;
		board("matrix-team", "team", "canaryteamboard", team);
		topic("matrix-team", Actor.ENGINEER, "canaryteamtopic", "canaryteamreply", team);
		board("matrix-members", "members", "canarymembersboard", members);
		topic("matrix-members", Actor.AUTHOR, "canarymemberstopic", "canarymembersreply", members);
		board("matrix-closed", "everyone", "canaryclosedboard", team);
		topic("matrix-closed", Actor.AUTHOR, "canaryclosedtopic", "canaryclosedreply", team);
		warm("matrix-closed");
		write(Actor.ADMINISTRATOR, "PATCH", "/boards/matrix-closed", "{\"readers\": \"team\"}", 200);
		groupBoard();
		tasks(team);
		hiddenFloor();
		conversation();
		// A task for everybody may be about what a board is about that is not.
		write(Actor.ADMINISTRATOR, "POST", "/tasks", """
				{"kind": "bug", "title": "Matrix of the component", "component": "matrix-team"}""", 201);
	}

	/** Whoever is in no group of it does not see it, the team included. */
	private void groupBoard() {
		Predicate<Actor> members = (actor) -> actor == Actor.AUTHOR || actor == Actor.ADMINISTRATOR;
		page(Actor.ADMINISTRATOR).open("/admin/groups");
		page(Actor.ADMINISTRATOR).submit("/admin/groups", "name", "matrix", "title", "Of the matrix");
		for (Actor actor : List.of(Actor.AUTHOR, Actor.ADMINISTRATOR)) {
			page(Actor.ADMINISTRATOR).submit("/admin/groups/matrix/members", "person",
					"seat_" + actor.ordinal() + "_of_the_matrix");
		}
		board("matrix-group", "group:matrix", "canarygroupboard", members);
		topic("matrix-group", Actor.AUTHOR, "canarygrouptopic", "canarygroupreply", members);
	}

	private Browser page(Actor actor) {
		return Objects.requireNonNull(this.pages.get(actor));
	}

	private Browser program(Actor actor) {
		return Objects.requireNonNull(this.programs.get(actor));
	}

	private void board(String slug, String readers, String word, Predicate<Actor> audience) {
		write(Actor.ADMINISTRATOR, "POST", "/boards", """
				{"slug": "%s", "name": "%s", "readers": "%s", "writers": "%s"}""".formatted(slug, word, readers,
				readers.equals("everyone") ? "members" : readers), 201);
		this.things.add(new Thing(Kind.BOARD, slug, audience));
		this.canaries.add(new Canary(word, audience, "/"));
	}

	/** A bug, so that it has a task too. */
	private void topic(String board, Actor author, String word, String reply, Predicate<Actor> audience) {
		String topic = write(author, "POST", "/topics", """
				{"board": "%s", "kind": "bug", "title": "%s", "body": "First %s", "tags": ["%s"]}""".formatted(board,
				word, word + "body", word + "tag"), 201);
		String id = text(topic, "$.id");
		write(author, "POST", "/topics/" + id + "/posts", "{\"body\": \"%s\"}".formatted(reply), 201);
		String place = "/t/" + id + "/x";
		Stream.of(word, word + "body", word + "tag", reply)
			.forEach((secret) -> this.canaries.add(new Canary(secret, audience, place)));
		String posts = program(Actor.ADMINISTRATOR).open("/api/v1/topics/" + id + "/posts").body();
		JsonPath.<List<Number>>read(posts, "$.items[*].id")
			.forEach((post) -> this.things.add(new Thing(Kind.POST, post.toString(), audience)));
		this.things.add(new Thing(Kind.TOPIC, id, audience));
		String task = text(program(Actor.ADMINISTRATOR).open("/api/v1/topics/" + id).body(), "$.task.number");
		this.things.add(new Thing(Kind.TASK, task, audience));
	}

	/** What was public is in every cache before it is closed. */
	private void warm(String board) {
		for (String path : List.of("/", "/tasks", "/b/" + board, "/votes")) {
			page(Actor.ANONYMOUS).open(path);
		}
	}

	private void tasks(Predicate<Actor> team) {
		String secret = text(write(Actor.ENGINEER, "POST", "/tasks", """
				{"title": "canaryteamtask", "body": "canaryteamtaskbody", "audience": "team"}""", 201), "$.number");
		this.things.add(new Thing(Kind.TASK, secret, team));
		this.canaries.add(new Canary("canaryteamtask", team, "/tasks/" + secret));
		this.canaries.add(new Canary("canaryteamtaskbody", team, "/tasks/" + secret));
		String open = text(write(Actor.ENGINEER, "POST", "/tasks", "{\"title\": \"Matrix in the open\"}", 201),
				"$.number");
		String note = write(Actor.ENGINEER, "POST", "/tasks/" + open + "/comments",
				"{\"body\": \"canaryinternalnote\", \"internal\": true}", 201);
		this.canaries.add(new Canary("canaryinternalnote", team, "/tasks/" + open));
		this.things.add(new Thing(Kind.NOTE, open + "/comments/" + text(note, "$.id"), team));
	}

	private void hiddenFloor() {
		write(Actor.ADMINISTRATOR, "POST", "/boards", "{\"slug\": \"matrix-open\", \"name\": \"Open\"}", 201);
		String topic = text(write(Actor.FAN, "POST", "/topics", """
				{"board": "matrix-open", "kind": "discussion", "title": "Matrix of the open", "body": "Open"}""", 201),
				"$.id");
		String post = text(
				write(Actor.AUTHOR, "POST", "/topics/" + topic + "/posts", "{\"body\": \"canaryhiddenfloor\"}", 201),
				"$.id");
		page(Actor.ANONYMOUS).open("/t/" + topic + "/matrix-of-the-open");
		write(Actor.MODERATOR, "PUT", "/posts/" + post + "/hidden", "{\"reason\": \"A test\"}", 200);
		Predicate<Actor> moderatorsAndHerself = (actor) -> actor.moderates() || actor == Actor.AUTHOR;
		this.canaries.add(new Canary("canaryhiddenfloor", moderatorsAndHerself, "/t/" + topic + "/x"));
		this.things.add(new Thing(Kind.POST, post, moderatorsAndHerself));
	}

	/** It is for the two in it, whatever role others have. */
	private void conversation() {
		Predicate<Actor> both = (actor) -> actor == Actor.ENGINEER || actor == Actor.AUTHOR;
		String id = text(write(Actor.ENGINEER, "POST", "/conversations", """
				{"to": ["seat_%d_of_the_matrix"], "body": "canaryconversation"}""".formatted(Actor.AUTHOR.ordinal()),
				201), "$.id");
		write(Actor.AUTHOR, "POST", "/conversations/" + id + "/messages", "{\"body\": \"canaryanswer\"}", 201);
		Stream.of("canaryconversation", "canaryanswer")
			.forEach((word) -> this.canaries.add(new Canary(word, both, "/messages/" + id)));
		this.things.add(new Thing(Kind.CONVERSATION, id, both));
	}

	private String write(Actor actor, String method, String path, String body, int status) {
		HttpResponse<String> answer = program(actor).json(method, "/api/v1" + path, body);
		assertThat(answer.statusCode() / 100).as("%s %s: %s", method, path, answer.body()).isEqualTo(status / 100);
		return answer.body();
	}

	private static String text(String json, String path) {
		return JsonPath.read(json, path).toString();
	}

	@Test
	void who_may_not_see_a_thing_meets_it_nowhere() {
		Set<String> met = new TreeSet<>();
		for (Actor actor : Actor.values()) {
			for (String address : addresses(RequestMethod.GET)) {
				for (Browser asks : List.of(page(actor), program(actor))) {
					String seen = address.endsWith("/stream") ? beginningOf(asks, address)
							: answered(asks, address, actor);
					this.canaries.stream()
						.filter((canary) -> !canary.audience().test(actor) && seen.contains(canary.word()))
						.forEach((canary) -> met.add(actor + " meets " + canary.word() + " at " + address));
				}
			}
		}
		assertThat(met).isEmpty();
	}

	private static String answered(Browser asks, String address, Actor actor) {
		HttpResponse<String> answer = asks.open(address);
		// Search is away in these tests, and says so.
		assertThat(answer.statusCode()).as("%s at %s", actor, address).isNotEqualTo(500);
		return answer.body() + answer.headers().map();
	}

	/** A stream has no end for a while: its greeting, and the first that it tells. */
	private static String beginningOf(Browser asks, String address) {
		try (Stream<String> lines = asks.listen(address).body()) {
			return lines.limit(5).collect(Collectors.joining("\n"));
		}
	}

	@Test
	void who_may_see_a_thing_sees_it() {
		for (Actor actor : Actor.values()) {
			for (Canary canary : this.canaries) {
				if (canary.audience().test(actor)) {
					assertThat(followed(page(actor), canary.place())).as("%s at %s", actor, canary.place())
						.contains(canary.word());
				}
			}
		}
	}

	private static String followed(Browser browser, String path) {
		HttpResponse<String> answer = browser.open(path);
		@Nullable String to = answer.headers().firstValue("Location").orElse(null);
		return (to != null) ? browser.open(to).body() : answer.body();
	}

	@Test
	void what_is_not_for_one_answers_like_what_is_not_there() {
		Set<String> told = new TreeSet<>();
		for (RequestMethod method : RequestMethod.values()) {
			if (method == RequestMethod.OPTIONS || method == RequestMethod.TRACE) {
				continue;
			}
			for (String pattern : patterns(method)) {
				for (Thing thing : this.things) {
					if (!names(pattern).contains(thing.kind())) {
						continue;
					}
					for (Actor actor : Actor.values()) {
						if (!thing.audience().test(actor)) {
							int missing = ask(actor, method, filled(pattern, thing.kind(), missing(thing)));
							int hidden = ask(actor, method, filled(pattern, thing.kind(), thing.id()));
							if (hidden != missing) {
								told.add("%s: %s %s with %s is %d, with nothing there %d".formatted(actor, method,
										pattern, thing, hidden, missing));
							}
						}
					}
				}
			}
		}
		assertThat(told).isEmpty();
	}

	private static String missing(Thing thing) {
		return (thing.kind() == Kind.NOTE) ? thing.id().replaceAll("[0-9]+$", MISSING) : MISSING;
	}

	private int ask(Actor actor, RequestMethod method, String address) {
		if (address.startsWith("/api/")) {
			return program(actor).json(method.name(), address, """
					{"body": "Text", "title": "Title", "version": 1, "reason": "Reason"}""").statusCode();
		}
		Browser browser = page(actor);
		return (method == RequestMethod.POST) ? browser
			.submit(address, "body", "Text", "title", "Title", "version", "1", "reason", "Reason", "status", "PLANNED")
			.statusCode() : browser.open(address).statusCode();
	}

	/** Of all that is not for everybody, each address that could show it. */
	private Set<String> addresses(RequestMethod method) {
		Set<String> addresses = new LinkedHashSet<>(List.of("/?sort=new", "/?sort=votes", "/?kind=BUG",
				"/tasks?status=all", "/tasks?status=all&q=canary", "/tasks?sort=new", "/search?q=canary",
				"/votes?status=NEW", "/new?board=matrix-team", "/u/seat_2_of_the_matrix", "/api/v1/topics?q=canary",
				"/api/v1/tasks?q=canary", "/v3/api-docs", "/actuator/health", "/actuator/prometheus", "/nowhere"));
		for (String pattern : patterns(method)) {
			Set<Kind> names = names(pattern);
			if (names.isEmpty()) {
				addresses.add(pattern.replaceAll("\\{[^}]+}", MISSING));
			}
			this.things.stream()
				.filter((thing) -> names.contains(thing.kind()))
				.map((thing) -> filled(pattern, thing.kind(), thing.id()))
				.forEach(addresses::add);
		}
		return addresses;
	}

	private Set<String> patterns(RequestMethod method) {
		Set<String> patterns = new TreeSet<>();
		this.mappings.getHandlerMethods().forEach((info, _) -> {
			Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
			if (methods.contains(method) || (methods.isEmpty() && method == RequestMethod.GET)) {
				patterns.addAll(info.getPatternValues());
			}
		});
		return patterns;
	}

	/**
	 * What the variables of an address name. An address of a new kind stops here: say
	 * what it names, and add such a thing that is not for everybody.
	 */
	private static Set<Kind> names(String pattern) {
		String path = pattern.replaceAll("\\{([a-z]+):[^}]+}", "{$1}");
		if (!path.contains("{")) {
			return Set.of();
		}
		if (path.contains("/comments/{id}")) {
			return Set.of(Kind.NOTE);
		}
		if (path.contains("/tasks/{number}")) {
			return Set.of(Kind.TASK);
		}
		if (path.contains("/t/{id}") || path.contains("/topics/{id}")) {
			return Set.of(Kind.TOPIC);
		}
		if (path.contains("/posts/{id}")) {
			return Set.of(Kind.POST);
		}
		if (path.contains("/b/{slug}") || path.contains("/boards/{slug}")) {
			return Set.of(Kind.BOARD);
		}
		if (path.contains("/conversations/{id}") || path.startsWith("/messages/{id}")) {
			return Set.of(Kind.CONVERSATION);
		}
		if (OF_NO_AUDIENCE.stream().anyMatch(path::contains)) {
			return Set.of();
		}
		throw new AssertionError("Nobody said what " + pattern + " names");
	}

	private static String filled(String pattern, Kind kind, String id) {
		String path = pattern.replaceAll("\\{([a-z]+):[^}]+}", "{$1}")
			.replace("{act}", "confirm")
			.replace("{mark}", "locked")
			.replace("{message}", "1")
			.replace("{mode}", "follow");
		return switch (kind) {
			case BOARD, TOPIC, POST, TASK, CONVERSATION ->
				path.replaceFirst("\\{(id|number|slug)}", id).replace("{slug}", "x");
			case NOTE -> path.replace("{number}/comments/{id}", id);
		};
	}

	@Test
	void a_board_that_closes_is_gone_at_once_for_whom_it_was_remembered() {
		write(Actor.ADMINISTRATOR, "POST", "/boards", "{\"slug\": \"matrix-closing\", \"name\": \"Closing\"}", 201);
		String topic = write(Actor.AUTHOR, "POST", "/topics", """
				{"board": "matrix-closing", "kind": "idea", "title": "canaryclosing", "body": "Open for now"}""", 201);
		String url = text(topic, "$.url");
		Browser reader = page(Actor.ANONYMOUS);
		List<String> lists = List.of("/", "/?sort=new", "/tasks?status=all", "/votes");
		assertThat(reader.open(url).statusCode()).isEqualTo(200);
		assertThat(reader.open("/b/matrix-closing").body()).contains("canaryclosing");
		lists.forEach((path) -> assertThat(reader.open(path).body()).as(path).contains("canaryclosing"));
		write(Actor.ADMINISTRATOR, "PATCH", "/boards/matrix-closing", "{\"readers\": \"team\"}", 200);
		assertThat(reader.open(url).statusCode()).isEqualTo(404);
		assertThat(reader.open("/b/matrix-closing").statusCode()).isEqualTo(404);
		lists.forEach((path) -> assertThat(reader.open(path).body()).as(path).doesNotContain("canaryclosing"));
	}

}
