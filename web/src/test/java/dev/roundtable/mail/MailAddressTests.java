package dev.roundtable.mail;

import dev.roundtable.http.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MailAddressTests {

	@ParameterizedTest
	@CsvSource({ "mei@example.org, mei@example.org", "' Mei.Lin+forum@Example.ORG ', Mei.Lin+forum@example.org",
			"mei@中国.example, mei@xn--fiqs8s.example", "mei@bücher.example, mei@xn--bcher-kva.example",
			"o'neil@a.example, o'neil@a.example", "mei@ｅxample.org, mei@example.org" })
	void what_a_person_types_becomes_an_address_that_travels(String typed, String value) {
		assertThat(MailAddress.of("to", typed).value()).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "mei", "mei@", "@example.org", "mei@example", "mei lin@example.org", "mei@exa mple.org",
			"mei@example.org\nBcc: all@example.org", "mei@example.org\r\nX: y", "mei\u0000@example.org",
			"mei@@example.org", "mei..lin@example.org", ".mei@example.org", "mei@-example.org", "梅@example.org",
			"mei@example.org,jun@example.org", "Mei <mei@example.org>", "\"mei\"@example.org", "mei@[127.0.0.1]",
			"mei@127.0.0.1", "mei@exa_mple.org" })
	void what_no_mail_can_go_to_is_refused_in_words(String typed) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> MailAddress.of("to", typed))
			.matches((bad) -> bad.field().equals("to") && bad.code().equals("error.address.shape"));
	}

	@Test
	void an_address_is_as_long_as_the_post_allows_and_not_a_letter_longer() {
		String domain = "a.".repeat(95) + "example";
		String longest = "m".repeat(64) + "@" + domain.substring(domain.length() - 189);
		assertThat(longest).hasSize(254);
		assertThat(MailAddress.of("to", longest).value()).isEqualTo(longest);
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> MailAddress.of("to", "m" + longest))
			.withMessage("address.long");
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> MailAddress.of("to", "m".repeat(65) + "@example.org"))
			.withMessage("address.shape");
		// Short as typed, long as it travels.
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> MailAddress.of("to", "m@" + "中国中国中国.".repeat(35) + "example"))
			.withMessage("address.shape");
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> MailAddress.of("to", "x".repeat(300)))
			.withMessage("address.long");
	}

	@Test
	void large_and_small_letters_lead_into_one_box_and_a_domain_is_shown_in_its_own_letters() {
		assertThat(MailAddress.of("to", "MEI@example.org").key())
			.isEqualTo(MailAddress.of("to", "mei@Example.org").key());
		assertThat(MailAddress.of("to", "mei@中国.example").shown()).isEqualTo("mei@中国.example");
	}

	@Test
	void nobody_makes_one_that_is_none() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> new MailAddress("mei@example.org\nBcc: x@example.org"));
	}

}
