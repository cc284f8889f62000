package dev.roundtable.forum;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.TaskBadges.TaskBadge;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
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
	 * Topics that are held are in no list: so it is the same for all with the same
	 * rights.
	 * @param board null for all that the viewer may read
	 * @param cursor from the page before, null for the first
	 */
	CursorPage<TopicRow> page(@Nullable Viewer viewer, Boards.@Nullable Board board, @Nullable TopicKind kind,
			Sort sort, @Nullable String cursor, int size) {
		Position after = position(sort, cursor);
		CursorPage<Row> rows = CursorPage.of(this.jdbc.sql(select(board, kind, sort))
			.param("limit", size + 1)
			.param("after", after.value())
			.param("afterId", after.id())
			.param("board", (board != null) ? board.id() : null)
			.param("kind", (kind != null) ? kind.name() : null)
			.param("audiences", Audiences.of(viewer).array())
			.query(Row.class)
			.list(), size, (last) -> sort.position(last) + "~" + last.id());
		return complete(rows, viewer);
	}

	/**
	 * The page is cut before it is joined, because H2 would join first and sort all
	 * topics; and who may read is asked of each row in the order of the index, because a
	 * join would sort them, too.
	 */
	private static String select(Boards.@Nullable Board board, @Nullable TopicKind kind, Sort sort) {
		List<String> conditions = new ArrayList<>();
		// Always a position: without one H2 takes another index and sorts the whole
		// board.
		conditions.add("(" + sort.column + ", t.id) < (:after, :afterId)");
		conditions.add("not t.held");
		conditions.add("exists (select 1 from board_facts r where r.board_id = t.board_id and "
				+ Audiences.mayRead("r.readers") + ")");
		if (board != null) {
			conditions.add("t.board_id = :board");
		}
		if (kind != null) {
			conditions.add("t.kind = :kind");
		}
		String order = sort.column + " desc, t.id desc";
		return """
				select t.id, t.title, t.kind, b.slug, %s as boardName, a.name as author, t.floors, t.votes, t.version,
				       t.created_at as createdAt, t.last_post_at as lastPostAt, l.name as lastPoster
				from (select * from topics t where %s order by %s limit :limit) t
				join board_facts b on b.board_id = t.board_id join people_names a on a.account_id = t.author_id
				join people_names l on l.account_id = t.last_poster_id order by %s
				""".formatted(Boards.name("b"), String.join(" and ", conditions),
				(board != null) ? "t.board_id, " + order : order, order);
	}

	/** Newest first; her own that are held among them, where she or a moderator looks. */
	List<TopicRow> of(AccountId author, @Nullable Viewer viewer, int size) {
		return complete(new CursorPage<>(TopicAccess
			.reader(this.jdbc
				.sql("""
						select t.id, t.title, t.kind, b.slug, %s as boardName, a.name as author, t.floors, t.votes,
						       t.version, t.created_at as createdAt, t.last_post_at as lastPostAt, a.name as lastPoster
						from topics t join board_facts b on b.board_id = t.board_id join people_names a on a.account_id = t.author_id
						where t.author_id = :author and %s order by t.created_at desc limit :limit
						"""
					.formatted(Boards.name("b"), TopicAccess.MAY_READ)), viewer)
			.param("author", author.value())
			.param("limit", size)
			.query(Row.class)
			.list(), null), viewer).items();
	}

	private Map<Long, List<String>> tags(Collection<Long> topics) {
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

	private CursorPage<TopicRow> complete(CursorPage<Row> rows, @Nullable Viewer viewer) {
		List<Long> ids = rows.items().stream().map(Row::id).toList();
		Map<Long, List<String>> tags = tags(ids);
		Map<TopicId, TaskBadge> tasks = this.badges.of(ids.stream().map(TopicId::of).toList(), viewer);
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
