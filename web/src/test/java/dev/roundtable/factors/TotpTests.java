package dev.roundtable.factors;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TotpTests {

	/** That of RFC 6238: the bytes {@code 12345678901234567890}. */
	private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

	@ParameterizedTest
	@CsvSource({ "59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037",
			"20000000000, 353130" })
	void codes_are_those_of_the_standard(long second, String code) {
		assertThat(Totp.code(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
	}

	@Test
	void a_code_is_taken_one_step_early_or_late_and_no_further() {
		Instant now = Instant.parse("2026-01-01T00:00:10Z");
		String code = Totp.code(SECRET, now);
		assertThat(Totp.step(SECRET, code, now)).isPresent();
		assertThat(Totp.step(SECRET, code, now.plusSeconds(30))).isEqualTo(Totp.step(SECRET, code, now));
		assertThat(Totp.step(SECRET, code, now.minusSeconds(30))).isEqualTo(Totp.step(SECRET, code, now));
		assertThat(Totp.step(SECRET, code, now.plus(Duration.ofSeconds(60)))).isEmpty();
		assertThat(Totp.step(SECRET, "", now)).isEmpty();
		assertThat(Totp.step(SECRET, "12345", now)).isEmpty();
	}

	@Test
	void an_app_gets_a_secret_of_160_bits_that_nobody_else_has() {
		Enrolment one = Enrolment.begin("梅 & co");
		assertThat(one.secret()).matches("[A-Z2-7]{32}").isNotEqualTo(Enrolment.begin("mei").secret());
		assertThat(one.uri()).startsWith("otpauth://totp/Roundtable%3A%E6%A2%85%20%26%20co?secret=" + one.secret())
			.endsWith("&issuer=Roundtable");
		assertThat(one.picture()).startsWith("data:image/svg+xml;base64,");
		assertThat(one.spaced().replace(" ", "")).isEqualTo(one.secret());
	}

}
