package dev.roundtable.journeys;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.roundtable.people.Role;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An engineer works the list: by keys, many at once, as columns, one at a time. */
@Journey
class ListIT {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final RunningSite site = RunningSite.get();

	private final String lin = this.site.person("lin", Role.ENGINEER);

	/** Stands in every title of a test, so that its list is its own. */
	private final String word = this.site.newName("shelf");

	private Api engineer = Api.anonymous(this.site.url());

	@BeforeEach
	void signIn() throws Exception {
		this.engineer = Api.anonymous(this.site.url()).as(this.lin, RunningSite.PASSWORD);
	}

	private long open(String title) throws Exception {
		JsonNode task = this.engineer
			.post("/tasks", Map.of("title", title + " " + this.word, "component", "headphones"))
			.json();
		return task.get("number").asLong();
	}

	private JsonNode task(long number) throws Exception {
		return this.engineer.get("/tasks/" + number).json();
	}

	private String list(String more) {
		return "/tasks?q=" + Api.encode("is:open " + this.word + more);
	}

	@Test
	void an_engineer_triages_by_keys_and_never_loses_her_filter() throws Exception {
		long first = open("First");
		long second = open("Second");
		try (Browser engineer = Browser.open()) {
			Pages.Home.open(engineer).signIn(this.lin);
			engineer.to(list(" sort:new"));
			assertThat(numbers(engineer)).containsExactly(second, first);
			engineer.press("j");
			engineer.press("j");
			engineer.press("a");
			soon().until(() -> engineer.now("tr.at .a").stream().anyMatch((a) -> a.getText().equals(this.lin)));
			engineer.press("1");
			soon().until(() -> !engineer.now("tr.at .v[data-v='CRITICAL']").isEmpty());
			engineer.press("c");
			soon().until(() -> !engineer.now("tr.at .st[data-s='CONFIRMED']").isEmpty());
			assertThat(task(first).get("assignee").asString()).isEqualTo(this.lin);
			assertThat(task(second).get("status").asString()).isEqualTo("new");
			engineer.press("?");
			assertThat(engineer.find("dialog#keys[open]").getText()).contains("j");
			engineer.click("dialog#keys button");
			engineer.press("o");
			engineer.find("#work");
			engineer.leaveBy("#work form[action$='/start'] button");
			engineer.find("section.panel .st[data-s='IN_PROGRESS']");
			engineer.leaveBy(".crumb a");
			assertThat(URLDecoder.decode(engineer.path(), StandardCharsets.UTF_8))
				.startsWith(URLDecoder.decode(list(" sort:new"), StandardCharsets.UTF_8));
			assertThat(numbers(engineer)).containsExactly(second, first);
		}
	}

	@Test
	void many_rows_are_changed_at_once_and_the_one_that_a_colleague_changed_is_named() throws Exception {
		long first = open("First");
		long second = open("Second");
		long third = open("Third");
		try (Browser engineer = Browser.open()) {
			Pages.Home.open(engineer).signIn(this.lin);
			engineer.to(list(""));
			for (WebElement box : engineer.now(".tasks .x input")) {
				box.click();
			}
			this.engineer.patch("/tasks/" + second, Map.of("version", 1, "severity", "minor"));
			engineer.choose("#bulk select[name='status']", "CONFIRMED");
			engineer.leaveBy("#bulk button");
			assertThat(engineer.find("[role='alert']").getText()).contains("#" + second).doesNotContain("#" + first);
			for (long done : List.of(first, third)) {
				assertThat(task(done).get("status").asString()).isEqualTo("confirmed");
			}
			assertThat(task(second).get("status").asString()).isEqualTo("new");
		}
	}

	@Test
	void filters_are_added_and_removed_by_a_press() throws Exception {
		long bug = open("Bug");
		try (Browser reader = Browser.open()) {
			reader.to(list(""));
			reader.click(".add > summary");
			reader.chooseAndLeave(".add select[name='severity']", "critical");
			reader.find(".empty");
			reader.click(".on li:last-child a");
			soon().until(() -> numbers(reader).equals(List.of(bug)));
			reader.to(list(" kidn:bug"));
			assertThat(reader.find(".note").getText()).contains("kidn");
			assertThat(numbers(reader)).containsExactly(bug);
		}
	}

