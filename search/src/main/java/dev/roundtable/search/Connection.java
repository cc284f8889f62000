package dev.roundtable.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.SimpleJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientOptions;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/**
 * An open client.
 *
 * @param client for what a person waits for
 * @param patientClient for what happens in the background
 */
record Connection(List<URI> uris, ElasticsearchClient client, ElasticsearchClient patientClient) {

	private static final int CONNECT_SECONDS = 2;

	private static final int ANSWER_SECONDS = 5;

	private static final int PATIENT_SECONDS = 60;

	static Connection to(List<URI> uris, @Nullable Credentials credentials) {
		Rest5ClientBuilder builder = Rest5Client.builder(uris)
			.setConnectionConfigCallback((connect) -> connect.setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
				.setSocketTimeout(PATIENT_SECONDS, TimeUnit.SECONDS))
			.setRequestConfigCallback((request) -> request.setResponseTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
				.setConnectionRequestTimeout(ANSWER_SECONDS, TimeUnit.SECONDS));
		if (credentials != null) {
			builder.setDefaultHeaders(new Header[] { new BasicHeader("Authorization", credentials.basicHeader()) });
		}
		Rest5ClientTransport transport = new Rest5ClientTransport(builder.build(), SimpleJsonpMapper.INSTANCE);
		ElasticsearchClient client = new ElasticsearchClient(transport);
		return new Connection(uris, client, client.withTransportOptions(patient()));
	}

	private static Rest5ClientOptions patient() {
		RequestConfig config = RequestConfig.custom()
			.setResponseTimeout(PATIENT_SECONDS, TimeUnit.SECONDS)
			.setConnectionRequestTimeout(PATIENT_SECONDS, TimeUnit.SECONDS)
			.build();
		RequestOptions.Builder options = RequestOptions.DEFAULT.toBuilder();
		options.setRequestConfig(config);
		return new Rest5ClientOptions(options.build(), false);
	}

	void close() {
		try {
			this.client._transport().close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
