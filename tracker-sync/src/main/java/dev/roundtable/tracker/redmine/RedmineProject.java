package dev.roundtable.tracker.redmine;

import java.net.URI;
import java.time.Clock;
import java.util.regex.Pattern;

import dev.roundtable.tracker.Markup;
import dev.roundtable.tracker.http.Asked;
import dev.roundtable.tracker.http.Bounds;
import dev.roundtable.tracker.http.Dialect;
import dev.roundtable.tracker.http.Endpoint;
import dev.roundtable.tracker.http.Reach;
import dev.roundtable.tracker.http.Secret;

/**
 * A project in a Redmine, as an administrator connects it.
 *
 * @param identifier of the project, as in its address
 * @param externalIdField number of the custom field that keeps our name for a task: a
 * text, for all projects and their trackers, used as a filter
 * @param markup as that Redmine is set up, which it tells nobody: {@link Textile} unless
 * somebody changed it
 */
public record RedmineProject(URI base, String identifier, Secret key, int externalIdField, Markup markup) {

	/** What Redmine accepts, which is also what may stand in a path. */
	private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");

	public RedmineProject {
		if (!IDENTIFIER.matcher(identifier).matches() || externalIdField < 1) {
			throw new IllegalArgumentException("not a project of Redmine");
		}
	}

	Endpoint endpoint(Bounds bounds, Reach reach, Asked.Audit audit, Clock clock) {
		return new Endpoint(this.base, "X-Redmine-API-Key", "", this.key, new RedmineDialect(), bounds, reach, audit,
				clock);
	}

}
