package dev.roundtable.credentials;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SignedInBrowsersTests extends RoundtableTest {

	private static final Pattern END = Pattern.compile("/settings/browsers/(\\d+)/end\"");

	private static final String PHONE = "Mozilla/5.0 (Linux; Android 15; M1) AppleWebKit/537.36 (KHTML, like Gecko) "
			+ "Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0";

	private Browser signedIn(String name, String userAgent) {
		Browser browser = browser().with("User-Agent", userAgent);
		browser.open("/sign-in");
		assertThat(browser.submit("/sign-in", "name", name, "password", PASSWORD).statusCode()).isEqualTo(303);
		return browser;
	}

	@Test
	void a_person_sees_where_she_is_signed_in_and_ends_it_there() throws InterruptedException {
		Browser laptop = registered("roaming_fan").with("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0");
		Browser phone = signedIn("roaming_fan", PHONE);
		String page = laptop.open("/settings").body();
		assertThat(page).contains("WeChat on Android", "This browser", "127.0.0.*", "Sign out everywhere else");
		Matcher end = END.matcher(page);
		assertThat(end.find()).isTrue();
		String path = "/settings/browsers/" + end.group(1) + "/end";
		Browser thief = registered("thief_of_browsers");
		thief.open("/settings");
		assertThat(thief.submit(path).statusCode()).isEqualTo(404);
		assertThat(phone.open("/settings").statusCode()).isEqualTo(200);
		Callable<HttpResponse<String>> click = () -> laptop.submit(path, "_once", "end");
		assertThat(World.atOnce(2, List.of(click, click))).allMatch((answer) -> answer.statusCode() == 302);
		assertThat(phone.open("/settings").statusCode()).isEqualTo(303);
		assertThat(laptop.open("/settings").body()).doesNotContain("WeChat", "Sign out everywhere else");
		assertThat(laptop.submit(path, "_once", "again").statusCode()).isEqualTo(404);
	}

	@Test
	void everywhere_else_is_everywhere_but_here() {
		Browser laptop = registered("leaving_all_fan");
		Browser phone = signedIn("leaving_all_fan", PHONE);
		Browser tablet = signedIn("leaving_all_fan", "");
		Browser other = registered("other_than_leaving");
		laptop.open("/settings");
		assertThat(laptop.submit("/settings/browsers/end-others", "_once", "o").statusCode()).isEqualTo(302);
		assertThat(laptop.open("/settings").statusCode()).isEqualTo(200);
		assertThat(phone.open("/settings").statusCode()).isEqualTo(303);
		assertThat(tablet.open("/settings").statusCode()).isEqualTo(303);
		assertThat(other.open("/settings").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "null",
			textBlock = """
					Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0 | Edge | Windows
					Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1 | Safari | iPhone
					Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 | Chrome | macOS
					Mozilla/5.0 (Linux; Android 15; 24129PN74C) Chrome/130.0 XiaoMi/MiuiBrowser/19.0 | Mi Browser | Android
					Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox | Linux
					curl/8.5 | curl | ''
					null | '' | ''
					<script>alert(1)</script> | '' | ''""")
	void a_browser_is_told_in_words_that_its_person_knows(String userAgent, String browser, String system) {
		assertThat(Device.of(userAgent)).isEqualTo(new Device(browser, system));
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.77, 203.0.113.*", "2001:db8:1:2::7, 2001:db8:1::*", "::1, 0:0:0::*", "unknown, ''",
			"example.org, ''" })
	void a_place_is_the_beginning_of_an_address(String address, String place) {
		assertThat(Place.of(address)).isEqualTo(place);
	}

}
