package dev.roundtable;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.Registration;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who asks in the matrix, and what there is that is not for everybody: each with a word
 * that stands nowhere else.
 */
final class MatrixWorld {

	final List<Canary> canaries = new ArrayList<>();

	final List<Thing> things = new ArrayList<>();

	private final Map<Actor, Browser> pages = new EnumMap<>(Actor.class);

	private final Map<Actor, Browser> programs = new EnumMap<>(Actor.class);

	private final Map<Actor, AccountId> accounts = new EnumMap<>(Actor.class);

	private final Supplier<Browser> browsers;

	MatrixWorld(Supplier<Browser> browsers, Registration registration) {
		this(browsers, registration, EnumSet.allOf(Actor.class));
	}

	/**
	 * @param actors not those of whom the site asks more than a password
	 */
	MatrixWorld(Supplier<Browser> browsers, Registration registration, Set<Actor> actors) {
		this.browsers = browsers;
		for (Actor actor : actors) {
			Browser page = this.browsers.get();
			Browser program = this.browsers.get();
			if (actor.role != null) {
				String name = name(actor);
				this.accounts.put(actor, registration.create(name, RoundtableTest.PASSWORD, actor.role));
				page.open("/sign-in");
				page.submit("/sign-in", "name", name, "password", RoundtableTest.PASSWORD);
				String made = this.browsers.get()
					.withBasic(name, RoundtableTest.PASSWORD)
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

	Set<Actor> actors() {
		return this.pages.keySet();
	}

	/** Those who are signed in, with the groups that they were put into. */
	Viewer viewer(Actor actor) {
		return new Viewer(Objects.requireNonNull(this.accounts.get(actor)), name(actor),
				Objects.requireNonNull(actor.role),
				(actor == Actor.AUTHOR || actor == Actor.ADMINISTRATOR) ? Set.of("matrix") : Set.of(), null, null);
	}

	private static String name(Actor actor) {
		return "seat_" + actor.ordinal() + "_of_the_matrix";
	}

	Browser page(Actor actor) {
		return Objects.requireNonNull(this.pages.get(actor));
	}

	Browser program(Actor actor) {
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
		write(Actor.ENGINEER, "PUT", "/tasks/" + open + "/relations/blocked-by/" + secret, "", 204);
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
		write(Actor.ADMINISTRATOR, "PUT", "/posts/" + post + "/hidden", "{\"reason\": \"A test\"}", 200);
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

	String write(Actor actor, String method, String path, String body, int status) {
		HttpResponse<String> answer = program(actor).json(method, "/api/v1" + path, body);
		assertThat(answer.statusCode() / 100).as("%s %s: %s", method, path, answer.body()).isEqualTo(status / 100);
		return answer.body();
	}

	static String text(String json, String path) {
		return JsonPath.read(json, path).toString();
	}

	enum Actor {

		ANONYMOUS(null), FAN(Role.FAN), AUTHOR(Role.FAN), ENGINEER(Role.ENGINEER),
		PRODUCT_MANAGER(Role.PRODUCT_MANAGER), MODERATOR(Role.MODERATOR), ADMINISTRATOR(Role.ADMINISTRATOR);

		final @Nullable Role role;

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
	record Canary(String word, Predicate<Actor> audience, String place) {
	}

	record Thing(Kind kind, String id, Predicate<Actor> audience) {
	}

}
