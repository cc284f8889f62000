package dev.roundtable.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One HTTP answer while it comes in: as much of it as tells where it ends. */
final class Answer {

	private byte[] bytes = new byte[64 * 1024];

	private int length;

	private int body;

	/** Of a chunked answer where the next chunk begins, of any other where it ends. */
	private int next;

	private boolean chunked;

	private boolean closes;

	private int status;

	void clear() {
		this.length = 0;
		this.body = 0;
	}

	/**
	 * @return whether it is whole
	 */
	boolean add(ByteBuffer read) {
		int from = this.length;
		if (this.bytes.length < this.length + read.remaining()) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(2 * this.bytes.length, this.length + read.remaining()));
		}
		int count = read.remaining();
		read.get(this.bytes, this.length, count);
		this.length += count;
		if (this.body == 0 && !readHead(Math.max(0, from - 3))) {
			return false;
		}
		return this.chunked ? skipChunks() : this.length >= this.next;
	}

	private boolean readHead(int from) {
		int end = find("\r\n\r\n", from);
		if (end < 0) {
			return false;
		}
		this.body = end + 4;
		String head = new String(this.bytes, 0, end + 2, StandardCharsets.ISO_8859_1);
		this.status = Integer.parseInt(head, 9, 12, 10);
		String headers = head.toLowerCase(Locale.ROOT);
		this.chunked = headers.contains("\r\ntransfer-encoding: chunked\r\n");
		this.closes = headers.contains("\r\nconnection: close\r\n");
		int size = headers.indexOf("\r\ncontent-length: ");
		this.next = this.body;
		if (!this.chunked && size >= 0) {
			this.next += Integer.parseInt(headers, size + 18, headers.indexOf("\r\n", size + 2), 10);
		}
		return true;
	}

	private boolean skipChunks() {
		while (true) {
			int end = find("\r\n", this.next);
			if (end < 0) {
				return false;
			}
			int size = Integer.parseInt(new String(this.bytes, this.next, end - this.next, StandardCharsets.ISO_8859_1),
					16);
			int after = end + 2 + size + 2;
			if (after > this.length) {
				return false;
			}
			if (size == 0) {
				return true;
			}
			this.next = after;
		}
	}

	private int find(String what, int from) {
		for (int i = from; i + what.length() <= this.length; i++) {
			int at = 0;
			while (at < what.length() && this.bytes[i + at] == what.charAt(at)) {
				at++;
			}
			if (at == what.length()) {
				return i;
			}
		}
		return -1;
	}

	int status() {
		return this.status;
	}

	/** Tomcat ends a connection after so many answers. */
	boolean closes() {
		return this.closes;
	}

}
