package dev.roundtable.people;

import dev.roundtable.http.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AccountNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "ada", "小明", "Jean-Luc", "user_42", "Ünal", "山田太郎", "小明Ming", "пётр", "a.b", "_x" })
	void names_of_any_script_are_welcome(String name) {
		assertThat(AccountName.check(name)).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "two words", "a/b", "<b>", "admin", "ROOT", "ＡＤＭＩＮ", "管理员", ".a", "a.", "a..b",
			"ad\u200Ba/", "p\u0430ypal", "\u3164\u3164", "a\uD800", "@ada", "😀😀", "ada\uFE0F", "admin\uFE0F",
			"ada\uDB40\uDD01", "a\u180Bda", "p\uD835\uDC1A\u0443pal", "\uFDFA\uFDFA", "admin_", "_admin", "admin1",
			"2admin.", "\u0430dmin", "mei_official", "official-mei", "小李客服", "官方小明", "adm\u0131n", "rnoderator",
			"ad.min", "sup-port" })
	void names_that_mislead_are_refused(String name) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> AccountName.check(name))
			.satisfies((refused) -> assertThat(refused.field()).isEqualTo("name"));
	}

	@Test
	void names_that_look_alike_are_one_name() {
		assertThat(AccountName.key("ADA")).isEqualTo(AccountName.key("ada")).isEqualTo(AccountName.key("ａｄａ"));
		assertThat(AccountName.key("straße")).isEqualTo(AccountName.key("STRASSE"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "octo-cat", "dependabot[bot]", "admin", "...", "", "某 用户", "p\u0430ypal", "a\u0000b",
			"ada\uFE0F", "\uFDFA\uFDFA", "very long name of an author elsewhere that nobody would type" })
	void an_imported_author_gets_the_nearest_name_that_is_allowed(String author) {
		String name = AccountName.nearest(author);
		assertThat(AccountName.check(name)).isEqualTo(name);
	}

}
