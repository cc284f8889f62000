package dev.roundtable.search;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.http.TransportHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request when its time is up, however many nodes are left to try: the library
 * alone waits for each of them as long as for the first. What fails on the way fails with
 * an {@link IOException}; a client that is of no more use says so with an
 * {@link IllegalStateException}.
 */
record Deadline(TransportHttpClient client, Duration longest) implements TransportHttpClient {

	@Override
	public Response performRequest(String endpointId, @Nullable Node node, Request request, TransportOptions options)
			throws IOException {
		CompletableFuture<Response> answer = performRequestAsync(endpointId, node, request, options);
		try {
			return answer.get(this.longest.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			answer.cancel(true);
			throw new SocketTimeoutException("No node answered within " + this.longest);
		}
		catch (InterruptedException ex) {
			answer.cancel(true);
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Nobody waits for the answer any more");
		}
		catch (ExecutionException | CancellationException ex) {
			throw failure(ex);
		}
	}

	/** Of the kind of its cause, with the trace of whoever asked. */
	private static IOException failure(Exception ex) {
		Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
		String message = String.valueOf(cause.getMessage());
		if (!(cause instanceof IOException)) {
			throw new IllegalStateException(message, cause);
		}
		IOException failure = (cause instanceof SocketTimeoutException) ? new SocketTimeoutException(message)
				: new IOException(message);
		failure.initCause(cause);
		return failure;
	}

	@Override
	public CompletableFuture<Response> performRequestAsync(String endpointId, @Nullable Node node, Request request,
			TransportOptions options) {
		return this.client.performRequestAsync(endpointId, node, request, options);
	}

	@Override
	public TransportOptions createOptions(@Nullable TransportOptions options) {
		return this.client.createOptions(options);
	}

	@Override
	public void close() throws IOException {
		this.client.close();
	}

}
