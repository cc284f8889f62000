package dev.roundtable.tracker.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import dev.roundtable.tracker.RateLimit;
import dev.roundtable.tracker.TrackerFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Keeps the tracker's limits: what would be over one is not sent. A tracker that is asked
 * while it refuses counts that too, and some lock the account for it.
 */
final class Keeping implements ClientHttpRequestInterceptor {

	/** Longer than any limit lasts; more is a broken clock. */
	private static final Duration LONGEST = Duration.ofHours(2);

	private static final String ALL = "*";

	private final Dialect dialect;

	private final Clock clock;

	private final AtomicReference<@Nullable RateLimit> last = new AtomicReference<>();

	private final Map<String, Instant> closedUntil = new ConcurrentHashMap<>();

	Keeping(Dialect dialect, Clock clock) {
		this.dialect = dialect;
		this.clock = clock;
	}

	@Nullable RateLimit last() {
		return this.last.get();
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		String bucket = this.dialect.bucket(request.getURI().getRawPath());
		requireOpen(ALL);
		requireOpen(bucket);
		ClientHttpResponse response = execution.execute(request, body);
		note(bucket, response.getHeaders());
		refuse(response);
		return response;
	}

	private void requireOpen(String bucket) {
		Instant until = this.closedUntil.get(bucket);
		if (until != null) {
			Duration wait = Duration.between(this.clock.instant(), until);
			if (wait.isPositive()) {
				throw new TrackerFailure.Limited("not asked: the limit of requests is reached", wait);
			}
			this.closedUntil.remove(bucket, until);
		}
	}

	private void note(String bucket, HttpHeaders headers) {
		this.dialect.limit(headers).ifPresent((limit) -> {
			if (bucket.isEmpty()) {
				this.last.set(limit);
			}
			if (limit.left() == 0) {
				close(bucket, Duration.between(this.clock.instant(), limit.resetAt()));
			}
		});
	}

	private void refuse(ClientHttpResponse response) throws IOException {
		int status = response.getStatusCode().value();
		if (status < 400) {
			return;
		}
		HttpHeaders headers = response.getHeaders();
		String beginning = new String(response.getBody().readNBytes(4096), StandardCharsets.UTF_8);
		if (this.dialect.isLimited(status, headers, beginning)) {
			Duration wait = longer(retryAfter(headers, this.clock.instant()),
					this.dialect.atLeast(headers, this.clock.instant()));
			if (wait != null) {
				close(ALL, wait);
			}
			throw new TrackerFailure.Limited("the tracker refuses more requests for now (" + status + ")", wait);
		}
	}

	private void close(String bucket, Duration wait) {
		Duration most = (wait.compareTo(LONGEST) > 0) ? LONGEST : wait;
		if (most.isPositive()) {
			this.closedUntil.merge(bucket, this.clock.instant().plus(most),
					(one, other) -> one.isAfter(other) ? one : other);
		}
	}

	private static @Nullable Duration longer(@Nullable Duration one, @Nullable Duration other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return (one.compareTo(other) > 0) ? one : other;
	}

	/** Seconds or a date (RFC 9110, section 10.2.3); null when there is neither. */
	static @Nullable Duration retryAfter(HttpHeaders headers, Instant now) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (value == null) {
			return null;
		}
		try {
			if (value.chars().allMatch(Character::isDigit)) {
				return Duration.ofSeconds(Math.min(Long.parseLong(value), LONGEST.toSeconds()));
			}
			Duration wait = Duration.between(now,
					ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
			return wait.isNegative() ? Duration.ZERO : (wait.compareTo(LONGEST) > 0) ? LONGEST : wait;
		}
		catch (DateTimeException | NumberFormatException ex) {
			return null;
		}
	}

}
