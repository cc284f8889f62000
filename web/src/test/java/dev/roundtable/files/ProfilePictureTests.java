package dev.roundtable.files;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.people.Role;
import dev.roundtable.signin.Registration;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What people do with pictures of themselves, and moderators with those of others. */
class ProfilePictureTests extends RoundtableTest {

	private static final String MINE = "/settings/profile/picture";

	private static final Pattern ADDRESS = Pattern.compile("src=\"(/files/[^\"]+)\"");

	@Autowired
	private Registration registration;

	private static HttpResponse<String> send(Browser person, byte[] file) {
		person.open(MINE);
		return person.upload(MINE, "picture", "me.png", file);
	}

	private static void shown(Browser person, byte[] file) {
		HttpResponse<String> answer = send(person, file);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
	}

	/** The addresses of the pictures of a page. */
	private static Set<String> pictures(Browser reader, String page) {
		Set<String> found = new HashSet<>();
		Matcher address = ADDRESS.matcher(reader.open(page).body());
		while (address.find()) {
			found.add(address.group(1));
		}
		return found;
	}

	private Browser signedIn(String name, Role role) {
		this.registration.create(name, PASSWORD, role);
		Browser browser = browser();
		browser.open("/sign-in");
		browser.submit("/sign-in", "name", name, "password", PASSWORD);
		return browser;
	}

	private String topicOf(Browser fan, String board) {
		Browser administrator = browser().withBasic(ADMIN, PASSWORD);
		String token = JsonPath.read(administrator.json("POST", "/api/v1/tokens", "{\"name\":\"faces\"}").body(),
				"$.token");
		browser().with("Authorization", "Bearer " + token)
			.json("POST", "/api/v1/boards", "{\"slug\":\"%s\",\"name\":\"%1$s\"}".formatted(board));
		fan.open("/new");
		return fan
			.submit("/new", "board", board, "kind", "DISCUSSION", "title", "Faces", "body", "Here I am", "_once", "t")
			.headers()
			.firstValue("Location")
			.orElseThrow();
	}

	@Test
	void a_fan_shows_a_picture_and_everybody_sees_it_where_her_initial_was() {
		Browser fan = registered("shown_fan");
		String topic = topicOf(fan, "faces-shown");
		assertThat(pictures(browser(), topic)).isEmpty();
		assertThat(pictures(fan, "/u/shown_fan")).isEmpty();
		shown(fan, Photos.jpeg(300, 200));
		assertThat(pictures(fan, "/settings/profile")).hasSize(2);
		assertThat(pictures(browser(), "/u/shown_fan")).singleElement().asString().endsWith("-256.jpg");
		await().until(() -> pictures(browser(), topic).size() == 1);
		String first = pictures(browser(), topic).iterator().next();
		assertThat(browser().open(topic).body()).contains("width=\"36\" height=\"36\" loading=\"lazy\"");
		shown(fan, Photos.png(Color.ORANGE));
		await().until(() -> !pictures(browser(), topic).contains(first));
		fan.open(MINE);
		assertThat(fan.submit(MINE + "/remove").statusCode()).isEqualTo(302);
		assertThat(pictures(fan, "/u/shown_fan")).isEmpty();
		await().until(() -> pictures(browser(), topic).isEmpty());
	}

