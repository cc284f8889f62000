package dev.roundtable;

import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.roundtable.MatrixWorld.Actor;
import dev.roundtable.MatrixWorld.Canary;
import dev.roundtable.MatrixWorld.Kind;
import dev.roundtable.MatrixWorld.Thing;
import dev.roundtable.notifications.Outgoing;
import dev.roundtable.signin.Registration;
import dev.roundtable.tracking.TrackerChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
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

	private List<Canary> canaries = List.of();

	private List<Thing> things = List.of();

	@Nullable private MatrixWorld world;

	@Autowired
	private Outgoing outgoing;

	@Autowired
	private ApplicationContext application;

	/** What one has of her own, and who there is: no audience says more about them. */
	private static final List<String> OF_NO_AUDIENCE = List.of(
			// One a line.
			"/tokens/{id}", //
			"/tasks/views/{view}", //
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
			"/admin/trackers/{id}", //
			"/settings/invitations/{id}", //
			"/j/{code}", //
			// Its tasks are those of whoever looks.
			"/releases/{build}", //
			"/rounds/{round}", //
			"/channels/{channel}", //
			// Answers nothing, whoever signed.
			"/hooks/trackers/{connection}", //
			"/actuator/health/{part}");

	@BeforeAll
	void things_that_are_not_for_everybody() {
		MatrixWorld made = new MatrixWorld(this::browser, this.registration);
		this.canaries = made.canaries;
		this.things = made.things;
		this.world = made;
		made.write(Actor.ENGINEER, "POST", "/releases", "{\"build\": \"matrix 1\"}", 201);
		this.things.stream()
			.filter((thing) -> thing.kind() == Kind.TASK && thing.audience().test(Actor.ENGINEER))
			.forEach((thing) -> made.write(Actor.ENGINEER, "PUT", "/releases/matrix%201/tasks/" + thing.id(), "", 204));
	}

	/** Other tests fix tasks in builds that are no releases. */
	@AfterAll
	void no_release_is_left() {
		this.jdbc.sql("delete from releases").update();
	}

	private Browser page(Actor actor) {
		return Objects.requireNonNull(this.world).page(actor);
	}

	private Browser program(Actor actor) {
		return Objects.requireNonNull(this.world).program(actor);
	}

	private String write(Actor actor, String method, String path, String body, int status) {
		return Objects.requireNonNull(this.world).write(actor, method, path, body, status);
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
				"/search?q=canary+in:matrix-team+is:open", "/search/suggest?q=canary", "/search/suggest?q=matrix",
				"/votes?status=NEW", "/new?board=matrix-team", "/u/seat_2_of_the_matrix", "/api/v1/topics?q=canary",
				"/api/v1/tasks?q=canary", "/releases/matrix%201", "/api/v1/releases/matrix%201",
				"/releases/matrix%201/edit?draft=true", "/v3/api-docs", "/actuator/health", "/actuator/prometheus",
				"/nowhere"));
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
			.replace("{mode}", "follow")
			.replace("{kind}", "blocks")
			.replace("{other}", "1")
			.replace("{topic}", "1")
			.replace("{tracker}", "1")
			.replace("{build}", "matrix%201");
		return switch (kind) {
			case BOARD, TOPIC, POST, TASK, CONVERSATION ->
				path.replaceFirst("\\{(id|number|slug)}", id).replace("{slug}", "x");
			case NOTE -> path.replace("{number}/comments/{id}", id);
		};
	}

	/**
	 * Everybody is told of everything, as if nobody had asked who may see it, and
	 * whatever would go out beyond the page is looked at: at once by mail, in a browser,
	 * in a digest.
	 */
	@Test
	void nobody_is_told_by_mail_or_push_of_what_she_may_not_see() {
		MatrixNotices notices = new MatrixNotices(Objects.requireNonNull(this.world), this.jdbc, this.outgoing);
		notices.everybodyFollowsAndIsToldOfEverything();
		assertThat(notices.toldWithoutRight()).isEmpty();
		assertThat(notices.withRightAndNotTold()).isEmpty();
	}

	/**
	 * Whatever there is gets an issue, as if somebody had pushed all of it by hand and a
	 * rule named it, too. Whoever reads there is not signed in here.
	 */
	@Test
	void nothing_that_is_not_for_everybody_reaches_a_tracker() {
		String open = write(Actor.FAN, "POST", "/topics", """
				{"board": "matrix-open", "kind": "bug", "title": "Matrix of trackers", "body": "It is for all"}""",
				201);
		String topic = MatrixWorld.text(open, "$.id");
		write(Actor.AUTHOR, "POST", "/topics/" + topic + "/posts", "{\"body\": \"This floor is for all\"}", 201);
		String hidden = MatrixWorld.text(
				write(Actor.AUTHOR, "POST", "/topics/" + topic + "/posts", "{\"body\": \"canaryhiddenreport\"}", 201),
				"$.id");
		write(Actor.ADMINISTRATOR, "PUT", "/posts/" + hidden + "/hidden", "{\"reason\": \"A test\"}", 200);
		String task = MatrixWorld.text(program(Actor.ADMINISTRATOR).open("/api/v1/topics/" + topic).body(),
				"$.task.number");
		write(Actor.ENGINEER, "POST", "/tasks/" + task + "/comments",
				"{\"body\": \"canarynoteonreport\", \"internal\": true}", 201);
		this.jdbc.sql("""
				insert into addresses (account_id, address, address_key, confirmed_at)
				select id, 'canaryaddress@fans.example', 'canaryaddress@fans.example', current_timestamp
				from accounts where name = :name and id not in (select account_id from addresses)
				""").param("name", Objects.requireNonNull(this.world).viewer(Actor.AUTHOR).name()).update();
		try (TrackerChannel tracker = new TrackerChannel(this.application, "Matrix-tracker")) {
			String told = tracker.toldOfAllTasks();
			assertThat(told).contains("Matrix of trackers", "It is for all", "This floor is for all",
					"Matrix in the open");
			List<String> met = Stream
				.concat(this.canaries.stream().map(Canary::word),
						Stream.of("canaryhiddenreport", "canarynoteonreport", "canaryaddress", "@fans.example"))
				.filter(told::contains)
				.toList();
			assertThat(met).isEmpty();
		}
	}

	@Test
	void a_board_that_closes_is_gone_at_once_for_whom_it_was_remembered() {
		write(Actor.ADMINISTRATOR, "POST", "/boards", "{\"slug\": \"matrix-closing\", \"name\": \"Closing\"}", 201);
		String topic = write(Actor.AUTHOR, "POST", "/topics", """
				{"board": "matrix-closing", "kind": "idea", "title": "canaryclosing", "body": "Open for now"}""", 201);
		String url = MatrixWorld.text(topic, "$.url");
		Browser reader = page(Actor.ANONYMOUS);
		List<String> lists = List.of("/", "/?sort=new", "/tasks?q=in:matrix-closing", "/votes");
		assertThat(reader.open(url).statusCode()).isEqualTo(200);
		assertThat(reader.open("/b/matrix-closing").body()).contains("canaryclosing");
		lists.forEach((path) -> assertThat(reader.open(path).body()).as(path).contains("canaryclosing"));
		write(Actor.ADMINISTRATOR, "PATCH", "/boards/matrix-closing", "{\"readers\": \"team\"}", 200);
		assertThat(reader.open(url).statusCode()).isEqualTo(404);
		assertThat(reader.open("/b/matrix-closing").statusCode()).isEqualTo(404);
		lists.forEach((path) -> assertThat(reader.open(path).body()).as(path).doesNotContain("canaryclosing"));
	}

}
