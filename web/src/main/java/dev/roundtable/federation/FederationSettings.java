package dev.roundtable.federation;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose accounts people sign in with.
 *
 * @param providers by the name that stands in their addresses, in the order in which they
 * are offered. One without a client id is not there.
 */
@ConfigurationProperties("roundtable.federation")
record FederationSettings(@DefaultValue Map<String, Settings> providers) {

	FederationSettings {
		providers = new LinkedHashMap<>(providers);
	}

	enum Kind {

		/** Any issuer of OpenID Connect. */
		OIDC,

		/** github.com, or a GitHub Enterprise server. */
		GITHUB,

		/** WeChat's sign-in of web sites, by a QR code. */
		WECHAT

	}

	/**
	 * @param name as people read it; what its kind is called where it is left out
	 * @param issuer of OIDC, where its configuration is found
	 * @param url where another GitHub is, or another WeChat; for tests as well
	 * @param apiUrl where its API is
	 */
	record Settings(Kind kind, @Nullable String name, @Nullable String issuer, @Nullable String url,
			@Nullable String apiUrl, @DefaultValue("") String clientId, @DefaultValue("") String clientSecret) {
	}

}
