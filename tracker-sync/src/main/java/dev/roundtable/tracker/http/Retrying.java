package dev.roundtable.tracker.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Asks again what only reads. What writes is sent once: whether it was done is found out
 * by those who know what it was.
 */
final class Retrying implements ClientHttpRequestInterceptor {

	private static final Set<Integer> PASSING = Set.of(500, 502, 503, 504);

	private final Bounds bounds;

	Retrying(Bounds bounds) {
		this.bounds = bounds;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		int tries = HttpMethod.GET.equals(request.getMethod()) ? this.bounds.tries() : 1;
		for (int attempt = 1;; attempt++) {
			ClientHttpResponse response = attempt(request, body, execution, attempt == tries);
			if (response != null) {
				return response;
			}
			pause(attempt);
		}
	}

	/** The answer, or null when it is to be tried again. */
	private static @Nullable ClientHttpResponse attempt(HttpRequest request, byte[] body,
			ClientHttpRequestExecution execution, boolean last) throws IOException {
		try {
			ClientHttpResponse response = execution.execute(request, body);
			boolean passing = PASSING.contains(response.getStatusCode().value())
					&& !response.getHeaders().containsHeader(HttpHeaders.RETRY_AFTER);
			return (passing && !last) ? null : response;
		}
		catch (Reach.Blocked | Reading.TooLarge ex) {
			throw ex;
		}
		catch (IOException ex) {
			if (last) {
				throw ex;
			}
			return null;
		}
	}

	private void pause(int attempt) throws IOException {
		Duration longest = this.bounds.pause().multipliedBy(1L << (attempt - 1));
		try {
			// Half of it by chance, so that many who failed at once do not come back at
			// once.
			long millis = longest.toMillis();
			Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("stopped while waiting to ask again");
		}
	}

}
