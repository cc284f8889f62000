package dev.roundtable.people;

import dev.roundtable.http.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PasswordsTests {

	private final Passwords passwords = new Passwords();

	@ParameterizedTest
	@CsvSource({ "short, password.short", "12345678, password.common", "PassWord123, password.common",
			"woaini1314, password.common", "aaaaaaaaaa, password.common", "Grace_Hopper, password.name" })
	void a_password_that_is_easily_guessed_is_refused(String password, String code) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.passwords.hashNew("grace_hopper", password))
			.withMessage(code);
	}

	@Test
	void only_the_right_password_matches_and_nothing_matches_nobody() {
		String hash = this.passwords.hashNew("grace", "correct-horse-9");
		assertThat(hash).startsWith("$argon2id$");
		assertThat(this.passwords.matches("correct-horse-9", hash)).isTrue();
		assertThat(this.passwords.matches("correct-horse-8", hash)).isFalse();
		assertThat(this.passwords.matches("nobody has this password", null)).isFalse();
	}

	@Test
	void the_network_of_an_address_is_what_a_household_has() {
		assertThat(Network.of("192.0.2.7")).isEqualTo("192.0.2.7");
		assertThat(Network.of("2001:db8::1")).isEqualTo(Network.of("2001:db8:0:0:ffff::2"))
			.isNotEqualTo(Network.of("2001:db8:0:1::1"));
	}

}
