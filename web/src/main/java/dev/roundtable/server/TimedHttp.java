package dev.roundtable.server;

import java.time.Duration;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP with an end to headers: by itself it bounds the time from one byte to the
 * next, and not the time for all of them.
 */
public final class TimedHttp extends Http11NioProtocol {

	/** From a request's first byte to the last one of its header. */
	static final Duration PATIENCE = Duration.ofSeconds(15);

	/** Closes the connections whose header takes longer. */
	void closeLate() {
		for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
			if (connection.getCurrentProcessor() instanceof Processor waiting && isLate(waiting)) {
				connection.close();
			}
		}
	}

	/**
	 * A connection has a processor that waits while it has begun a header, or is another
	 * kind.
	 */
	private static boolean isLate(Processor waiting) {
		long start = waiting.getRequest().getStartTimeNanos();
		return start != -1 && !waiting.isAsync() && !waiting.isUpgrade()
				&& System.nanoTime() - start > PATIENCE.toNanos();
	}

}