	@Test
	void after_f_what_is_typed_becomes_a_filter() throws Exception {
		long bug = open("Bug");
		try (Browser engineer = Browser.open()) {
			Pages.Home.open(engineer).signIn(this.lin);
			for (String page : List.of("/tasks", "/tasks/board")) {
				engineer.to(page + "?q=" + Api.encode("is:open"));
				engineer.find(".bar-filter");
				engineer.press("f");
				engineer.press(this.word + Keys.ENTER);
				soon().until(() -> URLDecoder.decode(engineer.path(), StandardCharsets.UTF_8).contains(this.word));
				assertThat(engineer.path()).startsWith(page);
				assertThat(engineer.now("[data-n]")).extracting((one) -> one.getDomAttribute("data-n"))
					.containsExactly("" + bug);
			}
		}
	}

	@Test
	void cards_are_walked_and_moved_by_keys() throws Exception {
		long first = open("First");
		long second = open("Second");
		this.engineer.post("/tasks/" + second + "/plan", Map.of("version", 1));
		try (Browser engineer = Browser.open()) {
			Pages.Home.open(engineer).signIn(this.lin);
			engineer.to("/tasks/board?q=" + Api.encode(this.word));
			engineer.find(".board");
			engineer.press("j");
			assertThat(engineer.find(".card.at").getDomAttribute("data-n")).isEqualTo("" + first);
			engineer.press("l");
			assertThat(engineer.find(".card.at").getDomAttribute("data-n")).isEqualTo("" + second);
			engineer.press("s");
			soon().until(() -> !engineer.now("section[data-status='IN_PROGRESS'] .card.at[data-n='" + second + "']")
				.isEmpty());
			engineer.press("h");
			engineer.press("c");
			soon().until(
					() -> !engineer.now("section[data-status='CONFIRMED'] .card.at[data-n='" + first + "']").isEmpty());
			assertThat(task(second).get("status").asString()).isEqualTo("in_progress");
			assertThat(engineer.complaints()).isEmpty();
		}
	}

	@Test
	void all_rows_are_chosen_by_one_press_and_let_go_with_escape() throws Exception {
		open("First");
		open("Second");
		try (Browser engineer = Browser.open()) {
			Pages.Home.open(engineer).signIn(this.lin);
			engineer.to(list(""));
			engineer.click(".tasks .x-all input");
			assertThat(engineer.now(".tasks .x input:checked")).hasSize(2);
			engineer.press(Keys.ESCAPE.toString());
			assertThat(engineer.now(".tasks input:checked")).isEmpty();
		}
	}

	@Test
	void a_duplicate_is_merged_from_the_list_without_knowing_a_number() throws Exception {
		long original = open("Left side is silent");
		long duplicate = open("Left side silent too");
		try (Browser engineer = Browser.open()) {
			Pages.Home.open(engineer).signIn(this.lin);
			engineer.to(list(" sort:new"));
			engineer.press("j");
			engineer.press("m");
			engineer.fill("#candidates-q", "#" + original);
			engineer.leaveBy("main form[role='search'] button");
			engineer.leaveBy(".candidates form:has([value='" + original + "']) button");
			assertThat(numbers(engineer)).containsExactly(original);
			assertThat(task(duplicate).get("duplicateOf").asLong()).isEqualTo(original);
		}
	}

	@Test
	void a_command_that_is_typed_acts_on_the_row_one_stands_on() throws Exception {
		long number = open("Row");
		try (Browser engineer = Browser.open()) {
			Pages.Home.open(engineer).signIn(this.lin);
			engineer.to(list(""));
			engineer.press("j");
			engineer.click("[data-open-palette]");
			engineer.find("#palette[open]");
			engineer.click("#palette li:nth-child(3)");
			soon().until(() -> task(number).get("status").asString().equals("confirmed"));
			soon().until(() -> engineer.find("#list-says").getText().contains("#" + number));
		}
	}

	@Test
	void without_scripts_a_card_is_moved_and_a_list_is_kept_by_its_name() throws Exception {
		long number = open("Card");
		try (Browser engineer = Browser.withoutScripts()) {
			Pages.Home.open(engineer).signIn(this.lin);
			engineer.to("/tasks/board?q=" + Api.encode(this.word));
			engineer.click(".card[data-n='" + number + "'] summary");
			engineer.leaveBy(".card[data-n='" + number + "'] button[data-to='PLANNED']");
			engineer.find("section[data-status='PLANNED'] .card[data-n='" + number + "']");
			engineer.to("/tasks/views/new?q=" + Api.encode(this.word));
			engineer.fill("#name", "Shelf of " + this.word);
			engineer.leaveBy("form.stack button.main");
			assertThat(engineer.find(".views a[aria-current='true']").getText()).contains("Shelf");
		}
	}

