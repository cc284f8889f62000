package dev.roundtable.forum;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.forum.TaskBadges.TaskBadge;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.people.AccountId;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of topics, on pages and for machines. */
@Component
class TopicList {

	enum Sort {

		ACTIVE("t.last_post_at"), NEW("t.created_at"), VOTES("t.votes");

		private final String column;

		Sort(String column) {
			this.column = column;
		}

		/** Above everything. */
		private Object top() {
			return switch (this) {
				case ACTIVE, NEW -> CursorPage.END_OF_TIME;
				case VOTES -> Integer.MAX_VALUE;
			};
		}

		/** The inverse of {@link #position}. */
		private Object parse(String position) {
			return switch (this) {
				case ACTIVE, NEW -> CursorPage.moment(position);
				case VOTES -> Integer.parseInt(position);
			};
		}

		private String position(Row row) {
			return switch (this) {
				case ACTIVE -> row.lastPostAt().toInstant().toString();
				case NEW -> row.createdAt().toInstant().toString();
				case VOTES -> String.valueOf(row.votes());
			};
		}

	}

	private final JdbcClient jdbc;

	private final TaskBadges badges;

	TopicList(JdbcClient jdbc, TaskBadges badges) {
		this.jdbc = jdbc;
		this.badges = badges;
	}

	/**
	 * @param board slug, null for all
	 * @param cursor from the page before, null for the first
	 */
	CursorPage<TopicRow> page(@Nullable String board, @Nullable TopicKind kind, Sort sort, @Nullable String cursor,
			int size) {
		List<String> conditions = new ArrayList<>();
		// Always a position: without one H2 takes another index and sorts the whole
		// board.
		conditions.add("(" + sort.column + ", t.id) < (:after, :afterId)");
		if (board != null) {
			conditions.add("t.board_id = (select id from boards where slug = :board)");
		}
		if (kind != null) {
			conditions.add("t.kind = :kind");
		}
		Position after = position(sort, cursor);
		String order = sort.column + " desc, t.id desc";
		// The page is cut before it is joined: H2 would join first and sort all topics.
		JdbcClient.StatementSpec query = this.jdbc
			.sql("""
					select t.id, t.title, t.kind, b.slug, b.name as boardName, a.name as author, t.floors, t.votes,
					       t.version, t.created_at as createdAt, t.last_post_at as lastPostAt,
					       l.name as lastPoster
					from (select * from topics t where %s order by %s limit :limit) t
					join boards b on b.id = t.board_id join accounts a on a.id = t.author_id
					join accounts l on l.id = t.last_poster_id order by %s
					""".formatted(String.join(" and ", conditions), (board != null) ? "t.board_id, " + order : order,
					order))
			.param("limit", size + 1)
			.param("after", after.value())
			.param("afterId", after.id());
		if (board != null) {
			query = query.param("board", board);
		}
		if (kind != null) {
			query = query.param("kind", kind.name());
		}
		CursorPage<Row> rows = CursorPage.of(query.query(Row.class).list(), size,
				(last) -> sort.position(last) + "~" + last.id());
		return complete(rows);
	}

	/** Newest first. */
	List<TopicRow> of(AccountId author, int size) {
		return complete(new CursorPage<>(this.jdbc.sql("""
				select t.id, t.title, t.kind, b.slug, b.name as boardName, a.name as author, t.floors, t.votes,
				       t.version, t.created_at as createdAt, t.last_post_at as lastPostAt, a.name as lastPoster
				from topics t join boards b on b.id = t.board_id join accounts a on a.id = t.author_id
				where t.author_id = :author order by t.created_at desc limit :limit
				""").param("author", author.value()).param("limit", size).query(Row.class).list(), null)).items();
	}

	Map<Long, List<String>> tags(Collection<Long> topics) {
		if (topics.isEmpty()) {
			return Map.of();
		}
		return this.jdbc.sql("select topic_id, tag from topic_tags where topic_id in (:ids) order by tag")
			.param("ids", topics)
			.query((row, n) -> Map.entry(row.getLong("topic_id"), row.getString("tag")))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
	}

	private CursorPage<TopicRow> complete(CursorPage<Row> rows) {
		List<Long> ids = rows.items().stream().map(Row::id).toList();
		Map<Long, List<String>> tags = tags(ids);
		Map<TopicId, TaskBadge> tasks = this.badges.of(ids.stream().map(TopicId::of).toList());
		return rows.map((row) -> new TopicRow(row.id(), TopicUrl.of(TopicId.of(row.id()), row.title()), row.title(),
				row.kind(), row.slug(), row.boardName(), row.author(), tags.getOrDefault(row.id(), List.of()),
				row.floors() - 1, row.votes(), row.version(), When.of(row.createdAt().toInstant()),
				When.of(row.lastPostAt().toInstant()), (row.floors() > 1) ? row.lastPoster() : null,
				tasks.get(TopicId.of(row.id()))));
	}

	private static Position position(Sort sort, @Nullable String cursor) {
		if (cursor == null || cursor.isEmpty()) {
			return new Position(sort.top(), Long.MAX_VALUE);
		}
		try {
			int tilde = cursor.lastIndexOf('~');
			return new Position(sort.parse(cursor.substring(0, tilde)), Long.parseLong(cursor.substring(tilde + 1)));
		}
		catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException garbage) {
			throw new BadInput("cursor", "cursor.invalid");
		}
	}

	private record Position(Object value, long id) {
	}

	/**
	 * Its columns carry the components' names: for others Spring looks in vain first, an
	 * exception for each column of each row.
	 */
	private record Row(long id, String title, String kind, String slug, String boardName, String author, int floors,
			int votes, long version, OffsetDateTime createdAt, OffsetDateTime lastPostAt, String lastPoster) {
	}

	/**
	 * @param lastPoster null until somebody replied
	 * @param task null where the topic is no feedback
	 */
	record TopicRow(long id, String url, String title, String kind, String boardSlug, String boardName, String author,
			List<String> tags, int replies, int votes, long version, When createdAt, When lastPostAt,
			@Nullable String lastPoster, @Nullable TaskBadge task) {
	}

}
