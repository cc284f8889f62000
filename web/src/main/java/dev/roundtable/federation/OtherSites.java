package dev.roundtable.federation;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/** How this room calls others: never for long, and what is no answer is a failure. */
final class OtherSites {

	private static final Duration CONNECT = Duration.ofSeconds(5);

	private static final Duration READ = Duration.ofSeconds(10);

	private final JsonMapper json;

	OtherSites(JsonMapper json) {
		this.json = json;
	}

	private static SimpleClientHttpRequestFactory factory() {
		SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
		factory.setConnectTimeout(CONNECT);
		factory.setReadTimeout(READ);
		return factory;
	}

	RestClient.Builder client() {
		return RestClient.builder().requestFactory(factory());
	}

	RestTemplate template() {
		return new RestTemplate(factory());
	}

	/** The answer as JSON in UTF-8, whatever type it says it has: WeChat says text. */
	JsonNode read(RestClient.RequestHeadersSpec<?> request) {
		return called(() -> {
			byte[] body = request.accept(MediaType.APPLICATION_JSON).retrieve().body(byte[].class);
			return this.json.readTree((body != null) ? body : new byte[0]);
		});
	}

	static <T> T called(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (RestClientException | JacksonException ex) {
			throw new ProviderFailed(ProviderFailed.Why.AWAY, "no answer", ex);
		}
	}

	/** A field as text; null where it is missing, empty, or something else. */
	static @Nullable String text(JsonNode node, String field) {
		JsonNode value = node.path(field);
		String text = value.isNumber() || value.isString() ? value.asString() : "";
		return text.isEmpty() ? null : text;
	}

	/**
	 * @throws ProviderFailed where there is none
	 */
	static String required(JsonNode node, String field) {
		String text = text(node, field);
		if (text == null) {
			throw new ProviderFailed(ProviderFailed.Why.REFUSED, "an answer without " + field, null);
		}
		return text;
	}

}
