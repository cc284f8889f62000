package dev.roundtable.push;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import com.interaso.webpush.WebPush;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.SiteUrl;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Tells browsers something, through their push services. It waits for those, and must not
 * be called with a connection to the database in hand.
 */
@Component
@EnableConfigurationProperties(PushSettings.class)
public class Push implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(Push.class);

	private static final int CONNECTIONS = 64;

	private final PushKeys keys;

	private final Browsers browsers;

	private final PushSettings settings;

	private final SiteUrl site;

	private final CloseableHttpClient http;

	private final ScheduledExecutorService deadlines = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("push-deadlines").daemon().factory());

	Push(PushKeys keys, Browsers browsers, PushSettings settings, SiteUrl site) {
		this.keys = keys;
		this.browsers = browsers;
		this.settings = settings;
		this.site = site;
		this.http = client(settings);
	}

	private static CloseableHttpClient client(PushSettings settings) {
		Timeout answer = Timeout.of(settings.answer());
		return HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setDnsResolver(new PublicAddresses(settings.internal()))
				.setDefaultConnectionConfig(ConnectionConfig.custom()
					.setConnectTimeout(Timeout.of(settings.connect()))
					.setSocketTimeout(answer)
					.build())
				.setMaxConnTotal(CONNECTIONS)
				.setMaxConnPerRoute(CONNECTIONS)
				.build())
			.setDefaultRequestConfig(
					RequestConfig.custom().setResponseTimeout(answer).setConnectionRequestTimeout(answer).build())
			.disableRedirectHandling()
			.disableAutomaticRetries()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableContentCompression()
			.setUserAgent("Roundtable")
			.build();
	}

	/**
	 * One browser of one person.
	 */
	public record Browser(long id, long account, String endpoint, byte[] p256dh, byte[] auth) {
	}

	/** What became of a message. */
	public enum Sent {

		/** The push service has it. */
		TAKEN,

		/** The subscription is over, and forgotten. */
		GONE,

		/** It will not take this one, however often. */
		REFUSED,

		/** Not now. */
		LATER

	}

	/** Whether it is switched on. */
	public boolean enabled() {
		return this.settings.enabled();
	}

	/** With what a browser subscribes. */
	public String applicationServerKey() {
		return this.keys.applicationServerKey();
	}

	/** The browsers of one person, for her settings. */
	public List<?> shown(Viewer viewer) {
		return this.browsers.of(viewer);
	}

	public Map<Long, List<Browser>> browsers(Collection<Long> accounts) {
		return this.browsers.of(accounts);
	}

	/**
	 * Sends one message, encrypted for that browser.
	 * @param topic a later message with the same one takes this one's place while it
	 * waits; at most 32 letters that fit a URL
	 */
	public Sent send(Browser browser, byte[] message, Duration worth, String topic) {
		HttpPost post;
		try {
			WebPush push = new WebPush(subject(), this.keys.get());
			post = new HttpPost(browser.endpoint());
			push.getHeaders(browser.endpoint(), (int) worth.toSeconds(), topic, WebPush.Urgency.Normal)
				.forEach(post::setHeader);
			post.setEntity(new ByteArrayEntity(push.getBody(message, browser.p256dh(), browser.auth()),
					ContentType.APPLICATION_OCTET_STREAM));
		}
		catch (RuntimeException unusable) {
			log.info("Nothing can be sent to browser {}: {}", browser.id(), unusable.toString());
			this.browsers.gone(browser);
			return Sent.GONE;
		}
		Sent sent = outcome(post(post));
		if (sent == Sent.GONE) {
			this.browsers.gone(browser);
		}
		return sent;
	}

	/**
	 * A push service has nothing to say but a number: 0 where it did not come in time.
	 */
	private int post(HttpPost post) {
		int[] status = { 0 };
		ScheduledFuture<?> deadline = this.deadlines.schedule(post::cancel, this.settings.answer().toMillis(),
				TimeUnit.MILLISECONDS);
		try {
			this.http.execute(post, (answer) -> {
				status[0] = answer.getCode();
				post.cancel();
				return status[0];
			});
		}
		catch (IOException | IllegalStateException failure) {
			if (status[0] == 0) {
				log.debug("A push service did not answer", failure);
			}
		}
		finally {
			deadline.cancel(false);
		}
		return status[0];
	}

	private static Sent outcome(int status) {
		return switch (status) {
			case 200, 201, 202, 204 -> Sent.TAKEN;
			case 404, 410 -> Sent.GONE;
			case 0, 429 -> Sent.LATER;
			default -> (status >= 500) ? Sent.LATER : Sent.REFUSED;
		};
	}

	/** Whom a push service may ask about this site. */
	private String subject() {
		String home = this.site.of("/");
		return home.startsWith("https:") ? home : "mailto:roundtable@" + this.site.host();
	}

	@Override
	public void destroy() throws IOException {
		this.deadlines.shutdownNow();
		this.http.close();
	}

}
