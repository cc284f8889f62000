package dev.roundtable.messages;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ArrayList;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The conversations of a person. */
@Component
class ConversationList {

	private static final int EXCERPT = 160;

	private final JdbcClient jdbc;

	ConversationList(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Those in which something was written last, first.
	 * @throws BadInput on {@code cursor}
	 */
	CursorPage<ConversationView> page(Viewer viewer, @Nullable String cursor, int size) {
		Members.requirePresent(viewer);
		List<Row> rows = this.jdbc
			.sql("""
					select m.conversation_id as id, m.last_message as last, m.muted_at is not null as muted, a.name as author,
					       case when h.message_id is null and %s then substring(coalesce(d.plain, d.body), 1, 400) end as text,
					       d.written_at as at,
					       (select count(*) from direct_messages d where d.conversation_id = m.conversation_id
					           and d.id > m.read_to and d.author_id <> :viewer and %s) as unread
					from conversation_members m join direct_messages d on d.id = m.last_message
					join people_names a on a.account_id = d.author_id left join message_holds h on h.message_id = d.id
					where %s and m.last_message < :before
					order by m.last_message desc limit :most
					"""
				.formatted(Members.HEARD, Members.HEARD, Members.HERS))
			.param("viewer", viewer.id().value())
			.param("before", number(cursor))
			.param("most", size + 1)
			.query(Row.class)
			.list();
		CursorPage<Row> page = CursorPage.of(rows, size, (row) -> String.valueOf(row.last()));
		Map<Long, List<String>> people = people(viewer, page.items());
		return page.map((row) -> new ConversationView(row.id(), ConversationId.of(row.id()).url(),
				people.getOrDefault(row.id(), List.of()), row.unread(), row.muted(), row.author(), excerpt(row.text()),
				When.of(row.at().toInstant())));
	}

	/**
	 * @throws BadInput on {@code cursor}
	 */
	static long number(@Nullable String cursor) {
		if (cursor == null || cursor.isEmpty()) {
			return Long.MAX_VALUE;
		}
		try {
			return Long.parseLong(cursor);
		}
		catch (NumberFormatException garbage) {
			throw new BadInput("cursor", "cursor.invalid");
		}
	}

	private Map<Long, List<String>> people(Viewer viewer, List<Row> rows) {
		Map<Long, List<String>> people = new HashMap<>();
		if (!rows.isEmpty()) {
			this.jdbc.sql("""
					select m.conversation_id as id, a.name from conversation_members m
					join people_names a on a.account_id = m.account_id
					where m.conversation_id = any(:ids) and m.account_id <> :viewer order by a.name
					""")
				.param("ids", rows.stream().map(Row::id).toArray(Long[]::new))
				.param("viewer", viewer.id().value())
				.query((row) -> {
					people.computeIfAbsent(row.getLong("id"), (_) -> new ArrayList<>()).add(row.getString("name"));
				});
		}
		return people;
	}

	private static @Nullable String excerpt(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String line = text.replaceAll("\\s+", " ").strip();
		return (line.codePointCount(0, line.length()) <= EXCERPT) ? line
				: line.substring(0, line.offsetByCodePoints(0, EXCERPT - 1)).strip() + "…";
	}

	/** The one that is of these two alone; null where there is none for the viewer. */
	@Nullable ConversationId with(Viewer viewer, AccountId other) {
		return this.jdbc.sql("""
				select m.conversation_id from conversation_members m
				join conversation_members o on o.conversation_id = m.conversation_id and o.account_id = :other
				where %s and o.left_at is null
				and (select count(*) from conversation_members x where x.conversation_id = m.conversation_id) = 2
				order by m.last_message desc limit 1
				""".formatted(Members.HERS))
			.param("viewer", viewer.id().value())
			.param("other", other.value())
			.query(Long.class)
			.optional()
			.map(ConversationId::of)
			.orElse(null);
	}

	private record Row(long id, long last, boolean muted, String author, @Nullable String text, OffsetDateTime at,
			int unread) {
	}

}
