package dev.roundtable.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** The lines of a file as bytes, one at a time, none of them longer than memory bears. */
final class Lines {

	/** Bytes of a line; of longer ones only the beginning is kept. */
	static final int LONGEST = 64 * 1024 * 1024;

	private static final int SHOWN_OF_A_LONGER_ONE = 1024;

	private final InputStream in;

	private final byte[] buffer = new byte[128 * 1024];

	private int at;

	private int filled;

	private long number;

	Lines(InputStream in) {
		this.in = in;
	}

	/** The next line without its end, or null after the last one. */
	@Nullable Line next() throws IOException {
		if (!fill()) {
			return null;
		}
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		long length = 0;
		boolean tooLong = false;
		boolean ended = false;
		while (!ended && fill()) {
			int end = this.at;
			while (end < this.filled && this.buffer[end] != '\n') {
				end++;
			}
			length += end - this.at;
			tooLong |= length > LONGEST;
			if (!tooLong) {
				line.write(this.buffer, this.at, end - this.at);
			}
			ended = end < this.filled;
			this.at = ended ? end + 1 : end;
		}
		this.number++;
		byte[] bytes = line.toByteArray();
		return new Line(this.number,
				tooLong ? Arrays.copyOf(bytes, Math.min(bytes.length, SHOWN_OF_A_LONGER_ONE)) : clean(bytes),
				length + (ended ? 1 : 0), tooLong);
	}

	private boolean fill() throws IOException {
		if (this.at == this.filled) {
			this.filled = Math.max(0, this.in.read(this.buffer));
			this.at = 0;
		}
		return this.filled > 0;
	}

	/** Without a carriage return, and without a byte order mark at the beginning. */
	private byte[] clean(byte[] line) {
		int from = (this.number == 1 && line.length >= 3 && line[0] == (byte) 0xef && line[1] == (byte) 0xbb
				&& line[2] == (byte) 0xbf) ? 3 : 0;
		int to = (line.length > from && line[line.length - 1] == '\r') ? line.length - 1 : line.length;
		return (from == 0 && to == line.length) ? line : Arrays.copyOfRange(line, from, to);
	}

	/**
	 * @param size in the file
	 */
	record Line(long number, byte[] bytes, long size, boolean tooLong) {

		boolean isBlank() {
			for (byte b : this.bytes) {
				if (b != ' ' && b != '\t') {
					return false;
				}
			}
			return true;
		}

	}

}
