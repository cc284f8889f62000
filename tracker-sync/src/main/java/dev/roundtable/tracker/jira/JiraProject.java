package dev.roundtable.tracker.jira;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.regex.Pattern;

import dev.roundtable.tracker.http.Asked;
import dev.roundtable.tracker.http.Bounds;
import dev.roundtable.tracker.http.Endpoint;
import dev.roundtable.tracker.http.Reach;
import dev.roundtable.tracker.http.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A project in a Jira, as an administrator connects it.
 *
 * @param base {@code https://SITE.atlassian.net}, or wherever the Jira is
 * @param key of the project
 * @param token a personal access token of Data Center, or {@code e-mail:token} of Cloud
 * @param hook what its webhook signs with, null when it has none
 */
public record JiraProject(URI base, String key, Secret token, @Nullable Secret hook) {

	/** What may stand in a path and between quotation marks. */
	private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_]{1,99}");

	private static final Pattern MAIL_AND_TOKEN = Pattern.compile("[^:@\\s]{1,200}@[^:@\\s]{1,200}:\\S+");

	public JiraProject {
		if (!KEY.matcher(key).matches()) {
			throw new IllegalArgumentException("not the key of a project");
		}
	}

	Endpoint endpoint(Bounds bounds, Reach reach, Asked.Audit audit, Clock clock) {
		boolean cloud = MAIL_AND_TOKEN.matcher(this.token.value()).matches();
		Secret sent = cloud
				? new Secret(Base64.getEncoder().encodeToString(this.token.value().getBytes(StandardCharsets.UTF_8)))
				: this.token;
		return new Endpoint(this.base, "Authorization", cloud ? "Basic " : "Bearer ", sent, new JiraDialect(), bounds,
				reach, audit, clock);
	}

}
