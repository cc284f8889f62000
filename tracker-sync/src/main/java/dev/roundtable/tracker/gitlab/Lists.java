package dev.roundtable.tracker.gitlab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Outside;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;

/** Lists in pages, by number: whether there is one more, the answer says in a header. */
record Lists(Outside outside) {

	/** It gives no more at once. */
	static final int MOST = 100;

	static boolean hasNext(Answer answer) {
		String next = answer.headers().getFirst("X-Next-Page");
		String link = answer.headers().getFirst(HttpHeaders.LINK);
		// Long lists are counted by links alone.
		return (next != null) ? !next.isBlank() : link != null && link.contains("rel=\"next\"");
	}

	/** The whole of a list, or as many of it. */
	List<JsonNode> all(String list, int most) {
		List<JsonNode> all = new ArrayList<>();
		boolean more = true;
		for (int page = 1; more && all.size() < most; page++) {
			Answer answer = this.outside
				.get(Outside.query(list, "per_page", String.valueOf(MOST), "page", String.valueOf(page)), Map.of());
			int before = all.size();
			answer.json().forEach(all::add);
			more = hasNext(answer) && all.size() > before;
		}
		return all.subList(0, Math.min(all.size(), most));
	}

}
