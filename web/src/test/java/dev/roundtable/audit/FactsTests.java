package dev.roundtable.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever facts the code writes into the journal have words for those who read them. */
class FactsTests {

	private static final String BUNDLE = "/themes/base/messages/messages";

	private static final Pattern SUBJECT = Pattern.compile("Subject\\.of\\(\"(\\w+)\"");

	/** Where the things come from whose words begin like this. */
	private static final Map<String, String> ENUMS = Map.of("kind.", "forum.TopicKind", "origin.", "tasks.Origin$Place",
			"role.", "people.Role", "sanction.kind.", "people.Sanction$Kind", "words.act.", "moderation.Words$Act",
			"pin.scope.", "forum.marks.TopicMarks$PinScope", "invitation.source.", "invitations.Source", "severity.",
			"tasks.Severity", "status.", "tasks.TaskStatus", "trust.level.", "trust.TrustLevel");

	private static final Map<String, String> MORE = Map.of("release.channel.", "releases.Channel", "relation.",
			"tasks.relations.RelationKind", "joining.entry.", "signin.Admission$Entry", "joining.address.",
			"addresses.AddressRule");

	@Test
	void whatever_fact_is_written_into_the_journal_is_known_to_its_page() throws IOException {
		Set<String> known = new TreeSet<>(Facts.KEYS);
		assertThat(known).hasSameSizeAs(Facts.KEYS);
		known.addAll(Facts.UNSAID);
		assertThat(known).isEqualTo(JournalActions.in(Path.of("src/main/java")).facts());
	}

	@Test
	void whatever_something_is_done_to_is_known_to_its_page() throws IOException {
		Set<String> types = new TreeSet<>();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				SUBJECT.matcher(Files.readString(file)).results().forEach((found) -> types.add(found.group(1)));
			}
		}
		assertThat(new TreeSet<>(Facts.THINGS)).isEqualTo(types);
	}

	@Test
	void only_actions_that_are_written_are_said_to_change_one_thing_of_a_few_into_another() throws IOException {
		assertThat(JournalActions.in(Path.of("src/main/java")).all()).containsAll(FactValues.CHANGES.keySet());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "_zh_Hans", "_zh_Hant" })
	void every_fact_and_whatever_it_may_choose_from_has_words(String language)
			throws IOException, ClassNotFoundException {
		Properties texts = texts(language);
		for (String key : Facts.KEYS) {
			assertThat(texts.getProperty(Facts.key(key))).as(key).isNotBlank();
		}
		for (String type : Facts.THINGS) {
			assertThat(texts.getProperty(Facts.thing(type))).as(type).isNotBlank();
		}
		Map<String, String> enums = new HashMap<>(ENUMS);
		enums.putAll(MORE);
		Set<String> begins = new TreeSet<>(FactValues.CHOICES.values());
		begins.addAll(FactValues.CHANGES.values());
		begins.removeAll(Set.of("audit.outcome.", "language."));
		assertThat(new TreeSet<>(enums.keySet())).isEqualTo(begins);
		for (Map.Entry<String, String> one : enums.entrySet()) {
			for (Object constant : Class.forName("dev.roundtable." + one.getValue()).getEnumConstants()) {
				String key = one.getKey() + ((Enum<?>) constant).name();
				assertThat(texts.getProperty(key)).as(key).isNotBlank();
			}
		}
	}

	private static Properties texts(String language) throws IOException {
		Properties texts = new Properties();
		try (InputStream file = Objects
			.requireNonNull(FactsTests.class.getResourceAsStream(BUNDLE + language + ".properties"))) {
			texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
		}
		return texts;
	}

}
