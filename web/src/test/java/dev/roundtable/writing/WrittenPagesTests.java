package dev.roundtable.writing;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What people write, as the pages take and show it. */
class WrittenPagesTests extends RoundtableTest {

	/** To sort them takes the square of their number. */
	private static final String HEAP = "a" + "\u0315\u0300".repeat(16_000);

	@Test
	void a_reader_meets_whole_letters_and_no_picture_that_tells_of_her() {
		Browser admin = admin();
		admin.open("/settings");
		admin.submit("/admin/boards", "name", "Written", "slug", "written", "description", "");
		Browser fan = registered("𠮷野家の人");
		fan.open("/new");
		HttpResponse<String> posted = fan.submit("/new", "board", "written", "kind", "DISCUSSION", "title", "Look",
				"body", "![a cat](https://pictures.example/cat.png) ![x](/language?to=en)", "tags", "");
		assertThat(posted.statusCode()).isEqualTo(302);
		String page = browser().open(posted.headers().firstValue("Location").orElseThrow()).body();
		assertThat(page).contains(">𠮷<", "class=\"picture\"", "<small>pictures.example</small>")
			.doesNotContain("src=\"https://pictures.example", "\"/language?to=en\"");
	}

	@Test
	void a_note_of_the_team_tells_nobody_that_it_is_read() {
		Browser admin = admin();
		admin.open("/tasks/new");
		String task = admin
			.submit("/tasks/new", "title", "Task", "kind", "BUG", "severity", "NORMAL", "component", "", "body",
					"![b](https://pictures.example/b.png)")
			.headers()
			.firstValue("Location")
			.orElseThrow();
		admin.open(task);
		admin.submit(task + "/comments", "body", "![c](https://pictures.example/c.png)", "internal", "true");
		assertThat(admin.open(task).body())
			.contains("href=\"https://pictures.example/b.png\"", "href=\"https://pictures.example/c.png\"",
					">" + ADMIN.charAt(0) + "</span>")
			.doesNotContain("src=\"https://pictures.example");
	}

	@Test
	void a_preview_has_the_limits_of_what_is_sent() {
		Browser fan = registered("previews");
		fan.open("/new");
		assertThat(fan.submit("/preview", "body", "**a**").body()).contains("<strong>a</strong>");
		assertThat(fan.submit("/preview", "body", "x".repeat(Body.MAX_BYTES)).statusCode()).isEqualTo(200);
		assertThat(fan.submit("/preview", "body", "x".repeat(Body.MAX_BYTES + 1)).statusCode()).isEqualTo(422);
	}

	@Test
	@Timeout(20)
	void a_heap_of_marks_costs_nothing_wherever_it_is_typed() {
		Browser stranger = browser();
		stranger.open("/sign-in");
		assertQuick(() -> stranger.submit("/sign-in", "name", HEAP, "password", PASSWORD));
		assertQuick(() -> stranger.submit("/register", "name", HEAP, "password", PASSWORD));
		Browser fan = registered("heaps");
		fan.open("/settings");
		assertQuick(() -> fan.submit("/settings/tokens", "name", HEAP));
		fan.open("/new");
		assertQuick(() -> fan.submit("/new", "board", "written", "kind", "DISCUSSION", "title", HEAP, "body", HEAP,
				"tags", HEAP));
		assertQuick(() -> fan.submit("/preview", "body", HEAP));
	}

	/** One of them took ten seconds. */
	private static void assertQuick(Supplier<HttpResponse<String>> request) {
		long start = System.nanoTime();
		assertThat(request.get().statusCode()).isLessThan(500);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
	}

	@Test
	void a_preview_that_is_too_long_says_so_in_its_place() {
		Browser fan = registered("long_previews");
		fan.open("/settings");
		String body = "x".repeat(200_000);
		assertThat(fan.submit("/preview", "body", body).statusCode()).isEqualTo(422);
		HttpResponse<String> answer = fan.with("HX-Request", "true").submit("/preview", "body", body);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("<html").doesNotContain("xxx");
	}

}
