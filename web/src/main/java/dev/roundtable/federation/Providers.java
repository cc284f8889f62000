package dev.roundtable.federation;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.roundtable.http.NotFound;
import dev.roundtable.signin.Door;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The sites that are configured, and so the buttons of the sign-in page. */
@Component
@EnableConfigurationProperties(FederationSettings.class)
class Providers implements Door {

	private final Map<String, Provider> all = new LinkedHashMap<>();

	Providers(FederationSettings settings, JsonMapper json, Clock clock) {
		OtherSites sites = new OtherSites(json);
		settings.providers().forEach((id, one) -> {
			if (!id.matches("[a-z0-9-]{1,30}")) {
				throw new IllegalArgumentException("roundtable.federation.providers." + id
						+ ": a name of small letters, digits and hyphens, 30 at most");
			}
			if (!one.clientId().isBlank()) {
				this.all.put(id, switch (one.kind()) {
					case OIDC -> new OidcProvider(id, one, sites, clock);
					case GITHUB -> new GithubProvider(id, one, sites);
					case WECHAT -> new WechatProvider(id, one, sites);
				});
			}
		});
	}

	/** For templates: whether there is any to link an account with. */
	public boolean offered() {
		return !this.all.isEmpty();
	}

	List<Provider> all() {
		return List.copyOf(this.all.values());
	}

	/**
	 * @throws NotFound when it is not configured
	 */
	Provider get(String id) {
		Provider found = this.all.get(id);
		if (found == null) {
			throw new NotFound("provider " + id);
		}
		return found;
	}

	Set<String> authorities() {
		return this.all.values().stream().map(Provider::authority).collect(Collectors.toSet());
	}

	/** By the authority that stands in a row; that itself where it is no longer there. */
	String nameOf(String authority) {
		return this.all.values()
			.stream()
			.filter((one) -> one.authority().equals(authority))
			.map(Provider::name)
			.findFirst()
			.orElse(authority);
	}

	@Override
	public List<Way> ways() {
		return this.all.values().stream().map((one) -> new Way(one.id(), one.name())).toList();
	}

}
