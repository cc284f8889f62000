package dev.roundtable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A room's tables are its own: the SQL of others names the views that the room makes for
 * them, and nothing else. Tables are those that a room's migrations create; SQL is what
 * stands in the strings and text blocks of a room's sources. A foreign key in a migration
 * may name another room's table.
 */
class TablesTests {

	private static final Path SOURCES = Path.of("src/main/java/dev/roundtable");

	private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

	private static final Pattern MADE = Pattern.compile(
			"create\\s+(?:or\\s+replace\\s+)?(table|view)\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)",
			Pattern.CASE_INSENSITIVE);

	/** Tables whose room was cut out of another one after its migration had run. */
	private static final Map<String, String> MOVED = Map.of("sign_ins", "credentials", "known_browsers", "credentials",
			"half_sign_ins", "credentials", "api_tokens", "tokens", "tries", "limits", "setup_tokens", "signin",
			"boards", "boards", "profiles", "profiles", "devices", "profiles");

	/** Where SQL names tables, one or a list of them with aliases. */
	private static final Pattern NAMED = Pattern.compile(
			"\\b(?:from|join|into|update|using|truncate|table)\\s+((?:\\w+(?:\\s+(?:as\\s+)?\\w+)?\\s*,\\s*)*\\w+)",
			Pattern.CASE_INSENSITIVE);

	/** Comments are passed over whole, so that no quote in one begins a string. */
	private static final Pattern STRING = Pattern.compile(
			"""
					//[^\\n]*|/\\*(?s:.*?)\\*/|'(?:\\\\.|[^'\\\\])+'|\"""(?s:(.*?))(?<!\\\\)\"""|"((?:\\\\.|[^"\\\\\\n])*)\"""");

	@Test
	void no_room_names_the_table_of_another() {
		Map<String, String> owners = made("table");
		assertThat(owners).containsEntry("topics", "forum")
			.containsEntry("index_queue", "indexing")
			.containsEntry("sign_ins", "credentials")
			.containsEntry("boards", "boards");
		List<String> broken = new ArrayList<>();
		for (Path source : under(SOURCES, ".java")) {
			String room = SOURCES.relativize(source).getName(0).toString();
			for (String table : tablesNamedIn(read(source))) {
				String owner = owners.get(table);
				if (owner != null && !owner.equals(room)) {
					broken.add("%s names %s, a table of %s. Read one of its views (%s), or ask %s to do it."
						.formatted(SOURCES.relativize(source), table, owner, String.join(", ", viewsOf(owner)), owner));
				}
			}
		}
		assertThat(broken).isEmpty();
	}

	@Test
	void what_names_a_table_is_seen() {
		assertThat(tablesNamedIn("""
				jdbc.sql("select 1 from topics t join boards b on b.id = 1 where x in (select y from posts)");
				jdbc.sql(\"""
						insert into tasks (number)
						select 1 from a, accounts
						\""" + "update task_topics set x = 1" + "delete from topic_tags");
				""")).contains("topics", "boards", "posts", "tasks", "accounts", "task_topics", "topic_tags");
	}

	@Test
	void what_only_talks_of_a_table_is_passed_over() {
		assertThat(tablesNamedIn("""
				/* It comes "from topics". */
				// Don't say "from posts"
				char quote = '"'; // from accounts
				String text = "topics"; int from = 1; String other = "\\"";
				""")).isEmpty();
	}

	private static List<String> tablesNamedIn(String source) {
		return STRING.matcher(source)
			.results()
			.map((string) -> (string.group(1) != null) ? string.group(1) : string.group(2))
			.filter((sql) -> sql != null)
			.flatMap((sql) -> NAMED.matcher(sql).results().flatMap(TablesTests::names))
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.distinct()
			.toList();
	}

	private static Stream<String> names(MatchResult named) {
		return Stream.of(named.group(1).split(",")).map((table) -> table.strip().split("\\s")[0]);
	}

	/** What is made by migrations, and by which room's. */
	private static Map<String, String> made(String kind) {
		Map<String, String> made = new TreeMap<>();
		for (Path migration : under(MIGRATIONS, ".sql")) {
			Matcher statement = MADE.matcher(read(migration));
			while (statement.find()) {
				if (statement.group(1).equalsIgnoreCase(kind)) {
					made.put(statement.group(2).toLowerCase(Locale.ROOT),
							MIGRATIONS.relativize(migration).getName(0).toString());
				}
			}
		}
		MOVED.forEach(made::replace);
		return made;
	}

	private static List<String> viewsOf(String room) {
		return made("view").entrySet()
			.stream()
			.filter((view) -> view.getValue().equals(room))
			.map(Map.Entry::getKey)
			.toList();
	}

	private static List<Path> under(Path folder, String ending) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(ending))
				.sorted(Comparator.comparing(Path::getFileName))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
