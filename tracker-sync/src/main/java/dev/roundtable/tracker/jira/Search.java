package dev.roundtable.tracker.jira;

import java.util.Iterator;
import java.util.List;

import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds issues by JQL. Cloud goes on where a token says, Data Center behind so many.
 *
 * @param size issues on a page
 */
record Search(Api api, Place place, int size) {

	/** What Cloud gives at once with all these fields. */
	static final int MOST = 100;

	/** What Cloud makes sure of at once. */
	static final int SURE = 50;

	/**
	 * @param from what the last page gave as {@code next}, null for the first
	 */
	Page page(String jql, @Nullable String from) {
		return this.place.home().isCloud() ? cloud(jql, from) : dataCenter(jql, from);
	}

	/** These issues as they are now, and not as the search has heard of them. */
	Page exactly(List<String> ids) {
		String jql = "id in (" + String.join(",", ids) + ") ORDER BY key ASC";
		if (!this.place.home().isCloud()) {
			return dataCenter(jql, null);
		}
		StringBuilder query = new StringBuilder(cloud(jql));
		ids.forEach((id) -> query.append("&reconcileIssues=").append(id));
		return new Page(this.api.get(query.toString()), null);
	}

	private String cloud(String jql) {
		return Outside.query("/search/jql", "jql", jql, "maxResults", String.valueOf(this.size), "fields", Fields.READ);
	}

	private Page cloud(String jql, @Nullable String from) {
		String query = cloud(jql);
		Answer answer = this.api.get((from != null) ? Outside.query(query, "nextPageToken", from) : query);
		String next = answer.json().path("nextPageToken").asString("");
		return new Page(answer, next.isEmpty() ? null : next);
	}

	private Page dataCenter(String jql, @Nullable String from) {
		int start = (from != null) ? Integer.parseInt(from) : 0;
		Answer answer = this.api.get(Outside.query("/search", "jql", jql, "maxResults", String.valueOf(this.size),
				"fields", Fields.READ, "startAt", String.valueOf(start)));
		int end = start + answer.json().path("issues").size();
		return new Page(answer,
				(end > start && end < answer.json().path("total").asInt(0)) ? String.valueOf(end) : null);
	}

	/** Issues of a page, as they were answered. */
	record Page(Answer answer, @Nullable String next) implements Iterable<JsonNode> {

		List<JsonNode> issues() {
			return this.answer.json().path("issues").valueStream().toList();
		}

		@Override
		public Iterator<JsonNode> iterator() {
			return issues().iterator();
		}

	}

}
