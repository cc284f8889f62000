package dev.roundtable.tracking;

import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.sync.Baseline;
import dev.roundtable.tracker.sync.Crossing;
import dev.roundtable.tracker.sync.Link;
import dev.roundtable.tracker.sync.Side;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a link consists of besides its row: baselines of fields, crossings of comments.
 */
@Component
class LinkParts {

	private final JdbcClient jdbc;

	LinkParts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Each as a person has answered it since, where somebody did. */
	Map<Long, Map<Field, Baseline>> fields(Long[] links) {
		Map<Long, Map<Field, Baseline>> fields = new HashMap<>();
		this.jdbc.sql("""
				select link_id, field, ours, theirs, standing, why, answer from tracker_baselines
				where link_id = any(:links)
				""").param("links", links).query((row) -> {
			Baseline kept = new Baseline(row.getString("ours"), row.getString("theirs"),
					Baseline.Standing.valueOf(row.getString("standing")), row.getString("why"));
			String answer = row.getString("answer");
			fields.computeIfAbsent(row.getLong("link_id"), (_) -> new EnumMap<>(Field.class))
				.put(Field.valueOf(row.getString("field")),
						(answer != null) ? kept.answered(Side.valueOf(answer)) : kept);
		});
		return fields;
	}

	Map<Long, List<Crossing>> comments(Long[] links) {
		Map<Long, List<Crossing>> comments = new HashMap<>();
		this.jdbc.sql("""
				select link_id, origin, ours, theirs, state, said, why from tracker_crossings
				where link_id = any(:links) order by link_id, id
				""").param("links", links).query((row) -> {
			comments.computeIfAbsent(row.getLong("link_id"), (_) -> new ArrayList<>())
				.add(new Crossing(Side.valueOf(row.getString("origin")), row.getObject("ours", Long.class),
						row.getString("theirs"), Crossing.State.valueOf(row.getString("state")), row.getString("said"),
						row.getString("why")));
		});
		return comments;
	}

	/**
	 * Only what differs from what is there.
	 * @param fields as they were read, with the answers
	 */
	void write(long link, Map<Field, Baseline> fields, List<Crossing> comments, Link next) {
		fields.keySet()
			.stream()
			.filter((field) -> !next.fields().containsKey(field))
			.forEach((field) -> this.jdbc.sql("delete from tracker_baselines where link_id = :link and field = :field")
				.param("link", link)
				.param("field", field.name())
				.update());
		next.fields().forEach((field, baseline) -> {
			if (!fields.containsKey(field)) {
				add(link, field, baseline);
			}
			else if (!baseline.equals(fields.get(field))) {
				replace(link, field, baseline);
			}
		});
		if (next.comments().isEmpty() && !comments.isEmpty()) {
			this.jdbc.sql("delete from tracker_crossings where link_id = :link").param("link", link).update();
		}
		for (Crossing crossing : next.comments()) {
			Crossing before = comments.stream().filter((one) -> isSame(one, crossing)).findFirst().orElse(null);
			if (before == null) {
				add(link, crossing);
			}
			else if (!before.equals(crossing)) {
				replace(link, crossing);
			}
		}
	}

	private void add(long link, Field field, Baseline baseline) {
		bind("""
				insert into tracker_baselines (link_id, field, ours, theirs, standing, why)
				values (:link, :field, :ours, :theirs, :standing, :why)
				""", link, field, baseline).update();
	}

	/**
	 * What a person has answered since the link was read stays where this is what she
	 * answered.
	 */
	private void replace(long link, Field field, Baseline baseline) {
		bind("""
				update tracker_baselines set ours = :ours, theirs = :theirs, standing = :standing, why = :why,
				    answer = null
				where link_id = :link and field = :field and (ours <> :ours or theirs <> :theirs
				or standing <> :standing or coalesce(why, '') <> coalesce(:why, ''))
				""", link, field, baseline).update();
	}

	private JdbcClient.StatementSpec bind(String sql, long link, Field field, Baseline baseline) {
		return this.jdbc.sql(sql)
			.param("link", link)
			.param("field", field.name())
			.param("ours", Texts.printable(baseline.ours()))
			.param("theirs", Texts.printable(baseline.theirs()))
			.param("standing", baseline.standing().name())
			.param("why", Texts.reasonOrNone(baseline.why()), Types.VARCHAR);
	}

	private void add(long link, Crossing crossing) {
		bind("""
				insert into tracker_crossings (link_id, origin, ours, theirs, state, said, why)
				values (:link, :origin, :ours, :theirs, :state, :said, :why)
				""", link, crossing).update();
	}

	private void replace(long link, Crossing crossing) {
		bind("""
				update tracker_crossings set ours = :ours, theirs = :theirs, state = :state, said = :said, why = :why
				where link_id = :link and origin = :origin and\s"""
				+ ((crossing.origin() == Side.OURS) ? "ours = :ours" : "theirs = :theirs"), link, crossing)
			.update();
	}

	private JdbcClient.StatementSpec bind(String sql, long link, Crossing crossing) {
		return this.jdbc.sql(sql)
			.param("link", link)
			.param("origin", crossing.origin().name())
			.param("ours", crossing.ours(), Types.BIGINT)
			.param("theirs", crossing.theirs(), Types.VARCHAR)
			.param("state", crossing.state().name())
			.param("said", crossing.said())
			.param("why", Texts.reasonOrNone(crossing.why()), Types.VARCHAR);
	}

	/** Whoever wrote a comment, its id on that side is what it is known by. */
	private static boolean isSame(Crossing one, Crossing other) {
		return one.origin() == other.origin() && ((one.origin() == Side.OURS) ? Objects.equals(one.ours(), other.ours())
				: Objects.equals(one.theirs(), other.theirs()));
	}

	/** Whether there was anything to be answered. */
	boolean answer(long link, Field field, Side right) {
		return this.jdbc.sql("""
				update tracker_baselines set answer = :right
				where link_id = :link and field = :field and standing <> 'AGREED'
				""").param("right", right.name()).param("link", link).param("field", field.name()).update() > 0;
	}

}
