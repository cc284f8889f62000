package dev.roundtable.signin;

import java.net.http.HttpResponse;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What nobody may be called. */
class NameWordsTests extends RoundtableTest {

	@Test
	void whoever_wants_a_name_with_a_listed_word_is_told_so_in_her_language_and_takes_another() {
		Browser ada = admin();
		ada.open("/admin/moderation");
		assertThat(ada.submit("/admin/moderation/words", "word", "zfoulz", "act", "BLOCK").statusCode()).isIn(302, 303);
		Browser fan = browser();
		fan.open("/register");
		HttpResponse<String> refused = fan.submit("/register", "name", "the_Zfoulz_1", "password", PASSWORD);
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("“Zfoulz” cannot stand in a name here. Please choose another one.",
				"value=\"the_Zfoulz_1\"");
		assertThat(told("zh-CN")).contains("名字里不能有“Zfoulz”，请换一个。");
		assertThat(told("zh-TW")).contains("名稱裡不能有「Zfoulz」，請換一個。");
		assertThat(this.jdbc.sql("select count(*) from accounts where name = 'the_Zfoulz_1'")
			.query(Integer.class)
			.single()).isZero();
		fan.open("/register");
		assertThat(fan.submit("/register", "name", "the_fair_1", "password", PASSWORD).statusCode()).isIn(302, 303);
	}

	private String told(String language) {
		Browser fan = browser().with("Accept-Language", language);
		fan.open("/register");
		return fan.submit("/register", "name", "the_Zfoulz_1", "password", PASSWORD).body();
	}

}
