package dev.roundtable.forum.lists;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.TaskBadges;
import dev.roundtable.forum.TaskBadges.TaskBadge;
import dev.roundtable.forum.TopicAccess;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Tag;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of topics, on pages and for machines. */
@Component
public class TopicList {

	public enum Sort {

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

	/** Topics that stand above a list; what else is pinned stands in its place. */
	private static final int MOST_PINNED = 10;

	private final JdbcClient jdbc;

	private final TaskBadges badges;

	private final Clock clock;

	TopicList(JdbcClient jdbc, TaskBadges badges, Clock clock) {
		this.jdbc = jdbc;
		this.badges = badges;
		this.clock = clock;
	}

	/**
	 * Which topics, and in which order.
	 *
	 * @param board null for all that the viewer may read
	 * @param featured whether only those with that mark
	 * @param tag null for whatever they carry
	 */
	public record Which(Boards.@Nullable Board board, @Nullable TopicKind kind, boolean featured, Sort sort,
			@Nullable Tag tag) {

		public Which(Boards.@Nullable Board board, @Nullable TopicKind kind, boolean featured, Sort sort) {
			this(board, kind, featured, sort, null);
		}

		/** In the other orders a topic stands where its date or its votes put it. */
		private boolean hasPinned() {
			return this.sort == Sort.ACTIVE && !this.featured;
		}

	}

	/**
	 * Topics that are held are in no list: so it is the same for all with the same
	 * rights.
	 * @param cursor from the page before, null for the first
	 */
	public CursorPage<TopicRow> page(@Nullable Viewer viewer, Which which, @Nullable String cursor, int size) {
		return complete(rows(viewer, which, List.of(), cursor, size), viewer);
	}

	/**
	 * The same as people read it: what is pinned stands above the first page, and nowhere
	 * else.
	 */
	public CursorPage<TopicRow> pageBelowPinned(@Nullable Viewer viewer, Which which, @Nullable String cursor,
			int size) {
		List<Row> pinned = which.hasPinned() ? pinned(viewer, which) : List.of();
		CursorPage<Row> rows = rows(viewer, which, pinned, cursor, size);
		if (cursor != null && !cursor.isEmpty()) {
			return complete(rows, viewer);
		}
		List<Row> all = new ArrayList<>(pinned);
		all.addAll(rows.items());
		return complete(new CursorPage<>(all, rows.next()), viewer);
	}

	private CursorPage<Row> rows(@Nullable Viewer viewer, Which which, List<Row> without, @Nullable String cursor,
			int size) {
		Sort sort = which.sort();
		Position after = position(sort, cursor);
		return CursorPage
			.of(bound(this.jdbc.sql(select(which, !without.isEmpty())), viewer, which).param("limit", size + 1)
				.param("after", after.value())
				.param("afterId", after.id())
				.param("without", without.stream().map(Row::id).toArray(Long[]::new))
				.query(Row.class)
				.list(), size, (last) -> sort.position(last) + "~" + last.id());
	}

	/**
	 * From the few that are pinned, the latest pin first: the whole site's, then the
	 * board's.
	 */
	private List<Row> pinned(@Nullable Viewer viewer, Which which) {
		return bound(this.jdbc.sql("""
				select %s
				from topic_marks p join topics t on t.id = p.topic_id
				join board_facts b on b.board_id = t.board_id join people_names a on a.account_id = t.author_id
				join people_names l on l.account_id = t.last_poster_id
				%s
				where p.mark = 'PINNED' and (p.until is null or p.until > :now) and not t.held and %s
				and (p.scope = 'SITE'%s)%s
				order by p.scope desc, p.set_at desc, t.id desc limit :limit
				""".formatted(columns(), TopicAccess.MARKS, Audiences.mayRead("b.readers"),
				(which.board() != null) ? " or t.board_id = :board" : "",
				(which.kind() != null) ? " and t.kind = :kind" : "")), viewer, which)
			.param("limit", MOST_PINNED)
			.query(Row.class)
			.list();
	}

