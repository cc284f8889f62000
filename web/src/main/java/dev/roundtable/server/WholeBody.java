package dev.roundtable.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a request's body before anybody works on the request, and within bounds: of size,
 * of time, and of how many bodies are on their way at once. So a body that comes a byte
 * every few seconds holds nothing but its own connection. Strangers share fewer and
 * smaller places than people who are signed in, and each network address has a share of
 * them: whoever fills those keeps nobody from writing who is signed in. What a body takes
 * in memory beyond that of a long post is counted as it comes, and until its request is
 * done: a crowd of large ones is asked to come again, and the house stands.
 */
final class WholeBody extends ValveBase {

	/** Bytes of what somebody may send who is signed in. */
	static final int LARGEST = 1_048_576;

	/** Bytes of what somebody may send who is signed in, where {@link Uploads} are. */
	static final int LARGEST_WITH_FILES = 6 * LARGEST;

	/** Bytes of what anybody may send. */
	static final int LARGEST_OF_STRANGERS = 131_072;

	/**
	 * Where programs of others deliver what is signed; a large change is a large body.
	 */
	private static final String HOOKS = "/hooks/";

	/**
	 * A client that is still sending does not hear an answer: so much is read and
	 * dropped.
	 */
	private static final int MOST_READ_OF_TOO_MUCH = 4 * LARGEST;

	/** The same where files are: a photo as a phone makes it. */
	private static final int MOST_READ_OF_A_FILE = 24 * LARGEST;

	private static final Logger log = LoggerFactory.getLogger(WholeBody.class);

	/** For every body, and a second more for each 16 KiB that have come. */
	static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int BYTES_A_SECOND = 16_384;

	/** Bytes of a body that are always there for whoever has a place. */
	static final int UNCOUNTED = 16_384;

	/** What is counted together; memory is so many of these. */
	private static final int BLOCK = 16_384;

	/** A request needs several times its body's size once it is read and parsed. */
	private static final int SHARE_OF_MEMORY = 16;

	private final Slots known = new Slots(512, 128);

	private final Slots strangers = new Slots(200, 20);

	private final Slots memoryOfKnown;

	private final Slots memoryOfStrangers;

	private final Acquaintance acquaintance;

	private final Uploads uploads;

	WholeBody(Acquaintance acquaintance, Uploads uploads) {
		super(true);
		this.acquaintance = acquaintance;
		this.uploads = uploads;
		int blocks = Math.clamp(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY / BLOCK, 512, 65_536);
		this.memoryOfKnown = new Slots(blocks, blocks / 4);
		this.memoryOfStrangers = new Slots(blocks / 4, blocks / 16);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (!hasBody(request)) {
			getNext().invoke(request, response);
			return;
		}
		try (Memory memory = new Memory()) {
			int refusal = readAhead(request, memory);
			if (refusal == 0) {
				getNext().invoke(request, response);
			}
			else {
				refuse(refusal, request, response);
			}
		}
	}

	private static void refuse(int refusal, Request request, Response response) throws IOException {
		// Nobody waits for the rest of the body, and the connection ends with the answer.
		request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		// Nor does the page that says so, which asks a form for its fields.
		giveBack(new byte[0], request.getCoyoteRequest());
		if (refusal == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
			response.sendError(refusal);
			return;
		}
		// Whoever sends thousands of these gets nothing that costs more than the line.
		response.setStatus(refusal);
		if (refusal == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
			response.setHeader("Retry-After", "5");
		}
	}

	private static boolean hasBody(Request request) {
		return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
	}

	/** The status with which the request is turned away, or 0. */
	private int readAhead(Request request, Memory memory) throws IOException {
		long length = request.getContentLengthLong();
		if (length > MOST_READ_OF_A_FILE) {
			return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
		}
		if (length > 0 && length <= LARGEST_OF_STRANGERS && length <= arrived(request)) {
			return 0;
		}
		String name = name(request);
		Bounds bounds = bounds(request, name);
		if (length > bounds.read()) {
			return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
		}
		Slots slots = (name != null) ? this.known : this.strangers;
		String who = (name != null) ? name : request.getRemoteAddr();
		if (!slots.take(who)) {
			return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
		}
		memory.isOf(who, (name != null) ? this.memoryOfKnown : this.memoryOfStrangers);
		try {
			return read(request, bounds, memory);
		}
		finally {
			slots.giveBack(who);
		}
	}

