package dev.roundtable.tracking;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.tasks.Build;
import dev.roundtable.tracker.Abilities;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Direction;
import dev.roundtable.tracker.sync.FieldRule;
import dev.roundtable.tracker.sync.Policy;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracker.sync.ValueMap;
import dev.roundtable.writing.Body;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.Title;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which fields of a connection are carried where, and what their values are called on
 * each side.
 */
@Component
public class Mappings {

	/** UTF-16 units of a value's name. */
	public static final int WORD = 200;

	private final JdbcClient jdbc;

	private final Connections connections;

	private final Journal journal;

	private final Once once;

	Mappings(JdbcClient jdbc, Connections connections, Journal journal, Once once) {
		this.jdbc = jdbc;
		this.connections = connections;
		this.journal = journal;
		this.once = once;
	}

	/**
	 * @param words what a value of ours is called there, and what one of theirs is called
	 * here; not for texts
	 */
	public record Rule(Direction direction, Policy policy, Map<Side, Map<String, String>> words) {

		public Map<String, String> words(Side side) {
			return this.words.getOrDefault(side, Map.of());
		}

	}

	public Map<Field, Rule> of(ConnectionId connection) {
		Map<Field, Map<Side, Map<String, String>>> words = new EnumMap<>(Field.class);
		this.jdbc.sql("""
				select field, side, word, counterpart from tracker_words where connection_id = :connection
				order by field, side, word
				""").param("connection", connection.value()).query((row) -> {
			words.computeIfAbsent(Field.valueOf(row.getString("field")), (_) -> new EnumMap<>(Side.class))
				.computeIfAbsent(Side.valueOf(row.getString("side")), (_) -> new LinkedHashMap<>())
				.put(row.getString("word"), row.getString("counterpart"));
		});
		Map<Field, Rule> rules = new EnumMap<>(Field.class);
		this.jdbc.sql("select field, direction, policy from tracker_rules where connection_id = :connection")
			.param("connection", connection.value())
			.query((row) -> {
				Field field = Field.valueOf(row.getString("field"));
				rules.put(field, new Rule(Direction.valueOf(row.getString("direction")),
						Policy.valueOf(row.getString("policy")), words.getOrDefault(field, Map.of())));
			});
		return rules;
	}

	/**
	 * Puts rules in the place of those that there are.
	 * @param version of the connection that whoever asks has seen
	 * @throws StaleVersion when somebody changed it meanwhile
	 */
	public void replace(Viewer by, ConnectionId connection, long version, Map<Field, Rule> rules, OnceKey key) {
		by.require(Capability.ADMINISTER);
		rules.values().forEach((rule) -> rule.words().values().forEach((words) -> words.forEach((word, counterpart) -> {
			check(word);
			check(counterpart);
		})));
		this.once.write(key.asking("map tracker " + connection, version, rules), () -> {
			String name = take(connection, version);
			for (String table : List.of("tracker_rules", "tracker_words")) {
				this.jdbc.sql("delete from " + table + " where connection_id = :connection")
					.param("connection", connection.value())
					.update();
			}
			rules.forEach((field, rule) -> add(connection, field, rule));
			this.journal.record(by.id().value(), "tracker mapped", Subject.of("tracker", connection.value()),
					Audience.TEAM, Map.of("name", name));
		});
	}

	/** Of two who change it at once one is first, and the other is told. */
	private String take(ConnectionId connection, long version) {
		int taken = this.jdbc.sql("""
				update tracker_connections set version = version + 1
				where id = :connection and version = :version and removed = 0
				""").param("connection", connection.value()).param("version", version).update();
		Connections.Settings settings = this.connections.find(connection);
		if (taken == 0) {
			throw new StaleVersion(settings.version());
		}
		return settings.name();
	}

	private static void check(String word) {
		if (!word.isEmpty()) {
			Text.line("words", word, WORD);
		}
	}

	private void add(ConnectionId connection, Field field, Rule rule) {
		this.jdbc.sql("""
				insert into tracker_rules (connection_id, field, direction, policy)
				values (:connection, :field, :direction, :policy)
				""")
			.param("connection", connection.value())
			.param("field", field.name())
			.param("direction", rule.direction().name())
			.param("policy", rule.policy().name())
			.update();
		rule.words()
			.forEach((side,
					words) -> words.forEach((word, counterpart) -> this.jdbc.sql("""
							insert into tracker_words (connection_id, field, side, word, counterpart)
							values (:connection, :field, :side, :word, :counterpart)
							""")
						.param("connection", connection.value())
						.param("field", field.name())
						.param("side", side.name())
						.param("word", word)
						.param("counterpart", counterpart)
						.update()));
	}

	/** As the reconciler wants them; every issue has a title. */
	Map<Field, FieldRule> rules(ConnectionId connection, Abilities abilities) {
		Map<Field, FieldRule> rules = new EnumMap<>(Field.class);
		rules.put(Field.TITLE, new FieldRule(Direction.NONE, Policy.OURS, map(Field.TITLE, null, abilities)));
		of(connection).forEach((field, rule) -> rules.put(field,
				new FieldRule(rule.direction(), rule.policy(), map(field, rule, abilities))));
		return rules;
	}

	private static ValueMap map(Field field, @Nullable Rule rule, Abilities abilities) {
		return switch (field) {
			case TITLE -> ValueMap.verbatim(Title.MAX, abilities.titleLength());
			// A body is bounded in bytes, and a character may be three of them.
			case DESCRIPTION -> new ValueMap.Text(abilities.markup(), Body.MAX_BYTES / 3, abilities.textLength());
			case RELEASE ->
				(rule == null || rule.words().isEmpty()) ? ValueMap.verbatim(Build.LENGTH, WORD) : listed(rule);
			case KIND, STATUS, SEVERITY, COMPONENT, ASSIGNEE ->
				listed((rule != null) ? rule : new Rule(Direction.NONE, Policy.OURS, Map.of()));
		};
	}

	private static ValueMap listed(Rule rule) {
		return new ValueMap.Listed(rule.words(Side.OURS), rule.words(Side.THEIRS));
	}

}
