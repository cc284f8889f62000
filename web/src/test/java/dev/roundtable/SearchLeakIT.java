package dev.roundtable;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.MatrixWorld.Actor;
import dev.roundtable.MatrixWorld.Canary;
import dev.roundtable.journeys.Journey;
import dev.roundtable.journeys.RunningSite;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The matrix of who may see what, asked of an engine that has all of it: search, its
 * counts, suggestions and what is alike.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Journey
class SearchLeakIT {

	/** Which every first floor of the matrix has. */
	private static final String COMMON = "First";

	private final RunningSite site = RunningSite.get();

	private final MatrixWorld world = new MatrixWorld(() -> new Browser(this.site.url()), this.site.registration(),
			EnumSet.complementOf(EnumSet.of(Actor.MODERATOR)));

	@BeforeAll
	void the_index_has_all_of_it() {
		// what was written last
		await().atMost(Duration.ofMinutes(3))
			.pollInterval(Duration.ofMillis(500))
			.ignoreExceptionsInstanceOf(AssertionError.class)
			.until(() -> total(Actor.ANONYMOUS, "\"matrix of the component\"") > 0
					&& total(Actor.ADMINISTRATOR, "canarygroupreply") > 0);
	}

	@Test
	void who_may_see_it_finds_it() {
		for (String word : List.of("canaryteamtopic", "canaryteamreply", "canaryteamtask", "canarymemberstopic",
				"canaryclosedreply")) {
			assertThat(total(Actor.ENGINEER, word)).as(word).isOne();
		}
		assertThat(total(Actor.AUTHOR, "canarygrouptopic")).isOne();
		assertThat(asked(Actor.ENGINEER, "/search?q=" + COMMON)).contains("canaryteamtopicbody", "canaryteamtopictag",
				"canaryteamboard");
		assertThat(asked(Actor.ENGINEER, "/search/suggest?q=canaryteam")).contains("canaryteamtopic", "canaryteamboard",
				"canaryteamtask");
		assertThat(alike(Actor.ENGINEER, "First canaryteamtopic")).contains("canaryteamtopic");
	}

	@Test
	void who_may_not_see_it_meets_no_word_of_it() {
		Set<String> met = new TreeSet<>();
		for (Actor actor : this.world.actors()) {
			for (String seen : List.of(asked(actor, "/search?q=" + COMMON), asked(actor, "/search?q=tag:canary*"),
					asked(actor, "/search?q=" + COMMON + "&sort=newest"), asked(actor, "/search?q=in:matrix-team"),
					asked(actor, "/search/suggest?q=canary"), asked(actor, "/search/suggest?q=canaryteam"),
					asked(actor, "/search/suggest?q=matrix"), alike(actor, "First canaryteamtopic"),
					alike(actor, "First canarygrouptopic"),
					this.world.program(actor).open("/api/v1/search?q=" + COMMON).body())) {
				this.world.canaries.stream()
					.filter((canary) -> !canary.audience().test(actor) && seen.contains(canary.word()))
					.forEach((canary) -> met.add(actor + " meets " + canary.word()));
			}
		}
		assertThat(met).isEmpty();
	}

	@Test
	void what_one_may_not_see_is_not_counted_for_her() {
		Set<String> counted = new TreeSet<>();
		for (Actor actor : this.world.actors()) {
			for (Canary canary : this.world.canaries) {
				if (!canary.audience().test(actor) && total(actor, canary.word()) > 0) {
					counted.add(actor + " is told that there is " + canary.word());
				}
			}
		}
		assertThat(counted).isEmpty();
	}

	/** Internal notes and private words are nobody's to find, whoever may read them. */
	@Test
	void what_is_said_in_private_is_in_no_index() {
		for (String word : List.of("canaryinternalnote", "canaryconversation", "canaryanswer")) {
			assertThat(total(Actor.ADMINISTRATOR, word)).as(word).isZero();
			assertThat(total(Actor.ENGINEER, word)).as(word).isZero();
		}
	}

	private long total(Actor actor, String q) {
		HttpResponse<String> answer = this.world.program(actor)
			.open("/api/v1/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
		assertThat(answer.statusCode()).as("%s looks for %s", actor, q).isEqualTo(200);
		return JsonPath.<Number>read(answer.body(), "$.total").longValue();
	}

	private String asked(Actor actor, String path) {
		HttpResponse<String> answer = this.world.page(actor).open(path);
		assertThat(answer.statusCode()).as("%s at %s", actor, path).isEqualTo(200);
		// What is marked stands in the middle of words.
		return answer.body().replaceAll("</?mark>", "");
	}

	private String alike(Actor actor, String title) {
		this.world.page(actor).open("/search");
		HttpResponse<String> answer = this.world.page(actor).submit("/similar", "title", title, "body", COMMON);
		// only who can post is shown what is alike
		assertThat(answer.statusCode()).as("%s asks what is alike", actor).isEqualTo(actor.member() ? 200 : 403);
		return answer.body();
	}

}
