package dev.roundtable.federation;

import java.net.URI;
import java.util.Objects;

import dev.roundtable.federation.FederationSettings.Settings;
import tools.jackson.databind.JsonNode;

import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/** GitHub's OAuth2, which signs nothing: who came is asked of its API. */
final class GithubProvider implements Provider {

	private final String id;

	private final Settings settings;

	private final String url;

	private final String apiUrl;

	private final OtherSites sites;

	private final RestClient client;

	GithubProvider(String id, Settings settings, OtherSites sites) {
		this.id = id;
		this.settings = settings;
		this.url = Objects.requireNonNullElse(settings.url(), "https://github.com");
		this.apiUrl = Objects.requireNonNullElse(settings.apiUrl(), "https://api.github.com");
		this.sites = sites;
		this.client = sites.client().build();
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public String name() {
		return Objects.requireNonNullElse(this.settings.name(), "GitHub");
	}

	@Override
	public String authority() {
		return this.url;
	}

	@Override
	public URI authorization(Flow flow) {
		return UriComponentsBuilder.fromUriString(this.url + "/login/oauth/authorize")
			.queryParam("client_id", "{client}")
			.queryParam("redirect_uri", "{redirect}")
			.queryParam("state", "{state}")
			.queryParam("code_challenge", "{challenge}")
			.queryParam("code_challenge_method", "S256")
			.encode()
			.buildAndExpand(this.settings.clientId(), flow.redirect(), flow.state(), flow.challenge())
			.toUri();
	}

	@Override
	public Identity identity(Flow flow, String code) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("client_id", this.settings.clientId());
		form.add("client_secret", this.settings.clientSecret());
		form.add("code", code);
		form.add("redirect_uri", flow.redirect());
		form.add("code_verifier", flow.verifier());
		// It says 200 for a code that it refuses.
		JsonNode answer = this.sites.read(this.client.post()
			.uri(URI.create(this.url + "/login/oauth/access_token"))
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body(form));
		String token = OtherSites.required(answer, "access_token");
		JsonNode user = this.sites.read(this.client.get()
			.uri(URI.create(this.apiUrl + "/user"))
			.header("Authorization", "Bearer " + token)
			.header("X-GitHub-Api-Version", "2022-11-28"));
		// The name can be changed and taken by somebody else; the number cannot.
		return Identity.of(authority(), OtherSites.required(user, "id"), OtherSites.text(user, "login"), null);
	}

}
