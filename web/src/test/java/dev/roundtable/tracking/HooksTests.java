package dev.roundtable.tracking;

import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class HooksTests extends RoundtableTest {

	private static final int KILOBYTE = 1024;

	@Autowired
	private Connections connections;

	@Test
	void who_cannot_sign_learns_nothing_and_needs_neither_cookie_nor_form() {
		assertThat(deliver("/hooks/trackers/999999", 10)).isEqualTo(403);
		assertThat(this.connections.all()).extracting((one) -> one.id().value()).doesNotContain(999_999L);
	}

	@Test
	void a_large_delivery_is_read_and_one_that_is_too_large_is_not() {
		assertThat(deliver("/hooks/trackers/999999", 900 * KILOBYTE)).isEqualTo(403);
		assertThat(deliver("/hooks/trackers/999999", 1100 * KILOBYTE)).isEqualTo(413);
		assertThat(deliver("/unsubscribe", 900 * KILOBYTE)).as("elsewhere strangers send less").isEqualTo(413);
	}

	private int deliver(String path, int bytes) {
		return browser().post(path, "application/json", "x".repeat(bytes)).statusCode();
	}

}
