package dev.roundtable.tracker.github;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Requests as GitHub wants them. What was read lately is asked for with its tag: where
 * nothing changed, the answer is small and does not count against the limit.
 */
final class Api {

	private static final Map<String, String> HEADERS = Map.of("Accept", "application/vnd.github+json",
			"X-GitHub-Api-Version", "2022-11-28");

	private static final Pattern NEXT = Pattern.compile("<([^>]{1,2000})>\\s*;\\s*rel=\"next\"");

	/** Answers remembered, and the bytes of one at most: a few megabytes in all. */
	private static final int REMEMBERED = 200;

	private static final int SMALL = 32 * 1024;

	private final Outside outside;

	private final Map<String, Answer> remembered = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
			return size() > REMEMBERED;
		}

	};

	Api(Outside outside) {
		this.outside = outside;
	}

	Answer get(String path) {
		Answer before = remembered(path);
		String tag = (before != null) ? before.headers().getFirst(HttpHeaders.ETAG) : null;
		Map<String, String> headers = new LinkedHashMap<>(HEADERS);
		if (tag != null) {
			headers.put(HttpHeaders.IF_NONE_MATCH, tag);
		}
		Answer answer = this.outside.get(path, headers);
		if (before != null && answer.isNotModified()) {
			return new Answer(200, later(before.headers(), answer.headers()), before.body(), false);
		}
		synchronized (this.remembered) {
			if (answer.headers().getFirst(HttpHeaders.ETAG) != null && answer.body().length <= SMALL) {
				this.remembered.put(path, answer);
			}
			else {
				this.remembered.remove(path);
			}
		}
		return answer;
	}

	private @Nullable Answer remembered(String path) {
		synchronized (this.remembered) {
			return this.remembered.get(path);
		}
	}

	/** The same answer, given now. */
	private static HttpHeaders later(HttpHeaders before, HttpHeaders now) {
		HttpHeaders headers = new HttpHeaders();
		headers.putAll(before);
		Optional.ofNullable(now.getFirst(HttpHeaders.DATE)).ifPresent((date) -> headers.set(HttpHeaders.DATE, date));
		return headers;
	}

	Answer send(HttpMethod method, String path, @Nullable Object body) {
		return this.outside.send(method, path, body, HEADERS);
	}

	/** The path of the next page, as the answer itself says; null when it is the last. */
	@Nullable String next(Answer answer) {
		String link = answer.headers().getFirst(HttpHeaders.LINK);
		if (link == null) {
			return null;
		}
		Matcher next = NEXT.matcher(link);
		return next.find() ? this.outside.path(next.group(1)) : null;
	}

}
