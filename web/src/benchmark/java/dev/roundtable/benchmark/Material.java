package dev.roundtable.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.roundtable.Browser;
import dev.roundtable.journeys.Api;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is read and written while we measure: found in the data, made where it is missing. */
record Material(String site, String name, String password) {

	private static final int TOPICS = 60;

	private static final int FLOORS = 20;

	private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+\\.(?:css|js))\"");

	Plan plan(int users, Duration time) throws IOException, InterruptedException {
		List<String> topics = found();
		if (topics.size() < TOPICS) {
			topics = made();
		}
		Browser browser = new Browser(this.site);
		browser.open("/sign-in");
		if (browser.submit("/sign-in", "name", this.name, "password", this.password).statusCode() >= 400) {
			throw new IllegalStateException("Nobody could sign in");
		}
		String cookies = browser.cookies()
			.entrySet()
			.stream()
			.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
		return new Plan(this.site, users, time, topics, asset(new Browser(this.site), topics.getFirst()), cookies);
	}

	/** A spread over what is there: topics whose first page is full. */
	private List<String> found() throws IOException, InterruptedException {
		List<String> found = new ArrayList<>();
		@Nullable String next = "";
		Api reader = Api.anonymous(this.site);
		for (int page = 0; next != null && page < 400 && found.size() < TOPICS; page++) {
			JsonNode answer = reader.send("GET", "/topics?sort=new&cursor=" + Api.encode(next), null, null).json();
			for (JsonNode topic : answer.get("items").values()) {
				if (topic.get("replies").asInt() >= FLOORS - 1) {
					found.add(topic.get("url").asString());
				}
			}
			next = answer.get("next").isNull() ? null : answer.get("next").asString();
		}
		return found;
	}

	private List<String> made() throws IOException, InterruptedException {
		System.out.println("The data has too few topics of " + FLOORS + " floors: making " + TOPICS);
		Api keeper = Api.anonymous(this.site).as(this.name, this.password);
		keeper.post("/boards", Map.of("slug", "benchmark", "name", "Benchmark"));
		List<String> made = new ArrayList<>();
		for (int i = 0; i < TOPICS; i++) {
			JsonNode topic = keeper
				.post("/topics", Map.of("board", "benchmark", "kind", "BUG", "title", "屏幕 screen flickers, case " + i,
						"body", text(0)))
				.json();
			for (int floor = 2; floor <= FLOORS; floor++) {
				keeper.post("/topics/" + topic.get("id").asLong() + "/posts", Map.of("body", text(floor)));
			}
			made.add(topic.get("url").asString());
		}
		return made;
	}

	private static String text(int floor) {
		return """
				更新之后屏幕会闪烁，尤其是在低亮度的时候。It happens at **30 %%** brightness, on floor %d.

				- restarted, `adb logcat` shows nothing
				- 换了充电器也一样

				> 有人找到解决办法了吗？
				""".formatted(floor);
	}

	/** The static file that comes nearest to the size of a topic page. */
	private static String asset(Browser browser, String topic) {
		String page = browser.open(topic).body();
		List<String> assets = new ArrayList<>();
		Matcher links = ASSET.matcher(page);
		while (links.find()) {
			assets.add(links.group(1));
		}
		String nearest = assets.stream()
			.min(Comparator.comparingInt((asset) -> Math.abs(browser.open(asset).body().length() - page.length())))
			.orElseThrow();
		System.out.println("A topic page has " + page.length() + " characters, " + nearest + " has "
				+ browser.open(nearest).body().length());
		return nearest;
	}

}
