package dev.roundtable.bell;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import com.zaxxer.hikari.HikariDataSource;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class LiveBellTests extends RoundtableTest {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final List<HttpResponse<Stream<String>>> open = new ArrayList<>();

	@Autowired
	private HikariDataSource connections;

	@AfterEach
	void hang_up() {
		this.open.forEach((answer) -> answer.body().close());
	}

	@Test
	void an_open_page_is_told_at_once_how_much_waits_and_when_it_was_read() {
		Browser author = registered("live_author");
		registered("live_other");
		String topic = topicOf("live_author", "The bell rings by itself");
		Queue<String> heard = heard(listen(author));
		Awaitility.await().atMost(SOON).until(() -> heard.contains("data:0"));
		program("live_other").json("POST", "/api/v1/topics/" + topic.split("/")[2] + "/posts", "{\"body\": \"Ring\"}");
		Awaitility.await().atMost(SOON).until(() -> heard.contains("data:1"));
		author.open(topic);
		author.submit(topic.substring(0, topic.indexOf('/', 3)) + "/seen", "first", "1", "last", "2");
		Awaitility.await()
			.atMost(SOON)
			.untilAsserted(() -> assertThat(heard).filteredOn((line) -> line.startsWith("data:"))
				.containsExactly("data:0", "data:1", "data:0"));
	}

	@Test
	void a_stranger_is_not_let_in_and_a_seventh_page_of_one_person_is_told_to_ask_no_more() {
		assertThat(browser().open("/notifications/stream").statusCode()).isEqualTo(303);
		Browser fan = registered("many_pages");
		for (int page = 1; page <= 6; page++) {
			assertThat(listen(fan).statusCode()).isEqualTo(200);
		}
		assertThat(fan.open("/notifications/stream").statusCode()).isEqualTo(204);
		Browser other = registered("one_page");
		HttpResponse<Stream<String>> hers = listen(other);
		assertThat(hers.statusCode()).isEqualTo(200);
		assertThat(hers.headers().firstValue("Content-Type")).hasValue("text/event-stream");
		assertThat(hers.headers().firstValue("Cache-Control")).hasValue("no-store");
	}

	@Test
	void who_hangs_up_makes_room_and_open_pages_hold_no_connection_of_the_database() {
		Browser fan = registered("hangs_up");
		for (int page = 1; page <= 6; page++) {
			listen(fan);
		}
		Awaitility.await().atMost(SOON).until(() -> this.connections.getHikariPoolMXBean().getActiveConnections() == 0);
		hang_up();
		this.open.clear();
		// The server learns of it when it next says something to them.
		Awaitility.await().atMost(SOON).until(() -> listen(fan).statusCode() == 200);
	}

	@Test
	void a_page_that_was_signed_out_elsewhere_is_told_nothing_more() {
		Browser phone = registered("told_no_more");
		Browser laptop = browser();
		laptop.open("/sign-in");
		laptop.submit("/sign-in", "name", "told_no_more", "password", PASSWORD);
		Queue<String> onPhone = heard(listen(phone));
		Queue<String> onLaptop = heard(listen(laptop));
		Awaitility.await().atMost(SOON).until(() -> onPhone.contains("data:0") && onLaptop.contains("data:0"));
		laptop.open("/settings");
		laptop.submit("/settings/browsers/end-others", "_once", "end");
		Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> onPhone.contains("end"));
		assertThat(onLaptop).doesNotContain("end");
		laptop.submit("/sign-out");
		Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> onLaptop.contains("end"));
	}

	@Test
	void a_sign_in_that_another_node_ended_ends_its_pages_within_one_round() {
		Browser fan = registered("ended_by_another_node");
		Queue<String> heard = heard(listen(fan));
		Awaitility.await().atMost(SOON).until(() -> heard.contains("data:0"));
		this.jdbc.sql("""
				delete from sign_ins where account_id = (select id from accounts where name = 'ended_by_another_node')
				""").update();
		Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> heard.contains("end"));
	}

	private HttpResponse<Stream<String>> listen(Browser browser) {
		HttpResponse<Stream<String>> answer = browser.listen("/notifications/stream");
		this.open.add(answer);
		return answer;
	}

	private static Queue<String> heard(HttpResponse<Stream<String>> stream) {
		Queue<String> lines = new ConcurrentLinkedQueue<>();
		Thread.startVirtualThread(() -> {
			try {
				stream.body().forEach(lines::add);
			}
			catch (RuntimeException hungUp) {
				// The same as its end.
			}
			lines.add("end");
		});
		return lines;
	}

	private Browser program(String name) {
		String made = browser().withBasic(name, PASSWORD).json("POST", "/api/v1/tokens", "{\"name\":\"x\"}").body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

	private String topicOf(String name, String title) {
		program(ADMIN).json("POST", "/api/v1/boards", "{\"slug\": \"rings\", \"name\": \"Rings\"}");
		return JsonPath.read(program(name).json("POST", "/api/v1/topics", """
				{"board": "rings", "kind": "discussion", "title": "%s", "body": "Text"}""".formatted(title)).body(),
				"$.url");
	}

}
