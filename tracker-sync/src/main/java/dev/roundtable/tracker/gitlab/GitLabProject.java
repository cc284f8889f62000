package dev.roundtable.tracker.gitlab;

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
 * A project, as an administrator connects it.
 *
 * @param base {@code https://gitlab.com}, or wherever the GitLab is
 * @param path {@code group/subgroup/project}
 * @param hook the secret token of its webhook, or its signing token ({@code whsec_…});
 * null when it has none
 * @param labels which of them say the kind, the severity and the component of an issue;
 * all others are left alone
 */
public record GitLabProject(URI base, String path, Secret token, @Nullable Secret hook,
		Map<Field, List<String>> labels) {

	/** What stands in an address. */
	private static final Pattern PATH = Pattern
		.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}(?:/[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}){1,20}");

	public GitLabProject {
		if (!isPath(path)) {
			throw new IllegalArgumentException("not a project");
		}
		labels = new Labels(labels).names();
	}

	static boolean isPath(String text) {
		return text.length() <= 200 && PATH.matcher(text).matches();
	}

	Endpoint endpoint(Bounds bounds, Reach reach, Asked.Audit audit, Clock clock) {
		return new Endpoint(this.base, "PRIVATE-TOKEN", "", this.token, new GitLabDialect(), bounds, reach, audit,
				clock);
	}

}
