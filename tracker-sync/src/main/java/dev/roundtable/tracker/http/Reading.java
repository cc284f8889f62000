package dev.roundtable.tracker.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Reads answers to their end, if that comes soon enough. */
final class Reading implements ClientHttpRequestInterceptor {

	private final int most;

	Reading(int most) {
		this.most = most;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		try (ClientHttpResponse response = execution.execute(request, body)) {
			InputStream content = response.getBody();
			byte[] bytes = content.readNBytes(this.most + 1);
			if (bytes.length > this.most) {
				throw new TooLarge(this.most);
			}
			return new Read(response.getStatusCode(), response.getHeaders(), bytes);
		}
	}

	/** What was read. */
	record Read(HttpStatusCode status, HttpHeaders headers, byte[] bytes) implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			return this.status;
		}

		@Override
		public String getStatusText() {
			return "";
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.bytes);
		}

		@Override
		public void close() {
		}

	}

	/** An answer of more than fits. */
	static final class TooLarge extends IOException {

		private static final long serialVersionUID = 1L;

		TooLarge(int most) {
			super("the answer is larger than " + most + " bytes");
		}

	}

}
