package dev.roundtable.tracker.http;

import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/**
 * Connections that lead nowhere but where the endpoint may reach. The address that is
 * looked at is the one that is connected to, so a name that is given another address in
 * between (DNS rebinding) leads nowhere either. No redirects, cookies, proxies of the
 * system or retries of the client's own.
 */
final class Wire extends HttpComponentsClientHttpRequestFactory {

	private static final ScheduledThreadPoolExecutor CLOCKS = clocks();

	private final Duration whole;

	Wire(Endpoint endpoint) {
		super(client(endpoint));
		this.whole = endpoint.bounds().whole();
	}

	private static ScheduledThreadPoolExecutor clocks() {
		ScheduledThreadPoolExecutor clocks = new ScheduledThreadPoolExecutor(1,
				Thread.ofPlatform().daemon().name("tracker-deadlines").factory());
		clocks.setRemoveOnCancelPolicy(true);
		return clocks;
	}

	private static CloseableHttpClient client(Endpoint endpoint) {
		Bounds bounds = endpoint.bounds();
		PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
			.setDnsResolver(new Guard(endpoint.reach()))
			.setMaxConnPerRoute(4)
			.setDefaultConnectionConfig(ConnectionConfig.custom()
				.setConnectTimeout(Timeout.of(bounds.connect()))
				.setSocketTimeout(Timeout.of(bounds.read()))
				.setValidateAfterInactivity(TimeValue.ofSeconds(1))
				.setTimeToLive(TimeValue.ofMinutes(1))
				.build())
			.build();
		return HttpClients.custom()
			.setConnectionManager(connections)
			.setUserAgent("Roundtable")
			.setDefaultRequestConfig(RequestConfig.custom()
				.setConnectionRequestTimeout(Timeout.of(bounds.whole()))
				.setResponseTimeout(Timeout.of(bounds.read()))
				.build())
			.addRequestInterceptorLast((request, entity, context) -> request.setHeader(new Token(endpoint)))
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAutomaticRetries()
			.disableAuthCaching()
			.build();
	}

	/** However steadily an answer drips, its time ends. */
	@Override
	protected void postProcessHttpRequest(ClassicHttpRequest request) {
		if (request instanceof HttpUriRequestBase base) {
			WeakReference<HttpUriRequestBase> running = new WeakReference<>(base);
			CLOCKS.schedule(() -> {
				HttpUriRequestBase late = running.get();
				if (late != null) {
					late.cancel();
				}
			}, this.whole.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/** Answers only with addresses that may be asked. */
	private record Guard(Reach reach) implements DnsResolver {

		@Override
		public InetAddress[] resolve(String host) throws UnknownHostException {
			return this.reach.resolve(host);
		}

		@Override
		public String resolveCanonicalHostname(String host) {
			return host;
		}

	}

	/** A header that logs print without what it carries. */
	private static final class Token extends BasicHeader {

		private static final long serialVersionUID = 1L;

		Token(Endpoint endpoint) {
			super(endpoint.header(), endpoint.scheme() + endpoint.token().value(), true);
		}

		@Override
		public String toString() {
			return getName() + ": …";
		}

	}

}
