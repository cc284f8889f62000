package dev.roundtable.tracker.github;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.forge.Labels;
import dev.roundtable.tracker.http.Asked;
import dev.roundtable.tracker.http.Bounds;
import dev.roundtable.tracker.http.Endpoint;
import dev.roundtable.tracker.http.Reach;
import dev.roundtable.tracker.http.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A repository, as an administrator connects it.
 *
 * @param base {@code https://api.github.com}, or {@code https://HOST/api/v3}
 * @param name {@code owner/name}
 * @param hook what its webhook signs with, null when it has none
 * @param labels which of them say the kind, the severity and the component of an issue;
 * all others are left alone
 */
public record GitHubRepository(URI base, String name, Secret token, @Nullable Secret hook,
		Map<Field, List<String>> labels) {

	/** What stands in an address. */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}");

	public GitHubRepository {
		if (!isName(name) || name.endsWith("/.") || name.endsWith("/..")) {
			throw new IllegalArgumentException("not a repository");
		}
		labels = new Labels(labels).names();
	}

	static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	Endpoint endpoint(Bounds bounds, Reach reach, Asked.Audit audit, Clock clock) {
		return new Endpoint(this.base, "Authorization", "Bearer ", this.token, new GitHubDialect(), bounds, reach,
				audit, clock);
	}

}
