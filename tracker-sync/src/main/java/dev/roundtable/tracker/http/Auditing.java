package dev.roundtable.tracker.http;

import java.io.IOException;
import java.time.Duration;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Tells of each request that was sent, answered or not. */
final class Auditing implements ClientHttpRequestInterceptor {

	private final Asked.Audit audit;

	Auditing(Asked.Audit audit) {
		this.audit = audit;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		long start = System.nanoTime();
		int status = 0;
		try {
			ClientHttpResponse response = execution.execute(request, body);
			status = response.getStatusCode().value();
			return response;
		}
		finally {
			this.audit.sent(new Asked(request.getMethod().name(), request.getURI().getRawPath(), status,
					Duration.ofNanos(System.nanoTime() - start)));
		}
	}

}
