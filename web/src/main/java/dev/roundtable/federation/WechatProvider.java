package dev.roundtable.federation;

import java.net.URI;
import java.util.Objects;

import dev.roundtable.federation.FederationSettings.Settings;
import tools.jackson.databind.JsonNode;

import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * WeChat's sign-in of web sites: OAuth2 with names of its own, answers that are called
 * text, and errors under 200. It knows no PKCE; its secret and the state stand for that.
 */
final class WechatProvider implements Provider {

	private final String id;

	private final Settings settings;

	private final String url;

	private final String apiUrl;

	private final OtherSites sites;

	private final RestClient client;

	WechatProvider(String id, Settings settings, OtherSites sites) {
		this.id = id;
		this.settings = settings;
		this.url = Objects.requireNonNullElse(settings.url(), "https://open.weixin.qq.com");
		this.apiUrl = Objects.requireNonNullElse(settings.apiUrl(), "https://api.weixin.qq.com");
		this.sites = sites;
		this.client = sites.client().build();
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public String name() {
		return Objects.requireNonNullElse(this.settings.name(), "微信");
	}

	/** What it calls a person belongs to the application that asks. */
	@Override
	public String authority() {
		return "wechat:" + this.settings.clientId();
	}

	@Override
	public URI authorization(Flow flow) {
		return UriComponentsBuilder.fromUriString(this.url + "/connect/qrconnect")
			.queryParam("appid", "{app}")
			.queryParam("redirect_uri", "{redirect}")
			.queryParam("response_type", "code")
			.queryParam("scope", "snsapi_login")
			.queryParam("state", "{state}")
			.fragment("wechat_redirect")
			.encode()
			.buildAndExpand(this.settings.clientId(), flow.redirect(), flow.state())
			.toUri();
	}

	@Override
	public Identity identity(Flow flow, String code) {
		JsonNode token = get(
				"/sns/oauth2/access_token?appid={app}&secret={secret}&code={code}" + "&grant_type=authorization_code",
				this.settings.clientId(), this.settings.clientSecret(), code);
		String person = OtherSites.required(token, "openid");
		JsonNode user = get("/sns/userinfo?access_token={token}&openid={person}",
				OtherSites.required(token, "access_token"), person);
		return Identity.of(authority(), person, OtherSites.text(user, "nickname"), null);
	}

	private JsonNode get(String path, String... values) {
		return this.sites.read(this.client.get()
			.uri(UriComponentsBuilder.fromUriString(this.apiUrl + path)
				.encode()
				.buildAndExpand((Object[]) values)
				.toUri()));
	}

}
