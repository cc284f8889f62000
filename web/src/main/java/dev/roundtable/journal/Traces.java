package dev.roundtable.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes out of the facts of old rows what may no longer be kept. That something happened,
 * when, and which number did it, stays.
 */
@Component
public class Traces {

	/** Rows that one statement looks through. */
	private static final int AT_ONCE = 5000;

	private final JdbcClient jdbc;

	private final EntryRows rows;

	Traces(JdbcClient jdbc, EntryRows rows) {
		this.jdbc = jdbc;
		this.rows = rows;
	}

	/**
	 * Looks through the next rows for a text, in the caller's transaction.
	 * @param text in any case
	 * @param other a fact's value in the place of what it is now, told of whose row
	 * @return up to which row this looked; nothing where there are no more
	 */
	public OptionalLong replace(long after, String text, Function<Entry, Function<String, String>> other) {
		Long last = this.jdbc.sql("select max(id) from journal").query(Long.class).optional().orElse(0L);
		if (after >= last) {
			return OptionalLong.empty();
		}
		long to = after + AT_ONCE;
		this.jdbc.sql("select " + EntryRows.COLUMNS + """
				 from journal j where j.id > :after and j.id <= :to and lower(j.facts) like :pattern escape '\\'
				order by j.id""")
			.param("after", after)
			.param("to", to)
			.param("pattern", "%" + text.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%")
			.query(this.rows)
			.list()
			.forEach((entry) -> {
				Function<String, String> value = other.apply(entry);
				change(entry, (_, before) -> value.apply(before));
			});
		return OptionalLong.of(to);
	}

	/** Empties these facts in all rows of a subject, in the caller's transaction. */
	public void empty(Subject subject, Set<String> facts) {
		List<Entry> entries = this.jdbc
			.sql("select " + EntryRows.COLUMNS + " from journal j where j.subject = :subject order by j.id")
			.param("subject", subject.toString())
			.query(this.rows)
			.list();
		entries.forEach((entry) -> change(entry, (fact, before) -> facts.contains(fact) ? "" : before));
	}

	private void change(Entry entry, BinaryOperator<String> other) {
		Map<String, String> facts = new HashMap<>(entry.facts());
		facts.replaceAll(other::apply);
		if (!facts.equals(entry.facts())) {
			this.jdbc.sql("update journal set facts = :facts where id = :id")
				.param("facts", this.rows.text(facts))
				.param("id", entry.id())
				.update();
		}
	}

}
