package dev.roundtable.invitations;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.people.Role;
import dev.roundtable.signin.Registration;
import dev.roundtable.site.QrCode;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** How one joins, by page. */
class JoiningPagesTests extends RoundtableTest {

	private static final String RULE = "/admin/registration";

	private static final Pattern DOT = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

	private static final int SCALE = 4;

	@Autowired
	private JoiningRules rules;

	@Autowired
	private Registration registration;

	@AfterEach
	void open_again() {
		this.jdbc.sql("update joining_rules set entry = 'OPEN', address = null, own_uses = 0, version = version + 1")
			.update();
		this.rules.look();
	}

	private Browser ruled(String entry, String own) {
		Browser ada = admin();
		ada.open(RULE);
		HttpResponse<String> saved = ada.submit(RULE, "entry", entry, "address", "", "ownUses", own, "version",
				String.valueOf(this.rules.now().version()));
		assertThat(saved.statusCode()).as(saved.body()).isEqualTo(302);
		assertThat(ada.open(RULE + "?saved").body()).contains("value=\"" + entry + "\" checked");
		return ada;
	}

	private static HttpResponse<String> register(Browser browser, String name, String... more) {
		String[] fields = new String[more.length + 4];
		System.arraycopy(new String[] { "name", name, "password", PASSWORD }, 0, fields, 0, 4);
		System.arraycopy(more, 0, fields, 4, more.length);
		return browser.submit("/register", fields);
	}

	/** The address of a new link's page. */
	private static String link(Browser ada, String label, String uses) {
		ada.open("/admin/links");
		String made = ada.submit("/admin/links", "label", label, "source", "MICROBLOG", "uses", uses)
			.headers()
			.firstValue("Location")
			.orElseThrow();
		return made.substring(made.indexOf("/admin/links/")).replace("?saved", "");
	}

	private static String found(String pattern, String page) {
		Matcher matcher = Pattern.compile(pattern).matcher(page);
		assertThat(matcher.find()).as(page).isTrue();
		return matcher.group(1);
	}

	@Test
	void a_closed_site_says_so_and_administrators_go_on_making_accounts() {
		ruled("CLOSED", "0");
		Browser late = browser();
		assertThat(late.open("/register").body()).contains("takes no new people at the moment")
			.doesNotContain("name=\"password\"");
		assertThat(browser().with("Accept-Language", "zh-CN").open("/register").body()).contains("暂停注册");
		late.open("/sign-in");
		assertThat(register(late, "joining_closed").statusCode()).isEqualTo(422);
		String token = JsonPath.read(
				browser().withBasic(ADMIN, PASSWORD).json("POST", "/api/v1/tokens", "{\"name\":\"joining\"}").body(),
				"$.token");
		assertThat(browser().with("Authorization", "Bearer " + token)
			.json("POST", "/api/v1/people", "{\"name\":\"joining_made\",\"password\":\"%s\"}".formatted(PASSWORD))
			.statusCode()).isEqualTo(201);
	}

	@Test
	void somebody_who_is_invited_follows_the_link_and_sits_down() throws InterruptedException {
		Browser ada = ruled("INVITED", "0");
		Browser stranger = browser();
		assertThat(stranger.open("/register").body()).contains("One joins this site by invitation", "name=\"invite\"");
		HttpResponse<String> refused = register(stranger, "joining_uninvited");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("Paste the link that you were given");
		String page = link(ada, "Weibo in autumn", "1");
		String path = "/j/" + found("/j/([a-z0-9]{10})\"", ada.open(page).body());
		Browser guest = browser();
		String next = guest.open(path).headers().firstValue("Location").orElseThrow();
		assertThat(next).endsWith("/register?invite=" + path.substring(3));
		assertThat(guest.open("/register?invite=" + path.substring(3)).body()).contains("You have an invitation");
		List<HttpResponse<String>> twice = World.atOnce(2, Collections.nCopies(2,
				() -> register(guest, "joining_invited", "invite", path.substring(3), "_once", "the same form")));
		assertThat(twice).as("sent twice, she is in twice").allMatch((one) -> one.statusCode() == 303);
		HttpResponse<String> over = browser().open(path);
		assertThat(over.statusCode()).isEqualTo(410);
		assertThat(over.body()).contains("lets nobody in any more", "Ask whoever gave it to you");
		HttpResponse<String> late = register(browser(), "joining_late", "invite", path.substring(3));
		assertThat(late.statusCode()).isIn(403, 422);
		assertThat(browser().open("/j/2222222222").statusCode()).isEqualTo(404);
		assertThat(ada.open(page).body()).contains("1 / 1");
		assertThat(ada.open("/admin/numbers").body()).contains("Where new people came from", "Microblog");
	}

