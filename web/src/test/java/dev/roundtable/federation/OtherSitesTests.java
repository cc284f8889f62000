package dev.roundtable.federation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpServer;
import dev.roundtable.federation.FederationSettings.Kind;
import dev.roundtable.federation.FederationSettings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** GitHub and WeChat as their documentation shows what they answer. */
class OtherSitesTests {

	private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

	private final String url = "http://127.0.0.1:" + this.server.getAddress().getPort();

	/** What it answers by path, and the type that it says. */
	private final Map<String, String[]> answers = new ConcurrentHashMap<>();

	private final Queue<String> asked = new ConcurrentLinkedQueue<>();

	private final Flow flow = Flow.begin("https://forum.example/sign-in/from/other", null, "/");

	OtherSitesTests() throws IOException {
		this.server.createContext("/", (exchange) -> {
			this.asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
					+ new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) + " "
					+ exchange.getRequestHeaders().getFirst("Accept") + " "
					+ exchange.getRequestHeaders().getFirst("Authorization"));
			String[] answer = this.answers.get(exchange.getRequestURI().getPath());
			if (answer == null) {
				OidcServer.answer(exchange, 404, "{\"message\": \"Not Found\"}");
				return;
			}
			exchange.getResponseHeaders().set("Content-Type", answer[0]);
			OidcServer.answer(exchange, 200, answer[1]);
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	private Settings settings(Kind kind) {
		return new Settings(kind, null, null, this.url, this.url, "an app", "a secret");
	}

	private GithubProvider github() {
		return new GithubProvider("github", settings(Kind.GITHUB), new OtherSites(JsonMapper.shared()));
	}

	private WechatProvider wechat() {
		return new WechatProvider("wechat", settings(Kind.WECHAT), new OtherSites(JsonMapper.shared()));
	}

	@Test
	void github_is_asked_with_pkce_and_tells_a_number_that_stays() {
		assertThat(github().authorization(this.flow).toString()).startsWith(this.url + "/login/oauth/authorize?")
			.contains("client_id=an%20app", "redirect_uri=https%3A%2F%2Fforum.example%2Fsign-in%2Ffrom%2Fother",
					"state=" + this.flow.state(), "code_challenge=" + this.flow.challenge(),
					"code_challenge_method=S256");
		this.answers.put("/login/oauth/access_token", new String[] { "application/json; charset=utf-8", """
				{"access_token": "gho_16C7e42F292c6912E7710c838347Ae178B4a", "scope": "", "token_type": "bearer"}""" });
		this.answers.put("/user", new String[] { "application/json; charset=utf-8",
				"""
						{"login": "octocat", "id": 583231, "node_id": "MDQ6VXNlcjU4MzIzMQ==", "type": "User", "site_admin": false,
						 "name": "The Octocat", "email": null}""" });
		assertThat(github().identity(this.flow, "a code")).isEqualTo(new Identity(this.url, "583231", "octocat", ""));
		assertThat(this.asked.poll()).contains("POST /login/oauth/access_token", "code=a+code",
				"client_secret=a+secret", "code_verifier=" + this.flow.verifier(), "application/json");
		assertThat(this.asked.poll()).contains("GET /user", "Bearer gho_16C7e42F292c6912E7710c838347Ae178B4a");
	}

	@Test
	void github_refuses_a_code_under_200() {
		this.answers.put("/login/oauth/access_token", new String[] { "application/json; charset=utf-8", """
				{"error": "bad_verification_code", "error_description": "The code passed is incorrect or expired.",
				 "error_uri": "https://docs.github.com"}""" });
		assertThatExceptionOfType(ProviderFailed.class).isThrownBy(() -> github().identity(this.flow, "used"))
			.satisfies((failed) -> assertThat(failed.why()).isEqualTo(ProviderFailed.Why.REFUSED));
	}

	@Test
	void wechat_has_names_of_its_own_and_calls_its_answers_text() {
		assertThat(wechat().authorization(this.flow).toString()).startsWith(this.url + "/connect/qrconnect?")
			.contains("appid=an%20app", "response_type=code", "scope=snsapi_login", "state=" + this.flow.state())
			.endsWith("#wechat_redirect");
		this.answers.put("/sns/oauth2/access_token", new String[] { "text/plain", """
				{"access_token": "ACCESS_TOKEN", "expires_in": 7200, "refresh_token": "REFRESH_TOKEN",
				 "openid": "OPENID", "scope": "snsapi_login", "unionid": "o6_bmasdasdsad6_2sgVt7hMZOPfL"}""" });
		this.answers.put("/sns/userinfo", new String[] { "text/plain",
				"""
						{"openid": "OPENID", "nickname": "小雨", "sex": 1, "province": "", "city": "", "country": "",
						 "headimgurl": "https://thirdwx.qlogo.cn/x/0", "privilege": [], "unionid": "o6_bmasdasdsad6_2sgVt7hMZOPfL"}""" });
		assertThat(wechat().identity(this.flow, "a&b")).isEqualTo(new Identity("wechat:an app", "OPENID", "小雨", ""));
		assertThat(this.asked.poll()).contains("appid=an%20app", "secret=a%20secret", "code=a%26b",
				"grant_type=authorization_code");
		assertThat(this.asked.poll()).contains("/sns/userinfo?access_token=ACCESS_TOKEN&openid=OPENID");
	}

	@Test
	void wechat_refuses_a_code_under_200() {
		this.answers.put("/sns/oauth2/access_token",
				new String[] { "text/plain", "{\"errcode\": 40029, \"errmsg\": \"invalid code\"}" });
		assertThatExceptionOfType(ProviderFailed.class).isThrownBy(() -> wechat().identity(this.flow, "used"))
			.satisfies((failed) -> assertThat(failed.why()).isEqualTo(ProviderFailed.Why.REFUSED));
	}

	@Test
	void who_is_away_or_says_nonsense_is_away() {
		for (Provider provider : new Provider[] { github(), wechat() }) {
			assertThatExceptionOfType(ProviderFailed.class).isThrownBy(() -> provider.identity(this.flow, "x"))
				.satisfies((failed) -> assertThat(failed.why()).isEqualTo(ProviderFailed.Why.AWAY));
		}
		this.answers.put("/login/oauth/access_token", new String[] { "text/html", "<h1>Unicorn</h1>" });
		assertThatExceptionOfType(ProviderFailed.class).isThrownBy(() -> github().identity(this.flow, "x"))
			.satisfies((failed) -> assertThat(failed.why()).isEqualTo(ProviderFailed.Why.AWAY));
	}

}
