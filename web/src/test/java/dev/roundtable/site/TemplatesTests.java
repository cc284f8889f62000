package dev.roundtable.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of every template as it is written. */
class TemplatesTests {

	/** Not {@code th:}, so it is there whether or not there is an error. */
	private static final Pattern ALWAYS = Pattern.compile("(?<!th:)aria-describedby=\"[^\"]*-error\"");

	@Test
	void a_field_is_described_by_an_error_only_where_there_is_one() throws IOException {
		int read = 0;
		try (Stream<Path> files = Files.walk(Path.of("../themes/src/main/resources/themes/base/templates"))) {
			for (Path file : files.filter((one) -> one.toString().endsWith(".html")).toList()) {
				// This one stands together with its error.
				if (!file.endsWith("groups/group-fields.html")) {
					assertThat(ALWAYS.matcher(Files.readString(file)).results().map((found) -> found.group()))
						.as(file.toString())
						.isEmpty();
				}
				read++;
			}
		}
		assertThat(read).isGreaterThan(100);
	}

}
