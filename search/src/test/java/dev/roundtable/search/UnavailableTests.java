package dev.roundtable.search;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class UnavailableTests {

	private static final SearchQuery QUERY = SearchQuery.of("x", Set.of("everyone"), 10);

	@Test
	void nothing_listens() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		unavailable(port);
	}

	@Test
	void something_listens_and_says_nothing() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			unavailable(silent.getLocalPort());
		}
	}

	@Test
	void search_that_is_off_says_so() {
		try (SearchIndex off = SearchIndex.off()) {
			assertThat(off.state()).isEqualTo(SearchIndex.State.OFF);
			assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> off.search(QUERY));
		}
	}

	private static void unavailable(int port) {
		List<URI> uris = List.of(URI.create("http://127.0.0.1:" + port));
		try (SearchIndex index = ElasticsearchIndex.onCluster(uris, "name", "secret", Ranking.WORDS_ALONE,
				SearchLimits.USUAL)) {
			assertThat(index.state()).isEqualTo(SearchIndex.State.UNAVAILABLE);
			assertTimeoutPreemptively(Duration.ofSeconds(20),
					() -> assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> index.search(QUERY)));
		}
	}

}
