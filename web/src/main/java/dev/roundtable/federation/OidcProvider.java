package dev.roundtable.federation;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.roundtable.federation.FederationSettings.Settings;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * An issuer of OpenID Connect: the code flow with PKCE and a nonce. What is believed is
 * the signed token alone. The issuer is asked for its configuration when somebody first
 * comes that way, so that this site starts while it is away.
 */
final class OidcProvider implements Provider {

	private static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.RS384,
			SignatureAlgorithm.RS512, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256, SignatureAlgorithm.ES384);

	private final String id;

	private final Settings settings;

	private final String issuer;

	private final OtherSites sites;

	private final Clock clock;

	private final RestClientAuthorizationCodeTokenResponseClient codes = new RestClientAuthorizationCodeTokenResponseClient();

	private volatile @Nullable Known known;

	OidcProvider(String id, Settings settings, OtherSites sites, Clock clock) {
		this.id = id;
		this.settings = settings;
		this.issuer = Objects.requireNonNull(settings.issuer(),
				() -> "roundtable.federation.providers." + id + ".issuer is missing");
		this.sites = sites;
		this.clock = clock;
		this.codes.setRestClient(sites.client().configureMessageConverters((converters) -> {
			converters.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter());
			converters.addCustomConverter(new org.springframework.http.converter.FormHttpMessageConverter());
		}).defaultStatusHandler(new OAuth2ErrorResponseErrorHandler()).build());
	}

	private record Known(ClientRegistration registration, NimbusJwtDecoder decoder) {
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public String name() {
		return Objects.requireNonNullElse(this.settings.name(), this.id);
	}

	@Override
	public String authority() {
		return this.issuer;
	}

	@Override
	public URI authorization(Flow flow) {
		return URI.create(request(known().registration(), flow).getAuthorizationRequestUri());
	}

	@Override
	public Identity identity(Flow flow, String code) {
		Known found = known();
		Jwt token = token(found, flow, code);
		if (!flow.nonce().equals(token.getClaimAsString("nonce"))) {
			throw new ProviderFailed(ProviderFailed.Why.REFUSED, "made for another sign-in", null);
		}
		String name = token.getClaimAsString("preferred_username");
		return Identity.of(this.issuer, token.getSubject(), (name != null) ? name : token.getClaimAsString("name"),
				token.getClaimAsString("email"));
	}

	private Jwt token(Known found, Flow flow, String code) {
		try {
			OAuth2AuthorizationRequest request = request(found.registration(), flow);
			OAuth2AccessTokenResponse answer = this.codes
				.getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(found.registration(),
						new OAuth2AuthorizationExchange(request,
								OAuth2AuthorizationResponse.success(code)
									.redirectUri(flow.redirect())
									.state(flow.state())
									.build())));
			if (!(answer.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN) instanceof String signed)) {
				throw new ProviderFailed(ProviderFailed.Why.REFUSED, "no id_token", null);
			}
			return found.decoder().decode(signed);
		}
		catch (OAuth2AuthorizationException | JwtException ex) {
			throw new ProviderFailed(ProviderFailed.Why.REFUSED, "not believed", ex);
		}
	}

	private OAuth2AuthorizationRequest request(ClientRegistration registration, Flow flow) {
		return OAuth2AuthorizationRequest.authorizationCode()
			.clientId(registration.getClientId())
			.authorizationUri(Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
			.redirectUri(flow.redirect())
			.scopes(Set.of("openid", "profile", "email"))
			.state(flow.state())
			.additionalParameters(Map.of(OidcParameterNames.NONCE, flow.nonce(), PkceParameterNames.CODE_CHALLENGE,
					flow.challenge(), PkceParameterNames.CODE_CHALLENGE_METHOD, "S256"))
			.attributes(Map.of(PkceParameterNames.CODE_VERIFIER, flow.verifier()))
			.build();
	}

	private Known known() {
		Known found = this.known;
		if (found == null) {
			found = ask();
			this.known = found;
		}
		return found;
	}

	private Known ask() {
		try {
			ClientRegistration registration = ClientRegistrations.fromIssuerLocation(this.issuer)
				.registrationId(this.id)
				.clientId(this.settings.clientId())
				.clientSecret(this.settings.clientSecret())
				.build();
			OidcIdTokenValidator validator = new OidcIdTokenValidator(registration);
			validator.setClock(this.clock);
			JwtTimestampValidator time = new JwtTimestampValidator();
			time.setClock(this.clock);
			NimbusJwtDecoder decoder = NimbusJwtDecoder
				.withJwkSetUri(Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()))
				.jwsAlgorithms((algorithms) -> algorithms.addAll(ALGORITHMS))
				.restOperations(this.sites.template())
				.build();
			decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(time, validator));
			return new Known(registration, decoder);
		}
		catch (IllegalArgumentException | IllegalStateException | NullPointerException ex) {
			// So that class tells of an issuer that is away, or is another one.
			throw new ProviderFailed(ProviderFailed.Why.AWAY, "no configuration of " + this.issuer, ex);
		}
	}

}
