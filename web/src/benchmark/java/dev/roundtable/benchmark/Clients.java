package dev.roundtable.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A closed model: each client keeps its connection and asks again as soon as it is
 * answered. One thread serves them all and looks at no more of an answer than it must, so
 * that the cores are left to the server.
 */
final class Clients {

	private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

	private final InetSocketAddress server;

	private final int expected;

	private final Supplier<byte[]> requests;

	private final ByteBuffer incoming = ByteBuffer.allocateDirect(256 * 1024);

	private final Result result = new Result();

	private long deadline;

	private int waiting;

	/**
	 * @param expected the status of an answer that is no error
	 * @param requests whole requests, head and body
	 */
	Clients(InetSocketAddress server, int expected, Supplier<byte[]> requests) {
		this.server = server;
		this.expected = expected;
		this.requests = requests;
	}

	/**
	 * Knocks for that time, then waits for what is still on its way: the next round
	 * begins at a quiet server.
	 */
	Result run(int clients, Duration time) throws IOException {
		long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		long begin = System.nanoTime();
		this.deadline = begin + time.toNanos();
		try (Selector selector = Selector.open()) {
			for (int i = 0; i < clients; i++) {
				new Client(selector).ask();
			}
			while (this.waiting > 0 && System.nanoTime() < this.deadline + PATIENCE) {
				selector.select((key) -> ((Client) key.attachment()).ready(), 100);
			}
			this.result.failed(this.waiting);
			for (SelectionKey key : selector.keys()) {
				key.channel().close();
			}
		}
		this.result.ended(time.toNanos(), ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu,
				System.nanoTime() - begin);
		return this.result;
	}

	private final class Client {

		private final Selector selector;

		private final Answer answer = new Answer();

		private SocketChannel channel;

		private SelectionKey key;

		private ByteBuffer outgoing = ByteBuffer.allocate(0);

		private long asked;

		Client(Selector selector) throws IOException {
			this.selector = selector;
			this.channel = connect();
			this.key = this.channel.register(selector, SelectionKey.OP_READ, this);
		}

		/** Connecting on one machine takes no time worth a state of its own. */
		private SocketChannel connect() throws IOException {
			SocketChannel made = SocketChannel.open(Clients.this.server);
			made.setOption(StandardSocketOptions.TCP_NODELAY, true);
			made.configureBlocking(false);
			return made;
		}

		void ask() throws IOException {
			this.answer.clear();
			this.outgoing = ByteBuffer.wrap(Clients.this.requests.get());
			this.asked = System.nanoTime();
			Clients.this.waiting++;
			send();
		}

		private void send() throws IOException {
			this.channel.write(this.outgoing);
			this.key.interestOps(this.outgoing.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
					: SelectionKey.OP_READ);
		}

		void ready() {
			try {
				if (this.key.isWritable()) {
					send();
				}
				if (this.key.isReadable() && received()) {
					next(true);
				}
			}
			catch (IOException broken) {
				next(false);
			}
		}

		private boolean received() throws IOException {
			ByteBuffer buffer = Clients.this.incoming.clear();
			int read = this.channel.read(buffer);
			if (read < 0) {
				throw new IOException("closed in the middle of an answer");
			}
			return this.answer.add(buffer.flip());
		}

		private void next(boolean answered) {
			long now = System.nanoTime();
			Clients.this.waiting--;
			boolean right = answered && this.answer.status() == Clients.this.expected;
			Clients.this.result.took(now - this.asked, right, now <= Clients.this.deadline);
			try {
				if (!answered || this.answer.closes()) {
					this.channel.close();
					if (now < Clients.this.deadline) {
						this.channel = connect();
						this.key = this.channel.register(this.selector, SelectionKey.OP_READ, this);
					}
				}
				if (now < Clients.this.deadline) {
					ask();
				}
			}
			catch (IOException gone) {
				Clients.this.result.failed(1);
			}
		}

	}

}
