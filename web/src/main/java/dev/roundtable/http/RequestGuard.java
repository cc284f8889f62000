package dev.roundtable.http;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;

/** Turns away what is too large or could never be meant, before anything reads it. */
class RequestGuard extends OncePerRequestFilter {

	static final long MAX_BODY = 1_048_576;

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String query = request.getQueryString();
		if (query != null && query.contains("%00")) {
			response.sendError(HttpServletResponse.SC_BAD_REQUEST);
			return;
		}
		if (request.getContentLengthLong() > MAX_BODY) {
			// The rest of the body is not read: the connection ends with this answer.
			response.setHeader("Connection", "close");
			response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
			return;
		}
		boolean unknownLength = request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null;
		chain.doFilter(unknownLength ? new Counted(request) : request, response);
	}

	private static final class Counted extends HttpServletRequestWrapper {

		private @Nullable ServletInputStream stream;

		Counted(HttpServletRequest request) {
			super(request);
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			if (this.stream == null) {
				this.stream = new CountedStream(super.getInputStream());
			}
			return this.stream;
		}

	}

	private static final class CountedStream extends ServletInputStream {

		private final ServletInputStream stream;

		private long count;

		CountedStream(ServletInputStream stream) {
			this.stream = stream;
		}

		private int count(int read) {
			this.count += Math.max(0, read);
			if (this.count > MAX_BODY) {
				throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
			}
			return read;
		}

		@Override
		public int read() throws IOException {
			int read = this.stream.read();
			count((read < 0) ? 0 : 1);
			return read;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			return count(this.stream.read(bytes, offset, length));
		}

		@Override
		public boolean isFinished() {
			return this.stream.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.stream.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.stream.setReadListener(listener);
		}

	}

}