	@Test
	void one_at_a_time_decided_and_on_to_the_next() throws Exception {
		long older = open("Older");
		long newer = open("Newer");
		try (Browser engineer = Browser.open()) {
			Pages.Home.open(engineer).signIn(this.lin);
			engineer.narrowTo(390);
			engineer.to("/tasks/triage?q=" + Api.encode("status:new sort:new in:headphones by:" + this.lin));
			assertThat(engineer.find(".thread .id").getText()).isEqualTo("#" + newer);
			assertThat(engineer.find(".thread .title").getLocation().getY())
				.as("first what was reported, then what becomes of it")
				.isLessThan(engineer.find("#work").getLocation().getY());
			engineer.leaveBy("#work form[action$='/confirm'] button");
			assertThat(engineer.find(".thread .id").getText()).isEqualTo("#" + older);
			engineer.leaveBy("#work form[action$='/confirm'] button");
			engineer.find(".empty");
			assertThat(task(older).get("status").asString()).isEqualTo("confirmed");
		}
	}

	@Test
	void a_task_lives_through_all_its_acts_at_their_addresses() throws Exception {
		Api engineer = this.engineer;
		long number = open("Life");
		String path = "/tasks/" + number;
		assertThat(engineer.post(path + "/confirm", Map.of("version", 1)).json().get("status").asString())
			.isEqualTo("confirmed");
		assertThat(engineer.post(path + "/plan", Map.of("version", 1)).status()).isEqualTo(409);
		assertThat(engineer.post(path + "/verify", Map.of("version", 2)).status()).isEqualTo(422);
		assertThat(engineer.post(path + "/decline", Map.of("version", 2)).status()).isEqualTo(422);
		assertThat(engineer.post(path + "/plan", Map.of("version", 2)).json().get("status").asString())
			.isEqualTo("planned");
		assertThat(engineer.post(path + "/start", Map.of("version", 3)).json().get("status").asString())
			.isEqualTo("in_progress");
		assertThat(engineer.post(path + "/ask", Map.of("version", 4, "reason", "Which one?"))
			.json()
			.get("reason")
			.asString()).isEqualTo("Which one?");
		assertThat(engineer.post(path + "/decline", Map.of("version", 5, "reason", "As designed"))
			.json()
			.get("status")
			.asString()).isEqualTo("declined");
		assertThat(engineer.post(path + "/reopen", Map.of("version", 6)).json().get("status").asString())
			.isEqualTo("new");
		assertThat(engineer.post(path + "/no-such-act", Map.of("version", 7)).status()).isEqualTo(404);
		long root = open("Root");
		assertThat(engineer.send("PUT", path + "/merge", "{\"into\":%d}".formatted(root), null)
			.json()
			.get("duplicateOf")
			.asLong()).isEqualTo(root);
		assertThat(engineer.send("PUT", path + "/merge", "{\"into\":%d}".formatted(root), null).status())
			.isEqualTo(200);
		assertThat(engineer.send("PUT", "/tasks/" + root + "/merge", "{\"into\":%d}".formatted(number), null).status())
			.isEqualTo(422);
		assertThat(engineer.send("DELETE", path + "/merge", null, null).status()).isEqualTo(204);
		assertThat(engineer.send("DELETE", path + "/merge", null, null).status()).isEqualTo(204);
		assertThat(task(number).get("status").asString()).isEqualTo("new");
	}

	@Test
	void any_list_is_a_table_and_a_feed_and_a_mistake_in_it_is_told() throws Exception {
		long number = open("=HYPERLINK(\"x\"),");
		Api anyone = Api.anonymous(this.site.url());
		String q = "?q=" + Api.encode(this.word);
		assertThat(anyone.get("/tasks.csv" + q).body()).startsWith("\uFEFFnumber,title,")
			.contains(number + ",\"'=HYPERLINK(\"\"x\"\"), " + this.word + "\",bug,new,");
		assertThat(anyone.get("/tasks/feed.atom" + q).body()).contains("<entry>", "/tasks/" + number + "<");
		for (String address : List.of("/tasks", "/tasks.csv", "/tasks/feed.atom")) {
			assertThat(anyone.get(address + "?q=" + Api.encode("is:open kidn:bug")).status()).isEqualTo(422);
		}
	}

	/** Rows are put in the place of others while one looks. */
	private static ConditionFactory soon() {
		return await().atMost(SOON).ignoreException(StaleElementReferenceException.class);
	}

	private static List<Long> numbers(Browser browser) {
		browser.find("table.tasks");
		return browser.now("table.tasks tbody tr")
			.stream()
			.map((row) -> Long.parseLong(row.getDomAttribute("data-n")))
			.toList();
	}

}
