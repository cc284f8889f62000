package dev.roundtable.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.roundtable.benchmark.Plan.Step;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.css;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.Cookie;
import static io.gatling.javaapi.http.HttpDsl.addCookie;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/**
 * A closed model: the same users ask again as soon as they are answered. Each step has a
 * warm-up that is not counted, and begins when the one before has ended.
 */
public final class Load extends Simulation {

	private static final List<String> WORDS = List.of("声音", "电池 续航", "screen", "borrow checker", "屏幕", "compile error",
			"卡顿", "type inference", "键盘", "拍照 效果");

	private final Plan plan = Plan.fromSystemProperties();

	public Load() {
		List<PopulationBuilder> steps = new ArrayList<>();
		for (Step step : Step.values()) {
			steps.add(population("warm-up of " + step.title(), step, Duration.ofSeconds(5)));
			steps.add(population(step.title(), step, this.plan.time()));
		}
		PopulationBuilder inTurn = steps.getLast();
		for (PopulationBuilder earlier : steps.reversed().subList(1, steps.size())) {
			inTurn = earlier.andThen(inTurn);
		}
		HttpProtocolBuilder protocol = http.baseUrl(this.plan.site())
			.shareConnections()
			.disableCaching()
			.disableFollowRedirect()
			.acceptEncodingHeader("gzip")
			.acceptHeader("text/html,*/*");
		setUp(inTurn).protocols(protocol);
	}

	private PopulationBuilder population(String name, Step step, Duration time) {
		ScenarioBuilder scenario = scenario(name)
			.exec((step == Step.TOPIC_SIGNED_IN || step == Step.REPLY) ? signedIn() : exec((session) -> session))
			.during(time)
			.on(once(name, step));
		return scenario.injectOpen(atOnceUsers(this.plan.users()));
	}

	private ChainBuilder once(String name, Step step) {
		return switch (step) {
			case HOME -> exec(http(name).get("/").check(status().is(200)));
			case TOPIC -> feed(topics()).exec(http(name).get("#{topic}").check(status().is(200)));
			case TOPIC_SIGNED_IN -> feed(topics())
				.exec(http(name).get("#{topic}").check(status().is(200), substring("/sign-out")));
			case REPLY -> reply(name);
			case SEARCH -> feed(endless(() -> Map.of("words", pick(WORDS))))
				.exec(http(name).get("/search").queryParam("q", "#{words}").check(status().is(200)));
			case STATIC -> exec(http(name).get(this.plan.asset()).check(status().is(200)));
		};
	}

	/** The form is opened once a user; each reply then carries a key of its own. */
	private ChainBuilder reply(String name) {
		ChainBuilder open = feed(topics()).exec(http("form for " + name).get("#{topic}")
			.check(css("#reply input[name=_csrf]", "value").saveAs("csrf"))
			.check(css("#reply form", "action").saveAs("action")));
		ChainBuilder send = feed(endless(() -> Map.of("once", UUID.randomUUID().toString())))
			.exec(http(name).post("#{action}")
				.formParam("_csrf", "#{csrf}")
				.formParam("_once", "#{once}")
				.formParam("body", "一条回复 with some *Markdown*, `code` and a number: #{once}")
				.check(status().in(302, 303), header("Location").transform((to) -> to.contains("#floor-")).is(true)));
		return doIf((session) -> !session.contains("csrf"))
			.then(open)
			.exec(send);
	}

	private ChainBuilder signedIn() {
		ChainBuilder cookies = exec((session) -> session);
		for (String cookie : this.plan.cookies().split("; ")) {
			String[] pair = cookie.split("=", 2);
			cookies = cookies.exec(addCookie(Cookie(pair[0], pair[1])));
		}
		return cookies;
	}

	private Iterator<Map<String, Object>> topics() {
		return endless(() -> Map.of("topic", pick(this.plan.topics())));
	}

	private static Iterator<Map<String, Object>> endless(Supplier<Map<String, Object>> next) {
		return Stream.generate(next).iterator();
	}

	private static String pick(List<String> some) {
		return some.get(ThreadLocalRandom.current().nextInt(some.size()));
	}

}