	private JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, @Nullable Viewer viewer, Which which) {
		return statement.param("board", (which.board() != null) ? which.board().id() : null)
			.param("kind", (which.kind() != null) ? which.kind().name() : null)
			.param("tag", (which.tag() != null) ? which.tag().value() : null)
			.param("audiences", Audiences.of(viewer).array())
			.param("now", OffsetDateTime.now(this.clock));
	}

	private static String columns() {
		return """
				t.id, t.title, t.kind, b.slug, %s as boardName, a.name as author, t.floors, t.votes, t.version,
				t.created_at as createdAt, t.last_post_at as lastPostAt, t.locked,
				case when exists (select 1 from posts x join post_holds h on h.post_id = x.id
				    where x.topic_id = t.id and x.floor = t.floors)
				    then (select n.name from posts x join people_names n on n.account_id = x.author_id
				        where x.topic_id = t.id and not exists (select 1 from post_holds h where h.post_id = x.id)
				        order by x.floor desc limit 1)
				    else l.name end as lastPoster,
				(select count(*) from topic_splits s join split_floors f on f.split_id = s.id
				    where s.from_topic = t.id and s.slot = 0) as gone,
				pin.scope as pinned, fe.topic_id is not null as featured
				""".formatted(Boards.name("b"));
	}

	/**
	 * The page is cut before it is joined, because H2 would join first and sort all
	 * topics; and who may read is asked of each row in the order of the index, because a
	 * join would sort them, too.
	 */
	private static String select(Which which, boolean without) {
		String column = which.sort().column;
		List<String> conditions = new ArrayList<>();
		// Always a position: without one H2 takes another index and sorts the whole
		// board.
		conditions.add("(" + column + ", t.id) < (:after, :afterId)");
		conditions.add("not t.held");
		conditions.add("exists (select 1 from board_facts r where r.board_id = t.board_id and "
				+ Audiences.mayRead("r.readers") + ")");
		if (which.board() != null) {
			conditions.add("t.board_id = :board");
		}
		if (which.kind() != null) {
			conditions.add("t.kind = :kind");
		}
		if (which.featured()) {
			conditions.add("t.id in (select f.topic_id from topic_marks f where f.mark = 'FEATURED')");
		}
		if (which.tag() != null) {
			conditions.add("t.id in (select g.topic_id from topic_tags g where g.tag = :tag)");
		}
		if (without) {
			conditions.add("not t.id = any(:without)");
		}
		String order = column + " desc, t.id desc";
		return """
				select %s
				from (select * from topics t where %s order by %s limit :limit) t
				join board_facts b on b.board_id = t.board_id join people_names a on a.account_id = t.author_id
				join people_names l on l.account_id = t.last_poster_id
				%s
				order by %s
				""".formatted(columns(), String.join(" and ", conditions),
				(which.board() != null) ? "t.board_id, " + order : order, TopicAccess.MARKS, order);
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
				row.replies(), row.votes(), row.version(), When.of(row.createdAt().toInstant()),
				When.of(row.lastPostAt().toInstant()), (row.replies() > 0) ? row.lastPoster() : null,
				tasks.get(TopicId.of(row.id())), row.locked(), row.pinned(), row.featured()));
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
			int votes, long version, OffsetDateTime createdAt, OffsetDateTime lastPostAt, boolean locked,
			@Nullable String lastPoster, int gone, @Nullable String pinned, boolean featured) {

		/** Floors keep their numbers where others were split off. */
		int replies() {
			return this.floors - 1 - this.gone;
		}

	}

	/**
	 * @param lastPoster null until somebody replied
	 * @param task null where the topic is no feedback
	 * @param locked whether moderators alone reply
	 * @param pinned {@code BOARD} or {@code SITE}, null where it is not
	 */
	public record TopicRow(long id, String url, String title, String kind, String boardSlug, String boardName,
			String author, List<String> tags, int replies, int votes, long version, When createdAt, When lastPostAt,
			@Nullable String lastPoster, @Nullable TaskBadge task, boolean locked, @Nullable String pinned,
			boolean featured) {
	}

}
