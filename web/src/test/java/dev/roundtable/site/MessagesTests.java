package dev.roundtable.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.roundtable.http.BadInput;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

class MessagesTests {

	private static final String FOLDER = "/themes/base/messages/";

	private static final Pattern PLAIN_KEY = Pattern.compile("#\\{([a-zA-Z][\\w.-]*)[(}]");

	private static final Pattern REFUSAL = Pattern.compile("new BadInput\\([^,;]+,\\s*\"([\\w.-]+)\"");

	private static final Pattern SPOKEN = Pattern.compile("essages\\.of\\(\"([\\w.-]+)\"");

	@ParameterizedTest
	@ValueSource(strings = { "messages", "problems" })
	void all_languages_say_the_same_things(String bundle) throws IOException {
		Set<String> english = keys(bundle);
		assertThat(keys(bundle + "_zh_Hans")).isEqualTo(english);
		assertThat(keys(bundle + "_zh_Hant")).isEqualTo(english);
	}

	@Test
	void every_key_of_a_template_has_a_text() throws IOException {
		Set<String> used = found("classpath*:/themes/base/templates/**/*.html", PLAIN_KEY);
		assertThat(used).hasSizeGreaterThan(100);
		assertThat(all()).containsAll(used);
	}

	@Test
	void every_status_and_kind_has_a_text() throws IOException {
		Set<String> used = Arrays.stream(TaskStatus.values())
			.map((status) -> "status." + status)
			.collect(Collectors.toSet());
		used.addAll(used.stream().map((key) -> key + ".means").toList());
		Arrays.stream(TaskKind.values()).forEach((kind) -> used.add("kind." + kind));
		assertThat(all()).containsAll(used);
	}

	@Test
	void every_refusal_in_the_code_has_a_text() throws IOException {
		Set<String> used = new TreeSet<>();
		found("file:src/main/java/**/*.java", REFUSAL).forEach((code) -> used.add("error." + code));
		used.addAll(found("file:src/main/java/**/*.java", SPOKEN));
		assertThat(used).hasSizeGreaterThan(20);
		assertThat(all()).containsAll(used);
	}

	private static Set<String> all() throws IOException {
		Set<String> all = keys("messages");
		all.addAll(keys("problems"));
		return all;
	}

	private static Set<String> keys(String bundle) throws IOException {
		Properties properties = new Properties();
		try (InputStream file = MessagesTests.class.getResourceAsStream(FOLDER + bundle + ".properties")) {
			assertThat(file).as(bundle).isNotNull();
			properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
		}
		return new TreeSet<>(properties.stringPropertyNames());
	}

	private static Set<String> found(String files, Pattern pattern) throws IOException {
		Set<String> found = new TreeSet<>();
		for (Resource file : new PathMatchingResourcePatternResolver().getResources(files)) {
			Matcher matcher = pattern.matcher(file.getContentAsString(StandardCharsets.UTF_8));
			while (matcher.find()) {
				found.add(matcher.group(1));
			}
		}
		return found;
	}

}
