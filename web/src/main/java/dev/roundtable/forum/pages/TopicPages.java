package dev.roundtable.forum.pages;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.Tags;
import dev.roundtable.forum.TaskPanels;
import dev.roundtable.forum.TaskPanels.TaskPanel;
import dev.roundtable.forum.TopicAccess;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.forum.editing.TopicCorrections;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads a topic and a page of its floors. */
@Component
public class TopicPages {

	/** The page that is shown where one is asked for that does not exist. */
	private static final String PAGE = "least(greatest(cast(:page as int), 1), (t.floors - 1) / %d + 1)"
		.formatted(TopicUrl.PAGE_SIZE);

	private static final String VERSION = """
			select concat(t.version, '.', b.board_id, '.', b.version), coalesce(v.version, 0), t.floors, t.votes, b.readers
			from topics t join board_facts b on b.board_id = t.board_id
			left join floor_pages v on v.topic_id = t.id and v.page = %s
			where t.id = ? and not t.held
			"""
		.formatted(PAGE.replace(":page", "?"));

	private final JdbcClient jdbc;

	private final JdbcTemplate plain;

	private final Tags tags;

	private final FloorList floors;

	private final TopicCorrections corrections;

	private final TaskPanels panels;

	private final Clock clock;

	TopicPages(JdbcClient jdbc, JdbcTemplate plain, Tags tags, FloorList floors, TopicCorrections corrections,
			TaskPanels panels, Clock clock) {
		this.jdbc = jdbc;
		this.plain = plain;
		this.tags = tags;
		this.floors = floors;
		this.corrections = corrections;
		this.panels = panels;
		this.clock = clock;
	}

	/**
	 * What changes whenever a page of a topic does, for anonymous readers; empty when
	 * they may not read it. Its board's readers are asked in the same statement: another
	 * node may have closed it a moment ago. Asked for each page that is served from
	 * memory, so it takes the shortest way.
	 */
	public Optional<PageVersion> version(TopicId topic, int page) {
		PageVersion found = this.plain.query(VERSION, (row) -> {
			boolean mayRead = row.next() && Audiences.of(null).include(new Audience(row.getString(5)));
			return mayRead ? new PageVersion(row.getString(1), row.getLong(2), page, row.getInt(3), row.getInt(4))
					: null;
		}, page, topic.value());
		return Optional.ofNullable(found);
	}

	/**
	 * @param page that is wanted; the nearest that exists is shown
	 * @throws NotFound when there is no such topic, or none that the viewer may read
	 */
	public TopicView topic(TopicId id, int page, @Nullable Viewer viewer) {
		TopicHead head = TopicAccess
			.reader(this.jdbc
				.sql("""
						select t.id, t.title, t.kind, b.slug, %s as boardName, b.writers, b.archived,
						       a.name as author, t.floors, t.votes, t.version, t.held, l.reason as locked,
						       pin.scope as pinned, fe.topic_id is not null as featured, t.created_at as createdAt,
						       t.last_post_at as lastPostAt, coalesce(v.version, 0) as floorsVersion, %s as page,
						       exists (select 1 from topic_votes m where m.topic_id = t.id and m.account_id = :viewer) as voted
						from topics t join board_facts b on b.board_id = t.board_id join people_names a on a.account_id = t.author_id
						left join floor_pages v on v.topic_id = t.id and v.page = %s
						left join topic_marks l on l.topic_id = t.id and l.mark = 'LOCKED'
						%s
						where t.id = :id and %s
						"""
					.formatted(Boards.name("b"), PAGE, PAGE, TopicAccess.MARKS, TopicAccess.MAY_READ)), viewer)
			.param("now", OffsetDateTime.now(this.clock))
			.param("page", page)
			.param("id", id.value())
			.query(TopicHead.class)
			.optional()
			.orElseThrow(() -> new NotFound("topic " + id.value()));
		return new TopicView(head.id(), TopicUrl.of(id, head.title()), head.title(), head.kind(),
				new BoardRef(head.slug(), head.boardName(), head.archived()), head.author(), this.tags.of(id),
				head.votes(), head.voted(), head.floors(), When.of(head.createdAt().toInstant()),
				When.of(head.lastPostAt().toInstant()), head.version(), head.page(), head.floorsVersion(), head.held(),
				head.locked(), head.pinned(), head.featured(), head.takesPostsOf(viewer),
				this.corrections.mayCorrect(viewer, head.author(), head.createdAt()),
				this.panels.panels(List.of(id), viewer).get(id));
	}

	/** How many were not split off; floors keep their numbers where others were. */
	int replies(TopicView topic) {
		return topic.floors() - 1 - this.jdbc.sql("""
				select count(*) from topic_splits s join split_floors f on f.split_id = s.id
				where s.from_topic = :id and s.slot = 0""").param("id", topic.id()).query(Integer.class).single();
	}

	/**
	 * The floors that the viewer may read.
	 * @param cursor the last floor of the page before
	 * @throws NotFound as {@link #topic}
	 */
	public CursorPage<PostView> after(TopicId topic, int cursor, int size, @Nullable Viewer viewer) {
		return CursorPage.of(this.floors.readable(topic, cursor, size + 1, viewer), size,
				(last) -> String.valueOf(last.floor()));
	}

	/**
	 * @param head of the topic, the board that it stands on, and that board
	 * @param floors the highest floor
	 */
	public record PageVersion(String head, long floorsVersion, int page, int floors, int votes) {

		/** Another page has another one, and so has this one once it changed. */
		public String content() {
			int last = TopicUrl.page(this.floors);
			// What comes after a page that is full changes nothing on it.
			boolean full = Math.max(this.page, 1) < last;
			return this.head + "." + this.floorsVersion + "." + last + (full ? "" : "." + this.floors);
		}

	}

	private record TopicHead(long id, String title, String kind, String slug, String boardName, String writers,
			boolean archived, String author, int floors, int votes, long version, boolean held, @Nullable String locked,
			@Nullable String pinned, boolean featured, OffsetDateTime createdAt, OffsetDateTime lastPostAt,
			long floorsVersion, int page, boolean voted) {

		boolean takesPostsOf(@Nullable Viewer viewer) {
			// Whoever is not signed in yet is shown the way to sign in.
			return !this.archived && (viewer == null || Audiences.of(viewer).keys().contains(this.writers))
					&& (this.locked == null || Viewer.may(viewer, Capability.MODERATE));
		}

	}

	public record BoardRef(String slug, String name, boolean archived) {
	}

	/**
	 * @param voted whether the viewer did
	 * @param floors the highest floor
	 * @param page of the floors that is shown
	 * @param floorsVersion of that page
	 * @param held whether only its author and moderators see it
	 * @param locked why moderators alone reply, null where everybody does
	 * @param pinned {@code BOARD} or {@code SITE}, null where it is not
	 * @param open whether the viewer may reply, or may once she is signed in
	 * @param correctable whether the viewer may correct title, board, kind and tags
	 * @param task null where the topic is no feedback, or its task not for the viewer
	 */
	public record TopicView(long id, String url, String title, String kind, BoardRef board, String author,
			List<String> tags, int votes, boolean voted, int floors, When createdAt, When updatedAt, long version,
			int page, long floorsVersion, boolean held, @Nullable String locked, @Nullable String pinned,
			boolean featured, boolean open, boolean correctable, @Nullable TaskPanel task) {

		int pages() {
			return TopicUrl.page(this.floors);
		}

		/** How many floors the shown page has. */
		int floorsOnPage() {
			return Math.min(TopicUrl.PAGE_SIZE, this.floors - (this.page - 1) * TopicUrl.PAGE_SIZE);
		}

	}

}
