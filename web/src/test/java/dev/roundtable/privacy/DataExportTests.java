package dev.roundtable.privacy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.journal.Journal;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DataExportTests extends RoundtableTest {

	@Autowired
	private Accounts accounts;

	@Autowired
	private Limits limits;

	@Autowired
	private Journal journal;

	@Autowired
	private ObjectMapper json;

	@Autowired
	private PlatformTransactionManager transactions;

	private static Map<String, String> unpacked(byte[] zip) throws IOException {
		Map<String, String> files = new TreeMap<>();
		try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		return files;
	}

	private Map<String, String> data(Browser person) throws IOException {
		person.open("/settings/data");
		HttpResponse<byte[]> answer = person.download("/settings/data");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Disposition"))
			.hasValue("attachment; filename=\"roundtable-data.zip\"");
		assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
		return unpacked(answer.body());
	}

	private void board(String slug, String readers) {
		Browser administrator = browser().withBasic(ADMIN, PASSWORD);
		String token = JsonPath.read(administrator.json("POST", "/api/v1/tokens", "{\"name\":\"export\"}").body(),
				"$.token");
		assertThat(browser().with("Authorization", "Bearer " + token)
			.json("POST", "/api/v1/boards",
					"{\"slug\":\"%s\",\"name\":\"%s\",\"readers\":\"%s\"}".formatted(slug, slug, readers))
			.statusCode()).isEqualTo(201);
	}

	@Test
	void a_person_takes_with_her_what_she_wrote_as_she_wrote_it_and_nothing_of_others() throws Exception {
		board("export-board", "everyone");
		Browser fan = registered("packing_fan");
		Browser other = registered("unpacked_fan");
		String topic = post(fan, "export-board", "The lens fogs", "雾气 in **bold**");
		reply(other, topic, "Mine does *not*.");
		reply(fan, topic, "> quoted\n\nIt does.");
		Map<String, String> files = data(fan);
		assertThat(files).containsKeys("account.json", "posts-1.json", "votes.json", "follows.json",
				"notification-settings.json", "sign-ins.json", "tokens.json", "passkeys.json", "linked-accounts.json",
				"addresses.json", "profile.json", "devices.json", "groups.json", "medals.json", "check-ins.json",
				"reports.json");
		assertThat(files.values()).contains("雾气 in **bold**", "> quoted\n\nIt does.")
			.noneMatch((text) -> text.contains("Mine does"));
		assertThat(JsonPath.<List<String>>read(files.get("posts-1.json"), "$[*].title")).containsOnly("The lens fogs");
		assertThat(JsonPath.<String>read(files.get("account.json"), "$.name")).isEqualTo("packing_fan");
		assertThat(files.toString()).doesNotContain("argon2").doesNotContain("unpacked_fan");
	}

	private static String post(Browser fan, String board, String title, String body) {
		fan.open("/new");
		String location = fan
			.submit("/new", "board", board, "kind", "DISCUSSION", "title", title, "body", body, "_once", title)
			.headers()
			.firstValue("Location")
			.orElseThrow();
		return location.replaceAll("/t/([0-9]+)/.*", "$1");
	}

	private static void reply(Browser fan, String topic, String body) {
		fan.open("/settings");
		assertThat(fan.submit("/t/" + topic + "/replies", "body", body, "_once", body).statusCode()).isIn(302, 303);
	}

	@Test
	void the_title_of_a_topic_that_was_closed_to_her_is_not_told() throws Exception {
		board("export-closing", "everyone");
		Browser fan = registered("locked_out_fan");
		post(fan, "export-closing", "Canary title", "My own words");
		this.jdbc.sql("update boards set readers = 'team' where slug = 'export-closing'").update();
		Map<String, String> files = data(fan);
		assertThat(files.values()).contains("My own words");
		assertThat(files.toString()).doesNotContain("Canary").doesNotContain("canary").doesNotContain("export-closing");
	}

	@Test
	void the_title_of_a_topic_that_was_hidden_since_is_told_to_its_author_alone() throws Exception {
		board("export-hiding", "everyone");
		Browser author = registered("hidden_author");
		Browser other = registered("replying_fan");
		String topic = post(author, "export-hiding", "Canary title", "Text");
		reply(other, topic, "My own words");
		this.jdbc.sql("update topics set held = true where id = :id").param("id", Long.parseLong(topic)).update();
		assertThat(data(other).toString()).contains("My own words").doesNotContain("Canary").doesNotContain("canary");
		assertThat(data(author).toString()).contains("Canary");
	}

	@Test
	void many_posts_are_packed_page_by_page() throws Exception {
		board("export-many", "everyone");
		Browser fan = registered("busy_fan");
		String topic = post(fan, "export-many", "Many", "first");
		this.jdbc.sql("""
				insert into posts (topic_id, floor, author_id, body, created_at)
				select topic_id, n, author_id, concat('text ', n), created_at
				from posts, unnest(cast(:floors as int array)) as f(n) where topic_id = :topic and floor = 1""")
			.param("floors", IntStream.rangeClosed(2, 450).boxed().toArray(Integer[]::new))
			.param("topic", Long.parseLong(topic))
			.update();
		Map<String, String> files = data(fan);
		assertThat(files).containsKeys("posts-1.json", "posts-2.json", "posts-3.json")
			.doesNotContainKey("posts-4.json");
		assertThat(files.keySet().stream().filter((file) -> file.endsWith(".md"))).hasSize(450);
		assertThat(files).containsEntry("posts/topic-" + topic + "-floor-450.md", "text 450");
	}

	@Test
	void who_is_not_signed_in_takes_nothing() {
		Browser stranger = browser();
		assertThat(stranger.open("/settings/data").statusCode()).isEqualTo(303);
		stranger.open("/sign-in");
		assertThat(stranger.submit("/settings/data").statusCode()).isEqualTo(303);
	}

	@Test
	void more_than_two_at_once_are_asked_to_come_again() throws Exception {
		AccountId id = this.accounts.create("waiting_fan", Role.FAN);
		Viewer fan = new Viewer(id, "waiting_fan", Role.FAN);
		CountDownLatch packing = new CountDownLatch(2);
		CountDownLatch done = new CountDownLatch(1);
		PersonalData slow = (_, _) -> {
			packing.countDown();
			try {
				assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		};
		StaticListableBeanFactory rooms = new StaticListableBeanFactory(Map.of("slow", slow));
		DataExport export = new DataExport(rooms.getBeanProvider(PersonalData.class), this.limits, this.journal,
				this.json, this.transactions);
		AtomicReference<Throwable> failed = new AtomicReference<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			threads.add(Thread.startVirtualThread(() -> {
				try {
					Files.delete(export.make(fan));
				}
				catch (IOException | RuntimeException ex) {
					failed.set(ex);
				}
			}));
		}
		assertThat(packing.await(1, TimeUnit.MINUTES)).isTrue();
		assertThatExceptionOfType(TooManyAttempts.class).isThrownBy(() -> export.make(fan));
		done.countDown();
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(failed.get()).isNull();
	}

}
