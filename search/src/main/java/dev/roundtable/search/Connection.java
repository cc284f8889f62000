package dev.roundtable.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.SimpleJsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransportBase;
import co.elastic.clients.transport.rest5_client.Rest5ClientHttpClient;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Two open clients. How long one waits belongs to a client: of what is set for a single
 * request the library takes no notice.
 *
 * @param client for what a person waits for
 * @param patientClient for what happens in the background
 */
record Connection(List<URI> uris, ElasticsearchClient client, ElasticsearchClient patientClient) {

	private static final int CONNECT_SECONDS = 2;

	private static final Duration PATIENT = Duration.ofSeconds(60);

	/** The engine is to say itself that it was too slow, before the client gives up. */
	static final Duration GRACE = Duration.ofMillis(500);

	/**
	 * For another node where one hangs. The library looks only once a second for who is
	 * too late, and a node that was not found to be is asked again.
	 */
	private static final Duration SECOND_CHANCE = Duration.ofSeconds(2);

	/** Beside searches it is asked how it is. */
	private static final int OTHERS_AT_ONCE = 8;

	static Connection to(List<URI> uris, @Nullable Credentials credentials, SearchLimits limits) {
		return new Connection(uris, client(uris, credentials, limits.longest().plus(GRACE), SECOND_CHANCE,
				limits.atOnce() + OTHERS_AT_ONCE), client(uris, credentials, PATIENT, PATIENT, OTHERS_AT_ONCE));
	}

	/**
	 * @param patience with one node
	 * @param more what others have in all when that one did not answer
	 * @param atOnce connections to each node: who finds none waits, too
	 */
	private static ElasticsearchClient client(List<URI> uris, @Nullable Credentials credentials, Duration patience,
			Duration more, int atOnce) {
		Timeout timeout = Timeout.of(patience);
		Rest5ClientBuilder builder = Rest5Client.builder(uris)
			.setConnectionConfigCallback(
					(connect) -> connect.setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS).setSocketTimeout(timeout))
			.setConnectionManagerCallback(
					(pool) -> pool.setMaxConnPerRoute(atOnce).setMaxConnTotal(atOnce * uris.size()))
			.setRequestConfigCallback(
					(request) -> request.setResponseTimeout(timeout).setConnectionRequestTimeout(timeout));
		if (credentials != null) {
			builder.setDefaultHeaders(new Header[] { new BasicHeader("Authorization", credentials.basicHeader()) });
		}
		Deadline http = new Deadline(new Rest5ClientHttpClient(builder.build()), patience, more);
		return new ElasticsearchClient(new ElasticsearchTransportBase(http, null, SimpleJsonpMapper.INSTANCE) {
		});
	}

	void close() {
		try {
			this.client._transport().close();
			this.patientClient._transport().close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
