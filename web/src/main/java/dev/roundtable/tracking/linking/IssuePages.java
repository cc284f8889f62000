package dev.roundtable.tracking.linking;

import org.jspecify.annotations.Nullable;

/** Where people read an issue, known without asking its tracker. */
final class IssuePages {

	private static final String GITHUB = "https://api.github.com";

	/** Of a GitHub of one's own. */
	private static final String API = "/api/v3";

	private IssuePages() {
	}

	/**
	 * @return null for a kind of tracker that is not known here
	 */
	static @Nullable String url(String kind, String base, String project, String issue) {
		return switch (kind) {
			case "REDMINE" -> base + "/issues/" + issue;
			case "GITHUB" -> site(base) + "/" + project + "/issues/" + issue;
			case "GITLAB" -> base + "/" + project + "/-/issues/" + issue;
			// By its number: what its key is, only the tracker knows.
			case "JIRA" -> base + "/secure/ViewIssue.jspa?id=" + issue;
			default -> null;
		};
	}

	private static String site(String base) {
		if (base.equals(GITHUB)) {
			return "https://github.com";
		}
		return base.endsWith(API) ? base.substring(0, base.length() - API.length()) : base;
	}

}
