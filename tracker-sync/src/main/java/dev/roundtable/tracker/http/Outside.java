package dev.roundtable.tracker.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import dev.roundtable.tracker.RateLimit;
import dev.roundtable.tracker.TrackerFailure;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * One tracker as it is asked through one connection. Everything that is not an
 * {@link Answer} is a {@link TrackerFailure}: after reading {@code Unavailable}, after
 * writing {@code Doubtful} unless it is certain that nothing was sent.
 */
public final class Outside implements AutoCloseable {

	/** More is a circle. */
	private static final int HOPS = 3;

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Endpoint endpoint;

	private final Keeping keeping;

	private final Wire wire;

	private final RestClient client;

	public Outside(Endpoint endpoint) {
		this.endpoint = endpoint;
		this.keeping = new Keeping(endpoint.dialect(), endpoint.clock());
		this.wire = new Wire(endpoint);
		this.client = RestClient.builder()
			.requestFactory(this.wire)
			.requestInterceptor(new Retrying(endpoint.bounds()))
			.requestInterceptor(this.keeping)
			.requestInterceptor(new Auditing(endpoint.audit()))
			.requestInterceptor(new Reading(endpoint.bounds().bytes()))
			.build();
	}

	/** What the tracker said last about its limit; nothing when it never did. */
	public Optional<RateLimit> limit() {
		return Optional.ofNullable(this.keeping.last());
	}

	/** A path with a query, every name followed by its value. */
	public static String query(String path, String... namesAndValues) {
		StringBuilder query = new StringBuilder(path);
		for (int at = 0; at < namesAndValues.length; at += 2) {
			query.append((at == 0 && path.indexOf('?') < 0) ? '?' : '&')
				.append(namesAndValues[at])
				.append('=')
				.append(part(namesAndValues[at + 1]));
		}
		return query.toString();
	}

	/** As it may stand in a path or a query. */
	public static String part(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/** Reads, and follows where the tracker moved it, at the same server. */
	public Answer get(String path, Map<String, String> headers) {
		URI uri = URI.create(this.endpoint.base() + path);
		Answer answer = exchange(HttpMethod.GET, uri, null, headers);
		for (int hop = 0; answer.isMoved(); hop++) {
			if (hop == HOPS) {
				throw new TrackerFailure.Unavailable("redirects in a circle");
			}
			uri = location(uri, answer);
			answer = exchange(HttpMethod.GET, uri, null, headers);
		}
		return answer;
	}

	/**
	 * An address that the tracker itself gave, within its base.
	 * @throws TrackerFailure.Unavailable when it is elsewhere
	 */
	public String path(String address) {
		URI uri = URI.create(address);
		String base = this.endpoint.base().toString();
		if (!this.endpoint.isHere(uri) || !address.startsWith(base)) {
			throw new TrackerFailure.Unavailable("it leads to another server, " + uri.getHost());
		}
		return address.substring(base.length());
	}

	/**
	 * Writes, once.
	 * @param body written as JSON, null for none
	 */
	public Answer send(HttpMethod method, String path, @Nullable Object body, Map<String, String> headers) {
		URI uri = URI.create(this.endpoint.base() + path);
		Answer answer = exchange(method, uri, body, headers);
		if (answer.isMoved()) {
			location(uri, answer);
		}
		return answer;
	}

	private URI location(URI from, Answer answer) {
		String location = answer.headers().getFirst(HttpHeaders.LOCATION);
		try {
			URI to = from.resolve(Optional.ofNullable(location).orElse(""));
			if (location != null && this.endpoint.isHere(to)) {
				return to;
			}
			throw new TrackerFailure.Unavailable(
					"it sends us to " + to.getScheme() + "://" + to.getAuthority() + ", and we do not follow");
		}
		catch (IllegalArgumentException ex) {
			throw new TrackerFailure.Unavailable("it redirects nowhere");
		}
	}

	private Answer exchange(HttpMethod method, URI uri, @Nullable Object body, Map<String, String> headers) {
		boolean write = !HttpMethod.GET.equals(method);
		String what = method + " " + uri.getRawPath();
		try {
			RestClient.RequestBodySpec request = this.client.method(method).uri(uri);
			request.headers((all) -> {
				all.setAccept(List.of(MediaType.APPLICATION_JSON));
				headers.forEach(all::set);
			});
			if (body != null) {
				request.contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsBytes(body));
			}
			Answer answer = request.exchange((asked, response) -> new Answer(response.getStatusCode().value(),
					response.getHeaders(), response.getBody().readAllBytes(), write));
			if (answer.status() >= 400) {
				throw new Refusal(this.endpoint, what, answer).failure();
			}
			return answer;
		}
		catch (ResourceAccessException ex) {
			throw unanswered(what, write, ex.getCause());
		}
	}

	private TrackerFailure unanswered(String what, boolean write, @Nullable Throwable cause) {
		String why = (cause != null) ? cause.getClass().getSimpleName() + ": " + cause.getMessage() : "no answer";
		String message = this.endpoint.token().removedFrom(what + ": " + why);
		if (!write && cause instanceof Reading.TooLarge) {
			return new TooLarge(message);
		}
		return (write && !isUnsent(cause)) ? new TrackerFailure.Doubtful(message)
				: new TrackerFailure.Unavailable(message);
	}

	/** Whether it failed before a byte of the request was on its way. */
	private static boolean isUnsent(@Nullable Throwable cause) {
		return cause instanceof UnknownHostException || cause instanceof ConnectException
				|| cause instanceof ConnectTimeoutException || cause instanceof NoRouteToHostException
				|| cause instanceof ConnectionRequestTimeoutException || cause instanceof SSLHandshakeException
				|| cause instanceof SSLPeerUnverifiedException;
	}

	@Override
	public void close() throws IOException {
		try {
			this.wire.destroy();
		}
		catch (IOException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IOException(ex);
		}
	}

}
