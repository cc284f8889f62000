package dev.roundtable.forum.merging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.forum.pages.FloorNotes;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says on a page of floors which of them stand in a topic of their own by now. */
@Component
class SplitNotes implements FloorNotes {

	private final JdbcClient jdbc;

	private final ITemplateEngine templates;

	SplitNotes(JdbcClient jdbc, ITemplateEngine templates) {
		this.jdbc = jdbc;
		this.templates = templates;
	}

	@Override
	public String html(TopicId topic, int page, Locale locale) {
		List<Note> splits = on(topic, page);
		return splits.isEmpty() ? ""
				: this.templates.process("forum/floors-split", new Context(locale, Map.of("splits", splits)));
	}

	/**
	 * Which floors of that page left it, each with its topic; a first page, too, from
	 * where it came.
	 */
	List<Note> on(TopicId topic, int page) {
		int first = (page - 1) * TopicUrl.PAGE_SIZE;
		Map<Long, Note> notes = new LinkedHashMap<>();
		this.jdbc.sql("""
				select s.id, s.topic_id, s.from_topic, f.floor, a.name, s.reason
				from topic_splits s join split_floors f on f.split_id = s.id
				join people_names a on a.account_id = s.split_by
				where s.slot = 0 and (s.from_topic = :topic and f.floor > :above and f.floor <= :up_to
				    or s.topic_id = :topic and f.place = 1 and :above = 0)
				order by s.id, f.floor
				""")
			.param("topic", topic.value())
			.param("above", first)
			.param("up_to", first + TopicUrl.PAGE_SIZE)
			.query((row) -> {
				boolean came = row.getLong("topic_id") == topic.value();
				long other = came ? row.getLong("from_topic") : row.getLong("topic_id");
				String by = row.getString("name");
				String reason = row.getString("reason");
				notes.computeIfAbsent(row.getLong("id"), (_) -> new Note(came, other, new TreeSet<>(), by, reason))
					.numbers()
					.add(row.getInt("floor"));
			});
		return List.copyOf(notes.values());
	}

	/**
	 * @param came whether this topic was made of floors of the other
	 * @param numbers of the floors where they stood
	 */
	record Note(boolean came, long other, TreeSet<Integer> numbers, String by, String reason) {

		/** Public for its template. */
		public String floors() {
			return FloorNumbers.text(this.numbers);
		}

		/** Public for its template. */
		public int first() {
			return this.numbers.first();
		}

	}

}
