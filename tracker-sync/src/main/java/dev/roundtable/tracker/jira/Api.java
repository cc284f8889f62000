package dev.roundtable.tracker.jira;

import java.util.Map;
import java.util.function.Supplier;

import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.http.Answer;
import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * Requests as Jira wants them. It does not refuse everybody whom it does not know: it
 * shows what the public sees, says so in a header, and for the rest says that there is no
 * such thing.
 */
record Api(Outside outside) {

	private static final String ROOT = "/rest/api/2";

	Answer get(String path) {
		return known(() -> this.outside.get(ROOT + path, Map.of()));
	}

	Answer send(HttpMethod method, String path, @Nullable Object body) {
		return known(() -> this.outside.send(method, ROOT + path, body, Map.of()));
	}

	private Answer known(Supplier<Answer> asking) {
		Answer answer;
		try {
			answer = asking.get();
		}
		catch (TrackerFailure.Gone | TrackerFailure.Forbidden ex) {
			requireKnown(this.outside.get(ROOT + "/myself", Map.of()));
			throw ex;
		}
		requireKnown(answer);
		return answer;
	}

	private static void requireKnown(Answer answer) {
		String reason = answer.headers().getFirst("X-Seraph-LoginReason");
		if (reason != null && (reason.contains("AUTHENTICATED_FAILED") || reason.contains("AUTHENTICATION_DENIED"))) {
			throw new TrackerFailure.TokenRefused("it takes the token for nobody's: " + reason);
		}
	}

}
