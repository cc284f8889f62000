package dev.roundtable.journal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The journal from the latest entry back, without what somebody did for herself alone:
 * whom she follows or blocks is nobody's business.
 */
@Component
public class JournalHistory {

	/** Entries that one look goes through: what nobody did lately costs no more. */
	private static final long WINDOW = 100_000;

	private final JdbcClient jdbc;

	private final EntryRows rows;

	JournalHistory(JdbcClient jdbc, EntryRows rows) {
		this.jdbc = jdbc;
		this.rows = rows;
	}

	/**
	 * @param actor an account, null for all
	 * @param action empty for all
	 * @param subject for example {@code topic-42}, empty for all
	 */
	public record Filter(@Nullable Long actor, String action, String subject) {
	}

	/**
	 * @param before where to look on for older ones, null when there are none
	 */
	public record Found(List<Entry> entries, @Nullable Long before) {
	}

	/**
	 * @param latest the number of the last entry that was looked at
	 */
	public record Since(long latest, Set<Long> actors, Set<Subject> subjects) {
	}

	/**
	 * Who did something after that entry, and to what. An entry that is written right now
	 * may be left out for good.
	 */
	public Since since(long after) {
		long latest = this.jdbc.sql("select coalesce(max(id), 0) from journal").query(Long.class).single();
		Set<Long> actors = new HashSet<>();
		Set<Subject> subjects = new HashSet<>();
		this.jdbc.sql("select distinct actor, subject from journal where id > :after and id <= :latest")
			.param("after", after)
			.param("latest", latest)
			.query((row) -> {
				long actor = row.getLong("actor");
				if (!row.wasNull()) {
					actors.add(actor);
				}
				subjects.add(Subject.parse(row.getString("subject")));
			});
		return new Since(latest, actors, subjects);
	}

	/**
	 * @param before entries with smaller numbers only
	 */
	public Found before(long before, Filter filter, int most) {
		long latest = this.jdbc.sql("select coalesce(max(id), 0) from journal").query(Long.class).single();
		long from = Math.min(before, latest + 1);
		long floor = Math.max(0, from - WINDOW);
		List<Entry> found = this.jdbc.sql("select " + EntryRows.COLUMNS + """
				 from journal j
				where j.id < :from and j.id >= :floor and j.audience not like 'person:%'
				and (cast(:actor as bigint) is null or j.actor = :actor) and (:action = '' or j.action = :action)
				and (:subject = '' or j.subject = :subject)
				order by j.id desc limit :most
				""")
			.param("from", from)
			.param("floor", floor)
			.param("actor", filter.actor())
			.param("action", filter.action())
			.param("subject", filter.subject())
			.param("most", most)
			.query(this.rows)
			.list();
		if (found.size() == most) {
			return new Found(found, found.getLast().id());
		}
		return new Found(found, (floor > 1) ? floor : null);
	}

}
