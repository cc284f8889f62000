package dev.roundtable.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.imageio.stream.MemoryCacheImageInputStream;

import com.sun.management.ThreadMXBean;

/**
 * A file for a reader that takes memory as the file tells it to: 160 KB of a WebP make
 * its reader take 350 MB. Who takes more than it is allowed reads no further. The Java
 * machine counts for platform threads alone.
 */
final class Allowance extends MemoryCacheImageInputStream {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	/** Bytes are asked for by eight: a look at each would cost more than the reading. */
	private static final int READS_BETWEEN = 64;

	private final long end;

	private int reads;

	/**
	 * @param most bytes that this thread takes from now on
	 */
	Allowance(byte[] file, long most) {
		super(new ByteArrayInputStream(file));
		this.end = THREADS.getCurrentThreadAllocatedBytes() + most;
	}

	@Override
	public int read() throws IOException {
		look();
		return super.read();
	}

	@Override
	public int read(byte[] bytes, int from, int length) throws IOException {
		look();
		return super.read(bytes, from, length);
	}

	private void look() throws IOException {
		this.reads++;
		if (this.reads % READS_BETWEEN == 0 && THREADS.getCurrentThreadAllocatedBytes() > this.end) {
			throw new IOException("takes too much memory");
		}
	}

}
