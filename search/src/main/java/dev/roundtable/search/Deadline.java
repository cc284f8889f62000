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
import java.util.function.Supplier;

import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.http.TransportHttpClient;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request when its time is up, however many nodes are left to try: the library
 * alone waits for each of them as long as for the first. Who asks several times has all
 * of that time once. What fails on the way fails with an {@link IOException}; a client
 * that is of no more use says so with an {@link IllegalStateException}.
 *
 * @param patience with one node
 * @param more what others have in all when that one did not answer
 */
record Deadline(TransportHttpClient client, Duration patience, Duration more) implements TransportHttpClient {

	/** {@link System#nanoTime} when what is asked now should be answered. */
	private static final ScopedValue<Long> ENDS = ScopedValue.newInstance();

	/**
	 * All that is asked meanwhile has this time together; within another one it has what
	 * is left of that.
	 */
	static <T> T share(Duration time, Supplier<T> asking) {
		if (ENDS.isBound()) {
			return asking.get();
		}
		return ScopedValue.where(ENDS, System.nanoTime() + time.toNanos()).call(asking::get);
	}

	/** What is left of it, negative when it is up; all of it where nobody shares any. */
	static Duration left(Duration time) {
		return ENDS.isBound() ? Duration.ofNanos(ENDS.get() - System.nanoTime()) : time;
	}

	@Override
	public Response performRequest(String endpointId, @Nullable Node node, Request request, TransportOptions options)
			throws IOException {
		long millis = Math.max(1, longest().toMillis());
		CompletableFuture<Response> answer = performRequestAsync(endpointId, node, request, options);
		try {
			return answer.get(millis, TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			answer.cancel(true);
			throw new SocketTimeoutException("No node answered within " + millis + " ms");
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

	/** Other nodes are tried also by whose time is shared, but not by each of them. */
	private Duration longest() {
		Duration alone = this.patience.plus(this.more);
		Duration left = left(this.patience).plus(Connection.GRACE).plus(this.more);
		return (left.compareTo(alone) < 0) ? left : alone;
	}

	/**
	 * With which an engine, or what stands before it, said that it failed; 0 if it did
	 * not.
	 */
	static int status(IOException failure) {
		return (failure.getCause() instanceof ResponseException answer) ? answer.getResponse().getStatusCode() : 0;
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