	@Test
	void somebody_who_asks_waits_is_counted_and_is_let_in() {
		ruled("APPROVED", "0");
		Browser her = browser();
		assertThat(her.open("/register").body()).contains("Why would you like to join?", "Ask to join");
		HttpResponse<String> asked = register(her, "joining_asks", "statement", "I own <b>one");
		assertThat(asked.statusCode()).isEqualTo(200);
		assertThat(asked.body()).contains("You will be let in soon", "I own &lt;b&gt;one");
		assertThat(her.open("/settings").statusCode()).as("she is not in").isNotEqualTo(200);
		her.open("/sign-in");
		HttpResponse<String> still = her.submit("/sign-in", "name", "joining_asks", "password", PASSWORD);
		assertThat(still.statusCode()).isEqualTo(403);
		assertThat(still.body()).contains("You will be let in soon");
		assertThat(browser().withBasic("joining_asks", PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}")
			.statusCode()).isEqualTo(401);
		this.registration.create("joining_zhou", PASSWORD, Role.MODERATOR);
		Browser zhou = browser();
		zhou.open("/sign-in");
		zhou.submit("/sign-in", "name", "joining_zhou", "password", PASSWORD);
		assertThat(zhou.open("/moderation").body()).containsPattern("People who want to join: [1-9]")
			.contains("wait for a moderator");
		String queue = zhou.open("/moderation/joining").body();
		assertThat(queue).contains("joining_asks", "I own &lt;b&gt;one");
		String item = "/moderation/joining/" + request("joining_asks");
		assertThat(zhou.open(item).statusCode()).isEqualTo(200);
		assertThat(zhou.submit(item, "decision", "DECLINED", "reason", "").statusCode()).isEqualTo(422);
		assertThat(zhou.submit(item, "decision", "DECLINED", "reason", "Say more").statusCode()).isEqualTo(302);
		her.open("/sign-in");
		assertThat(her.submit("/sign-in", "name", "joining_asks", "password", PASSWORD).body())
			.contains("You were not let in", "Say more");
		zhou.open(item);
		assertThat(zhou.submit(item, "decision", "APPROVED").statusCode()).isEqualTo(302);
		her.open("/sign-in");
		assertThat(her.submit("/sign-in", "name", "joining_asks", "password", PASSWORD).statusCode()).isEqualTo(303);
		assertThat(zhou.open("/moderation/joining?decided=true").body()).contains("joining_zhou let them in");
		assertThat(her.open("/moderation/joining").statusCode()).isEqualTo(403);
	}

	private long request(String name) {
		return this.jdbc
			.sql("select r.account_id from join_requests r join accounts a on a.id = r.account_id where a.name = ?")
			.param(name)
			.query(Long.class)
			.single();
	}

	@Test
	void a_phone_reads_the_picture_of_a_link() throws IOException, ReaderException {
		Browser ada = admin();
		String page = link(ada, "Poster", "5");
		String path = "/j/" + found("/j/([a-z0-9]{10})\"", ada.open(page).body());
		HttpResponse<String> svg = ada.open(page + "/picture.svg");
		assertThat(svg.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
		assertThat(read(drawn(svg.body()))).endsWith(path);
		assertThat(ada.open(page + "/picture.png").headers().firstValue("Content-Type")).hasValue("image/png");
		assertThat(read(ImageIO.read(new ByteArrayInputStream(QrCode.of("https://forum.example" + path).png()))))
			.isEqualTo("https://forum.example" + path);
		assertThat(registered("joining_curious").open(page + "/picture.svg").statusCode()).isEqualTo(403);
	}

	/** On black, as a dark page is: the white that it needs is its own. */
	private static BufferedImage drawn(String svg) {
		int size = Integer.parseInt(found("viewBox=\"0 0 (\\d+) ", svg));
		assertThat(svg).contains("<path fill=\"#fff\" d=\"M0 0h" + size + "v" + size + "H0z\"/>");
		BufferedImage picture = new BufferedImage((size + 20) * SCALE, (size + 20) * SCALE, BufferedImage.TYPE_INT_RGB);
		picture.createGraphics().fillRect(10 * SCALE, 10 * SCALE, size * SCALE, size * SCALE);
		DOT.matcher(svg).results().forEach((dot) -> {
			int x = (Integer.parseInt(dot.group(1)) + 10) * SCALE;
			int y = (Integer.parseInt(dot.group(2)) + 10) * SCALE;
			for (int i = 0; i < SCALE * SCALE; i++) {
				picture.setRGB(x + i % SCALE, y + i / SCALE, 0);
			}
		});
		return picture;
	}

	private static String read(BufferedImage picture) throws ReaderException {
		int width = picture.getWidth();
		int height = picture.getHeight();
		int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
		return new QRCodeReader()
			.decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
			.getText();
	}

	@Test
	void a_member_invites_a_friend_who_reads_her_name() {
		ruled("INVITED", "2");
		this.registration.create("joining_host", PASSWORD, Role.FAN);
		Browser host = browser();
		host.open("/sign-in");
		host.submit("/sign-in", "name", "joining_host", "password", PASSWORD);
		assertThat(host.open("/settings/invitations").body()).contains("Each link lets 2 people in for 30 days");
		String page = host.submit("/settings/invitations").headers().firstValue("Location").orElseThrow();
		String code = found("/j/([a-z0-9]{10})\"", host.open(page.substring(page.indexOf("/settings"))).body());
		assertThat(browser().open("/register?invite=" + code).body()).contains("joining_host invites you");
		assertThat(register(opened("/register?invite=" + code), "joining_friend", "invite", code).statusCode())
			.isEqualTo(303);
		assertThat(host.open("/settings/invitations").body()).contains("1 / 2");
		assertThat(admin().open("/admin/links?personal=true").body()).contains("joining_host");
	}

	private Browser opened(String path) {
		Browser browser = browser();
		browser.open(path);
		return browser;
	}

	@Test
	void the_rule_is_for_administrators_and_a_late_change_loses_nothing() {
		Browser fan = registered("joining_fan");
		assertThat(fan.open(RULE).statusCode()).isEqualTo(403);
		assertThat(fan.open("/admin/links").statusCode()).isEqualTo(403);
		Browser ada = ruled("OPEN", "0");
		assertThat(ada.open("/admin").body()).contains("Everybody can register");
		HttpResponse<String> late = ada.submit(RULE, "entry", "CLOSED", "ownUses", "0", "version", "0");
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("Somebody changed the rule");
		assertThat(ada
			.submit(RULE, "entry", "OPEN", "ownUses", "51", "version", String.valueOf(this.rules.now().version()))
			.statusCode()).isEqualTo(422);
		assertThat(opened("/register").open("/register").statusCode()).isEqualTo(200);
	}

}
