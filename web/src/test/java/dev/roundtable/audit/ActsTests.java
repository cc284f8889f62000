package dev.roundtable.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the code writes into the journal has words for those who read it. */
class ActsTests {

	private static final String BUNDLE = "/themes/base/messages/messages";

	@Test
	void whatever_is_written_into_the_journal_is_known_to_its_page() throws IOException {
		JournalActions.Found written = JournalActions.in(Path.of("src/main/java"));
		assertThat(written.all()).hasSizeGreaterThan(100).contains("wrote", "hid", "suspended", "brought-back");
		assertThat(new TreeSet<>(Acts.SHOWN)).isEqualTo(written.shown());
		written.all().removeAll(written.shown());
		assertThat(new TreeSet<>(Acts.HER_OWN)).isEqualTo(written.all());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "_zh_Hans", "_zh_Hant" })
	void every_act_has_words_of_its_own(String language) throws IOException {
		Properties texts = texts(language);
		Set<String> keys = new HashSet<>();
		Set<String> words = new HashSet<>();
		for (Set<String> actions : List.of(Acts.SHOWN, Acts.HER_OWN)) {
			actions.forEach((action) -> keys.add(Acts.key(action)));
		}
		Acts.ELSEWHERE.forEach((action, type) -> keys.add(Acts.key(type + "." + action)));
		for (String key : keys) {
			assertThat(texts.getProperty(key)).as(key).isNotBlank();
			assertThat(words.add(texts.getProperty(key))).as("%s is not called like another one", key).isTrue();
		}
	}

	private static Properties texts(String language) throws IOException {
		Properties texts = new Properties();
		try (InputStream file = Objects
			.requireNonNull(ActsTests.class.getResourceAsStream(BUNDLE + language + ".properties"))) {
			texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
		}
		return texts;
	}

}
