package dev.roundtable.credentials;

import dev.roundtable.http.BadInput;
import dev.roundtable.limits.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PasswordsTests {

	private final Passwords passwords = new Passwords();

	@ParameterizedTest
	@CsvSource({ "short, password.short", "12345678, password.common", "PassWord123, password.common",
			"woaini1314, password.common", "abcabcab, password.weak", "Grace_Hopper1234, password.weak",
			"asdfghjkl;, password.weak", "1990-12-31, password.weak", "Summer2026!, password.weak",
			"aaaabbbbcccc, password.weak", "aaaaaaaaaa, password.common", "Grace_Hopper, password.name" })
	void a_password_that_is_easily_guessed_is_refused(String password, String code) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.passwords.hashNew("grace_hopper", password))
			.withMessage(code);
	}

	@Test
	void her_own_name_and_some_digits_are_guessed_first() {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.passwords.hashNew("Maya", "Maya1234"))
			.withMessage("password.weak");
	}

	@Test
	void a_hash_that_does_not_say_how_it_was_made_still_matches() {
		String hash = this.passwords.hashNew("grace", "correct-horse-9").replaceFirst("^\\{.*?\\}", "");
		assertThat(this.passwords.matches("correct-horse-9", hash)).isTrue();
		assertThat(this.passwords.matches("correct-horse-8", hash)).isFalse();
		assertThat(this.passwords.isOutdated(hash)).isTrue();
		assertThat(this.passwords.isOutdated(this.passwords.hash("correct-horse-9"))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "春天的花开了吗朋友", "a seat at the table", "lumen-round-table", "x7Gk2pQw" })
	void a_password_of_unrelated_things_is_welcome(String password) {
		assertThat(this.passwords.hashNew("grace", password)).isNotEmpty();
	}

	@Test
	void only_the_right_password_matches_and_nothing_matches_nobody() {
		String hash = this.passwords.hashNew("grace", "correct-horse-9");
		assertThat(hash).startsWith("{argon2@SpringSecurity_v5_8}$argon2id$");
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
