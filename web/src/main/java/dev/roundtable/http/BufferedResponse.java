package dev.roundtable.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Holds a response back until someone has decided that it may be sent: nothing written
 * through it reaches the client before {@link #release}.
 */
final class BufferedResponse extends HttpServletResponseWrapper {

	private final ByteArrayOutputStream body = new ByteArrayOutputStream(8192);

	private @Nullable PrintWriter writer;

	private int errorStatus;

	private @Nullable String errorMessage;

	BufferedResponse(HttpServletResponse response) {
		super(response);
	}

	/** What was written so far. */
	byte[] body() {
		if (this.writer != null) {
			this.writer.flush();
		}
		return this.body.toByteArray();
	}

	/** True when an error page is to be shown instead of what was written. */
	boolean failed() {
		return this.errorStatus != 0;
	}

	/** Sends what was held back. */
	void release() throws IOException {
		HttpServletResponse response = (HttpServletResponse) getResponse();
		if (failed()) {
			response.sendError(this.errorStatus, this.errorMessage);
			return;
		}
		byte[] bytes = body();
		if (bytes.length > 0) {
			response.setContentLength(bytes.length);
			response.getOutputStream().write(bytes);
		}
	}

	@Override
	public int getStatus() {
		return failed() ? this.errorStatus : super.getStatus();
	}

	@Override
	public void sendError(int status, @Nullable String message) {
		this.errorStatus = status;
		this.errorMessage = message;
		resetBuffer();
	}

	@Override
	public void sendError(int status) {
		sendError(status, null);
	}

	@Override
	public void sendRedirect(String location) {
		sendRedirect(location, SC_FOUND, true);
	}

	@Override
	public void sendRedirect(String location, int status) {
		sendRedirect(location, status, true);
	}

	@Override
	public void sendRedirect(String location, boolean clearBuffer) {
		sendRedirect(location, SC_FOUND, clearBuffer);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) {
		if (clearBuffer) {
			resetBuffer();
		}
		setStatus(status);
		setHeader("Location", location);
	}

	@Override
	public ServletOutputStream getOutputStream() {
		return new ServletOutputStream() {
			@Override
			public boolean isReady() {
				return true;
			}

			@Override
			public void setWriteListener(WriteListener listener) {
				throw new UnsupportedOperationException();
			}

			@Override
			public void write(int b) {
				BufferedResponse.this.body.write(b);
			}

			@Override
			public void write(byte[] bytes, int offset, int length) {
				BufferedResponse.this.body.write(bytes, offset, length);
			}
		};
	}

	@Override
	public PrintWriter getWriter() {
		if (this.writer == null) {
			String name = getCharacterEncoding();
			Charset charset = (name != null) ? Charset.forName(name) : StandardCharsets.UTF_8;
			this.writer = new PrintWriter(new OutputStreamWriter(this.body, charset));
		}
		return this.writer;
	}

	@Override
	public void flushBuffer() {
		if (this.writer != null) {
			this.writer.flush();
		}
	}

	@Override
	public boolean isCommitted() {
		return failed();
	}

	@Override
	public void resetBuffer() {
		body();
		this.body.reset();
	}

	@Override
	public void reset() {
		super.reset();
		resetBuffer();
		this.errorStatus = 0;
		this.writer = null;
	}

	@Override
	public void setContentLength(int length) {
		// set when released
	}

	@Override
	public void setContentLengthLong(long length) {
		// set when released
	}

}