	/**
	 * Bytes of a body.
	 *
	 * @param read what is read and dropped beyond that
	 */
	private record Bounds(int largest, int read) {
	}

	private Bounds bounds(Request request, @Nullable String name) {
		if (name == null && request.getRequestURI().startsWith(HOOKS)) {
			return new Bounds(LARGEST, MOST_READ_OF_TOO_MUCH);
		}
		if (name == null) {
			return new Bounds(LARGEST_OF_STRANGERS, MOST_READ_OF_TOO_MUCH);
		}
		return this.uploads.takesFilesAt(request.getRequestURI()) ? new Bounds(LARGEST_WITH_FILES, MOST_READ_OF_A_FILE)
				: new Bounds(LARGEST, MOST_READ_OF_TOO_MUCH);
	}

	private @Nullable String name(Request request) {
		try {
			return this.acquaintance.nameOf(request);
		}
		catch (RuntimeException ex) {
			log.debug("Nobody can be asked who sends this", ex);
			return null;
		}
	}

	private static long arrived(Request request) {
		org.apache.coyote.Request below = request.getCoyoteRequest();
		below.action(ActionCode.AVAILABLE, true);
		return below.getAvailable();
	}

	private static int read(Request request, Bounds bounds, Memory memory) {
		org.apache.coyote.Request below = request.getCoyoteRequest();
		Part part = new Part();
		// What is announced need not come.
		ByteArrayOutputStream body = new ByteArrayOutputStream(Math.clamp(request.getContentLengthLong(), 512, BLOCK));
		long count = 0;
		long start = System.nanoTime();
		try {
			while (below.doRead(part) >= 0) {
				count += part.size();
				if (count <= bounds.largest()) {
					if (!memory.holds(count)) {
						return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
					}
					part.moveTo(body);
				}
				if (count > bounds.read()) {
					return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
				}
				if (System.nanoTime() - start > PATIENCE.toNanos() + count * 1_000_000_000L / BYTES_A_SECOND) {
					return HttpServletResponse.SC_REQUEST_TIMEOUT;
				}
			}
		}
		catch (InterruptedIOException ex) {
			return HttpServletResponse.SC_REQUEST_TIMEOUT;
		}
		catch (IOException ex) {
			// A chunk that is none, or nobody who would read an answer.
			return HttpServletResponse.SC_BAD_REQUEST;
		}
		if (count > bounds.largest()) {
			return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
		}
		giveBack(body.toByteArray(), below);
		return 0;
	}

	/** Whoever reads the request finds its body as if it came over the wire now. */
	private static void giveBack(byte[] body, org.apache.coyote.Request below) {
		ByteChunk chunk = new ByteChunk();
		chunk.setBytes(body, 0, body.length);
		below.action(ActionCode.REQ_SET_BODY_REPLAY, chunk);
	}

	/** What the body of one request takes of the memory for all. */
	private static final class Memory implements AutoCloseable {

		private String who = "";

		private @Nullable Slots slots;

		private int taken;

		void isOf(String person, Slots memory) {
			this.who = person;
			this.slots = memory;
		}

		/** Takes what so many bytes need beyond what it has. */
		boolean holds(long bytes) {
			int more = (int) Math.ceilDiv(Math.max(0, bytes - UNCOUNTED), BLOCK) - this.taken;
			if (this.slots == null || more <= 0) {
				return true;
			}
			if (!this.slots.take(this.who, more)) {
				return false;
			}
			this.taken += more;
			return true;
		}

		@Override
		public void close() {
			if (this.slots != null && this.taken > 0) {
				this.slots.giveBack(this.who, this.taken);
			}
		}

	}

	private static final class Part implements ApplicationBufferHandler {

		private ByteBuffer buffer = ByteBuffer.allocate(0);

		@Override
		public void setByteBuffer(ByteBuffer buffer) {
			this.buffer = buffer;
		}

		@Override
		public ByteBuffer getByteBuffer() {
			return this.buffer;
		}

		@Override
		public void expand(int size) {
			// What comes is taken as it comes.
		}

		int size() {
			return this.buffer.remaining();
		}

		void moveTo(ByteArrayOutputStream body) {
			byte[] bytes = new byte[this.buffer.remaining()];
			this.buffer.get(bytes);
			body.writeBytes(bytes);
		}

	}

}