	@Test
	void a_file_is_kept_for_ever_by_whoever_asked_and_runs_nothing() throws IOException {
		Browser fan = registered("served_fan");
		shown(fan, Photos.png(Color.CYAN));
		String address = pictures(browser(), "/u/served_fan").iterator().next();
		HttpResponse<byte[]> file = browser().fetch(address);
		assertThat(file.statusCode()).isEqualTo(200);
		assertThat(Photos.read(file.body()).getWidth()).isEqualTo(256);
		assertThat(file.headers().allValues("Cache-Control")).containsExactly("max-age=31536000, public, immutable");
		assertThat(file.headers().allValues("Content-Type")).containsExactly("image/jpeg");
		assertThat(file.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
		assertThat(file.headers().allValues("Content-Security-Policy")).containsExactly("default-src 'none'; sandbox");
		for (String none : List.of("/files/x", "/files/..%2f..%2fpom.xml", "/files/%2e%2e", "/files/",
				"/files/" + "0".repeat(32) + "-96.jpg", address.replace("-256", "-255"), address + ".html")) {
			assertThat(browser().open(none).statusCode()).as(none).isIn(400, 404);
		}
	}

	@Test
	void what_is_no_picture_is_refused_beside_the_field() {
		Browser fan = registered("refused_fan");
		for (byte[] file : List.of("A text".getBytes(StandardCharsets.UTF_8), new byte[0],
				"<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
				Photos.bomb(50_000, 50_000), Arrays.copyOf(Photos.jpeg(300, 200), 900))) {
			HttpResponse<String> answer = send(fan, file);
			assertThat(answer.statusCode()).isEqualTo(422);
			assertThat(answer.body()).contains("id=\"picture-error\"").contains("aria-invalid=\"true\"");
		}
		fan.open(MINE);
		assertThat(fan.submit(MINE, "_once", "k").statusCode()).as("no file at all").isEqualTo(422);
		assertThat(pictures(fan, "/u/refused_fan")).isEmpty();
	}

	@Test
	void a_picture_of_five_megabytes_is_taken_and_one_byte_more_is_not() {
		Browser fan = registered("large_fan");
		byte[] picture = Photos.noise(1290, 1290);
		assertThat(picture.length).isBetween(4_000_000, Pictures.LARGEST);
		byte[] most = Arrays.copyOf(picture, Pictures.LARGEST);
		HttpResponse<String> refused = send(fan, Arrays.copyOf(picture, Pictures.LARGEST + 1));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("5 MB");
		shown(fan, most);
		assertThat(send(fan, new byte[7_000_000]).statusCode()).as("beyond every form").isEqualTo(413);
	}

	@Test
	void elsewhere_a_body_is_as_small_as_before() {
		Browser fan = registered("elsewhere_fan");
		fan.open(MINE);
		assertThat(fan.upload("/settings/profile", "about", "me.png", new byte[1_100_000]).statusCode()).isEqualTo(413);
		Browser stranger = browser();
		stranger.open("/sign-in");
		assertThat(stranger.upload(MINE, "picture", "me.png", new byte[200_000]).statusCode()).isEqualTo(413);
	}

	@Test
	void a_picture_sent_twice_at_once_is_shown_once() throws Exception {
		Browser fan = registered("twice_face");
		fan.open(MINE);
		List<Callable<Integer>> both = new ArrayList<>();
		for (byte[] file : List.of(Photos.png(Color.PINK), Photos.png(Color.PINK), Photos.png(Color.GRAY),
				Photos.png(Color.GRAY))) {
			both.add(() -> fan.upload(MINE, "picture", "me.png", file, "_once", "k").statusCode());
		}
		assertThat(World.atOnce(4, both)).allMatch((status) -> status == 302 || status == 409 || status == 503)
			.contains(302);
		assertThat(pictures(fan, "/u/twice_face").stream().filter((one) -> one.contains("-256"))).hasSize(1);
		assertThat(this.jdbc.sql(
				"select count(*) from picture_uses u join accounts a on u.picture = a.picture where a.name = 'twice_face'")
			.query(Long.class)
			.single()).isOne();
	}

	@Test
	void who_is_not_signed_in_or_silenced_shows_nothing() {
		Browser stranger = browser();
		stranger.open("/sign-in");
		assertThat(stranger.upload(MINE, "picture", "me.png", Photos.png(8, 8)).statusCode()).isNotEqualTo(200);
		Browser fan = registered("silenced_fan");
		fan.open(MINE);
		Browser moderator = signedIn("silencer", Role.MODERATOR);
		moderator.open("/u/silenced_fan/sanction");
		moderator.submit("/u/silenced_fan/sanction", "kind", "SUSPENDED", "reason", "A test");
		assertThat(fan.upload(MINE, "picture", "me.png", Photos.png(8, 8)).statusCode()).isEqualTo(403);
		assertThat(fan.submit(MINE + "/remove").statusCode()).isEqualTo(403);
		assertThat(pictures(moderator, "/u/silenced_fan")).isEmpty();
	}

	@Test
	void a_moderator_takes_a_picture_away_and_says_why() {
		Browser fan = registered("taken_face");
		shown(fan, Photos.png(Color.MAGENTA));
		String page = "/u/taken_face/picture";
		Browser moderator = signedIn("taker_of_faces", Role.MODERATOR);
		assertThat(moderator.open("/u/taken_face").body()).contains(page);
		assertThat(browser().open("/u/taken_face").body()).doesNotContain(page);
		assertThat(fan.open(page).statusCode()).isEqualTo(403);
		assertThat(fan.submit(page, "reason", "Mine").statusCode()).isEqualTo(403);
		moderator.open(page);
		assertThat(moderator.submit(page, "reason", " ").statusCode()).isEqualTo(422);
		assertThat(pictures(browser(), "/u/taken_face")).hasSize(1);
		for (int i = 0; i < 2; i++) {
			assertThat(moderator.submit(page, "reason", "An advertisement", "_once", "k" + i).statusCode())
				.isEqualTo(302);
		}
		assertThat(pictures(browser(), "/u/taken_face")).isEmpty();
		assertThat(fan.open(MINE).body()).contains("An advertisement");
		await().until(() -> browser().open("/moderation/log").body().contains("An advertisement"));
		assertThat(this.jdbc.sql(
				"select count(*) from picture_removals r join accounts a on a.id = r.account_id where a.name = 'taken_face'")
			.query(Long.class)
			.single()).isOne();
		shown(fan, Photos.png(Color.YELLOW));
		assertThat(fan.open(MINE).body()).doesNotContain("An advertisement");
		moderator.open("/u/" + ADMIN + "/picture");
		assertThat(moderator.submit("/u/" + ADMIN + "/picture", "reason", "Of the team").statusCode()).isEqualTo(422);
		assertThat(moderator.open("/u/nobody_of_that_name/picture").statusCode()).isEqualTo(404);
	}

	@Test
	void her_picture_goes_with_her_data() throws IOException {
		Browser fan = registered("packed_face");
		shown(fan, Photos.png(Color.BLACK));
		fan.open("/settings/data");
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(fan.download("/settings/data").body()))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				if (entry.getName().equals("picture.jpg")) {
					assertThat(Photos.read(zip.readAllBytes()).getWidth()).isEqualTo(256);
					return;
				}
			}
		}
		throw new AssertionError("no picture");
	}

}
