package dev.roundtable.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.roundtable.Browser;
import dev.roundtable.journeys.Api;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import static org.awaitility.Awaitility.await;

/**
 * What is read and written while we measure: found in the data, made where it is missing.
 *
 * @param topics with 20 floors on their first page
 * @param fan, team the cookies of two people who are signed in
 * @param csrf that goes with the fan's cookies
 * @param token of the administrator
 */
record Material(String site, List<Topic> topics, String fan, String csrf, String team, String token) {

	private static final int TOPICS = 60;

	private static final int FLOORS = 20;

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	/** As they are typed, and as they stand in the index. */
	private static final Map<String, String> WORDS = Map.of("声音", "声 音", "电池 续航", "电 池 续 航", "screen", "screen",
			"borrow checker", "borrow checker", "屏幕", "屏 幕", "compile error", "compil error", "卡顿", "卡 顿",
			"type inference", "type infer", "键盘", "键 盘", "拍照 效果", "拍 照 效 果");

	private static final List<String> TYPED = List.copyOf(WORDS.keySet());

	private static final AtomicLong ANEW = new AtomicLong();

	/** What is in the box while somebody types, each a little further. */
	private static final List<String> BEGUN = List.of("声", "声音", "电池", "电池 续", "scr", "screen", "borrow ch", "屏幕", "comp",
			"compile err", "type inf", "键", "拍照", "u1", "A-typ", "42");

	/** Of the list: each condition by its own index, by none, by several, in each order. */
	private static final List<String> FILTERS = List.of("is:open", "status:new", "status:confirmed sort:new",
			"kind:idea sort:votes", "is:open severity:>=major", "is:open people:>10", "assignee:nobody is:open sort:updated",
			"fixed-in:>=5.8.9", "is:fixed sort:updated", "is:open is:unanswered", "is:regression status:planned",
			"kind:bug -severity:minor votes:>100 sort:new", "status:declined sort:votes", "after:2024 is:open",
			"origin:team is:open", "has:duplicates", "kind:chore", "status:in-progress people:>500");

	record Topic(long id, String path) {

		static Topic of(String site, JsonNode json) {
			return new Topic(json.get("id").asLong(),
					URI.create(site + json.get("url").asString()).toASCIIString().substring(site.length()));
		}

	}

	/**
	 * @param name of the administrator
	 */
	static Material of(String site, String name, String password) throws IOException, InterruptedException {
		// A jar whose health is elsewhere may answer before it has made its administrator.
		Api keeper = await().atMost(Duration.ofMinutes(1))
			.ignoreException(IllegalStateException.class)
			.until(() -> Api.anonymous(site).as(name, password), Objects::nonNull);
		List<Topic> topics = found(site);
		if (topics.size() < TOPICS) {
			topics = made(site, keeper);
		}
		Browser team = new Browser(site);
		team.open("/sign-in");
		signedIn(team.submit("/sign-in", "name", name, "password", password).statusCode());
		Browser fan = new Browser(site);
		fan.open("/register");
		signedIn(fan.submit("/register", "name", "fan-of-" + name, "password", password).statusCode());
		Matcher csrf = CSRF.matcher(fan.open(topics.getFirst().path()).body());
		if (!csrf.find()) {
			throw new IllegalStateException("A topic's page has no form for a reply");
		}
		return new Material(site, topics, cookies(fan), csrf.group(1), cookies(team), keeper.token());
	}

	private static void signedIn(int status) {
		if (status >= 400) {
			throw new IllegalStateException("Nobody could sign in: " + status);
		}
	}

	private static String cookies(Browser browser) {
		return browser.cookies()
			.entrySet()
			.stream()
			.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
	}

	/** A spread over what is there: topics whose first page is full. */
	private static List<Topic> found(String site) throws IOException, InterruptedException {
		List<Topic> found = new ArrayList<>();
		@Nullable String next = "";
		Api reader = Api.anonymous(site);
		for (int page = 0; next != null && page < 400 && found.size() < TOPICS; page++) {
			JsonNode answer = reader.send("GET", "/topics?sort=new&cursor=" + Api.encode(next), null, null).json();
			for (JsonNode topic : answer.get("items").values()) {
				if (topic.get("replies").asInt() >= FLOORS - 1 && found.size() < TOPICS) {
					found.add(Topic.of(site, topic));
				}
			}
			next = answer.get("next").isNull() ? null : answer.get("next").asString();
		}
		return found;
	}

