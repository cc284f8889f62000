package dev.roundtable.journeys;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The pages as a person uses them: an action returns the page it leads to. */
final class Pages {

	private Pages() {
	}

	record Home(Browser browser) {

		static Home open(Browser browser) {
			return new Home(browser.to("/"));
		}

		Home register(String name) {
			this.browser.to("/register");
			return enter(name, "/register");
		}

		Home signIn(String name) {
			this.browser.click("header a.sign");
			return enter(name, "/sign-in");
		}

		private Home enter(String name, String action) {
			this.browser.fill("#name", name);
			this.browser.fill("#password", RunningSite.PASSWORD);
			this.browser.leaveBy("form[action='" + action + "'] button.main");
			this.browser.find("header .av");
			return this;
		}

		NewTopic write() {
			this.browser.to("/").click("main a.main[href='/new']");
			return new NewTopic(this.browser);
		}

		Home language(String tag) {
			openMenu();
			this.browser.leaveBy("details.menu button[name='to'][value='" + tag + "']");
			this.browser.find("html[lang='" + tag + "']");
			return this;
		}

		Home theme(String name) {
			openMenu();
			this.browser.click("button[data-set-theme='" + name + "']");
			return this;
		}

		private void openMenu() {
			if (this.browser.now("details.menu[open]").isEmpty()) {
				this.browser.click("details.menu > summary");
			}
		}

	}

	record NewTopic(Browser browser) {

		NewTopic kind(String kind) {
			this.browser.click("label[data-k='" + kind + "']");
			return this;
		}

		NewTopic on(String board) {
			this.browser.choose("#board", board);
			return this;
		}

		NewTopic says(String title, String body) {
			this.browser.fill("#title", title);
			this.browser.fill("#body", body);
			return this;
		}

		Topic post() {
			this.browser.leaveBy("form[action='/new'] button.main");
			this.browser.find("#floor-1");
			return new Topic(this.browser, this.browser.path());
		}

	}

	record Topic(Browser browser, String path) {

		static Topic open(Browser browser, String path) {
			return new Topic(browser.to(path), path);
		}

		Topic again() {
			return open(this.browser, this.path);
		}

		Topic reply(String text) {
			this.browser.fill("#reply textarea", text);
			this.browser.click("#reply button.main");
			this.browser.find("#floor-2");
			return this;
		}

		Topic vote() {
			this.browser.click("#vote-button");
			this.browser.find("#vote-button[aria-pressed='true']");
			return this;
		}

		/** Number of the row that the topic became. */
		String task() {
			String href = this.browser.attribute(".panel h2 a", "href");
			return href.substring(href.lastIndexOf('/') + 1);
		}

		String status() {
			return this.browser.attribute(".panel .st", "data-s");
		}

		String statusBy() {
			return this.browser.find(".panel .by b").getText();
		}

		List<String> answers() {
			return this.browser.now(".panel .answer .prose").stream().map(WebElement::getText).toList();
		}

	}

	record TaskList(Browser browser) {

		static TaskList open(Browser browser) {
			return new TaskList(browser.to("/tasks"));
		}

		TaskList add(String title, String body) {
			this.browser.click("main a.main[href='/tasks/new']");
			this.browser.fill("#title", title);
			this.browser.fill("#body", body);
			this.browser.leaveBy("form[action='/tasks/new'] button.main");
			this.browser.find("#comments-head");
			return open(this.browser);
		}

		TaskList find(String words) {
			this.browser.fill(".more-words input[type='search']", words + "\n");
			this.browser.find(".on a");
			await().atMost(Duration.ofSeconds(15))
				.until(() -> this.browser.now(".on a").stream().anyMatch((chip) -> chip.getText().contains(words)));
			return this;
		}

		/** Where the row of that title came from. */
		Optional<String> origin(String title) {
			return row(title).map((row) -> row.findElement(By.cssSelector(".o")).getDomAttribute("data-o"));
		}

		private Optional<WebElement> row(String title) {
			return this.browser.now("table.tasks tbody tr")
				.stream()
				.filter((row) -> row.findElement(By.cssSelector(".what a")).getText().equals(title))
				.findFirst();
		}

		Task choose(String title) {
			row(title).orElseThrow().findElement(By.cssSelector(".what a")).click();
			this.browser.find("#comments-head");
			return new Task(this.browser);
		}

	}

	record Task(Browser browser) {

		Task assignMe(String name) {
			this.browser.click("form[action$='/assign-me'] button");
			await().atMost(Duration.ofSeconds(15)).until(() -> this.browser.find("#work").getText().contains(name));
			return this;
		}

		Task confirm() {
			this.browser.click("form[action$='/confirm'] button");
			this.browser.find("section.panel .st[data-s='CONFIRMED']");
			return this;
		}

		Task answer(String text) {
			this.browser.click("form.comment label.out");
			return send(text);
		}

		Task note(String text) {
			this.browser.click("form.comment label.in");
			return send(text);
		}

		private Task send(String text) {
			int before = this.browser.now("article.post header .who").size();
			this.browser.fill("form.comment textarea", text);
			this.browser.click("form.comment button.main");
			await().atMost(Duration.ofSeconds(15))
				.until(() -> this.browser.now("article.post header .who").size() > before);
			return this;
		}

	}

	record Votes(Browser browser) {

		static Votes open(Browser browser) {
			return new Votes(browser.to("/votes"));
		}

		Votes plan(String task) {
			String form = "form[action='/tasks/" + task + "/plan']";
			this.browser.click("details.manage:has(" + form + ") > summary");
			this.browser.click(form + " button");
			this.browser.find("section[data-c='planned'] a[href='/tasks/" + task + "']");
			return this;
		}

	}

	/** What people choose among for a time. */
	record Rounds(Browser browser) {

		private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("MMddyyyy");

		/** One choice between two until tomorrow; the address of the round. */
		static String begin(Browser manager, String title, String one, String other) {
			manager.to("/rounds").click("details.act > summary");
			manager.fill("#title", title);
			manager.fill("#candidates", "#" + one + " #" + other);
			manager.fill("#choices", "1");
			// Typed as people type it where the browser is English.
			manager.find("#closesAt").sendKeys(LocalDate.now(ZoneOffset.UTC).plusDays(1).format(TYPED));
			manager.leaveBy("form[action='/rounds'] button.main");
			assertThat(manager.path()).startsWith("/rounds/");
			return manager.path().replaceAll("[?#].*", "");
		}

		/** The one, and no other. */
		static void choose(Browser voter, String round, String task) {
			voter.to(round);
			for (WebElement chosen : voter.now(".ballots input:checked")) {
				chosen.click();
			}
			voter.click(".ballots input[value='" + task + "']");
			voter.leaveBy("form[action$='/ballot'] button.main");
			voter.find(".ballots input[value='" + task + "']:checked");
		}

	}

	record Search(Browser browser) {

		/** Titles of what was found. */
		static List<String> titles(Browser browser, String words) {
			browser.to("/search").fill("main input[name='q']", words);
			browser.leaveBy("main form.search button.main");
			browser.find("main");
			return browser.now("ol.hits h2 a").stream().map(WebElement::getText).toList();
		}

	}

}