	private static List<Topic> made(String site, Api keeper) throws IOException, InterruptedException {
		System.out.println("The data has too few topics of " + FLOORS + " floors: making " + TOPICS);
		keeper.post("/boards", Map.of("slug", "benchmark", "name", "Benchmark"));
		List<Topic> made = new ArrayList<>();
		for (int i = 0; i < TOPICS; i++) {
			JsonNode topic = keeper
				.post("/topics", Map.of("board", "benchmark", "kind", "BUG", "title", "屏幕 screen flickers, case " + i,
						"body", text(0)))
				.json();
			for (int floor = 2; floor <= FLOORS; floor++) {
				keeper.post("/topics/" + topic.get("id").asLong() + "/posts", Map.of("body", text(floor)));
			}
			made.add(Topic.of(site, topic));
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

	long anyTopic() {
		return pick(this.topics).id();
	}

	/** The next request of that scenario. */
	byte[] request(Scenario scenario) {
		return switch (scenario) {
			case STATIC -> get("/" + PlainFile.NAME, "");
			case TOPIC -> get(pick(this.topics).path(), "");
			case TOPIC_SIGNED_IN -> get(pick(this.topics).path(), this.fan);
			case HOME -> get("/", "");
			case HOME_SIGNED_IN -> get("/", this.fan);
			case TASKS -> get("/tasks", "");
			case TASKS_TEAM -> get("/tasks", this.team);
			case LIST_FILTERED -> get("/tasks?q=" + Api.encode(pick(FILTERS) + " people:<" + (1_000_000 + ANEW.incrementAndGet())), "");
			case LIST_VOTE -> head((ANEW.incrementAndGet() % 2 == 0) ? "PUT" : "DELETE", "/api/v1/topics/" + pick(this.topics).id() + "/vote", "Authorization: Bearer " + this.token);
			case SEARCH_ENGINE -> post("/roundtable/_search?size=20", "Connection: keep-alive", "application/json",
					"{\"query\":{\"match\":{\"words\":{\"query\":\"" + WORDS.get(pick(TYPED))
							+ "\",\"operator\":\"and\"}}}}");
			case SEARCH -> get("/search?q=" + Api.encode(pick(TYPED)), "");
			case SEARCH_ANEW -> get("/search?q=" + Api.encode(pick(TYPED)) + "&anew=" + ANEW.incrementAndGet(), "");
			case SEARCH_SUGGEST -> get("/search/suggest?q=" + Api.encode(pick(BEGUN)), "");
			case REPLY_API_8, REPLY_API_64 -> post("/api/v1/topics/" + pick(this.topics).id() + "/posts",
					"Authorization: Bearer " + this.token + "\r\nIdempotency-Key: " + UUID.randomUUID(),
					"application/json", "{\"body\": \"" + reply() + "\"}");
			case REPLY_FORM -> post("/t/" + pick(this.topics).id() + "/replies", "Cookie: " + this.fan,
					"application/x-www-form-urlencoded", "_csrf=" + URLEncoder.encode(this.csrf, StandardCharsets.UTF_8)
							+ "&_once=" + UUID.randomUUID() + "&body=" + Api.encode(reply()));
		};
	}

	private static String reply() {
		return "一条回复 with some *Markdown*, `code` and a number: " + UUID.randomUUID();
	}

	private byte[] get(String path, String cookies) {
		return (head("GET", path) + (cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n") + "\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	private byte[] head(String method, String path, String header) {
		return (head(method, path) + header + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
	}

	private byte[] post(String path, String header, String type, String text) {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		byte[] head = (head("POST", path) + header + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length
				+ "\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
		byte[] request = new byte[head.length + body.length];
		System.arraycopy(head, 0, request, 0, head.length);
		System.arraycopy(body, 0, request, head.length, body.length);
		return request;
	}

	/** No packing: the cores are to be the pages' own, not gzip's. */
	private String head(String method, String path) {
		return method + " " + path + " HTTP/1.1\r\nHost: " + this.site.substring("http://".length())
				+ "\r\nAccept: text/html,*/*\r\nAccept-Language: en\r\n";
	}

	private static <T> T pick(List<T> some) {
		return some.get(ThreadLocalRandom.current().nextInt(some.size()));
	}

	/** What a reader gets who is not signed in. */
	byte[] page() {
		return new Browser(this.site).open(this.topics.getFirst().path()).body().getBytes(StandardCharsets.UTF_8);
	}

}
