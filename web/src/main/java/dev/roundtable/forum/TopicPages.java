package dev.roundtable.forum;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import dev.roundtable.forum.TaskPanels.TaskPanel;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads a topic and a page of its floors. */
@Component
class TopicPages {

	private final JdbcClient jdbc;

	private final TopicList list;

	private final Votes votes;

	private final TaskPanels panels;

	TopicPages(JdbcClient jdbc, TopicList list, Votes votes, TaskPanels panels) {
		this.jdbc = jdbc;
		this.list = list;
		this.votes = votes;
		this.panels = panels;
	}

	/** Rises with everything that changes the page of a topic. */
	Optional<Long> version(TopicId topic) {
		return this.jdbc.sql("select version from topics where id = :id")
			.param("id", topic.value())
			.query(Long.class)
			.optional();
	}

	TopicView topic(TopicId id, @Nullable Viewer viewer) {
		TopicHead head = this.jdbc.sql("""
				select t.id, t.title, t.kind, b.slug, b.name as boardName, a.name as author, t.floors, t.votes,
				       t.version, t.created_at as createdAt, t.last_post_at as lastPostAt
				from topics t join boards b on b.id = t.board_id join accounts a on a.id = t.author_id
				where t.id = :id
				""")
			.param("id", id.value())
			.query(TopicHead.class)
			.optional()
			.orElseThrow(() -> new NotFound("topic " + id.value()));
		boolean voted = viewer != null && this.votes.has(viewer.id(), id);
		return new TopicView(head.id(), TopicUrl.of(id, head.title()), head.title(), head.kind(),
				new BoardRef(head.slug(), head.boardName()), head.author(),
				this.list.tags(List.of(id.value())).getOrDefault(id.value(), List.of()), head.votes(), voted,
				head.floors(), When.of(head.createdAt().toInstant()), When.of(head.lastPostAt().toInstant()),
				head.version(), this.panels.of(id).orElse(null));
	}

	/** The floors of one page, in order. */
	List<PostView> floors(TopicId topic, int page, @Nullable Viewer viewer) {
		int first = (page - 1) * TopicUrl.PAGE_SIZE;
		return posts(topic, first, first + TopicUrl.PAGE_SIZE, viewer);
	}

	/**
	 * @param cursor the last floor of the page before
	 */
	CursorPage<PostView> after(TopicId topic, int cursor, int size, @Nullable Viewer viewer) {
		version(topic).orElseThrow(() -> new NotFound("topic " + topic.value()));
		return CursorPage.of(posts(topic, cursor, cursor + size + 1, viewer), size,
				(last) -> String.valueOf(last.floor()));
	}

	private List<PostView> posts(TopicId topic, int above, int upTo, @Nullable Viewer viewer) {
		long self = (viewer != null) ? viewer.id().value() : 0;
		boolean moderates = Viewer.may(viewer, Capability.MODERATE);
		return this.jdbc.sql("""
				select p.id, p.floor, a.name as author, a.role, p.body, p.html, p.accepted,
				       p.created_at as createdAt, p.edited_at as editedAt,
				       p.version, p.author_id as authorId
				from posts p join accounts a on a.id = p.author_id
				where p.topic_id = :topic and p.floor > :above and p.floor <= :upTo order by p.floor
				""")
			.param("topic", topic.value())
			.param("above", above)
			.param("upTo", upTo)
			.query(PostRow.class)
			.list()
			.stream()
			.map((row) -> row.view(moderates || row.authorId() == self))
			.toList();
	}

	private record TopicHead(long id, String title, String kind, String slug, String boardName, String author,
			int floors, int votes, long version, OffsetDateTime createdAt, OffsetDateTime lastPostAt) {
	}

	private record PostRow(long id, int floor, String author, Role role, String body, @Nullable String html,
			boolean accepted, OffsetDateTime createdAt, @Nullable OffsetDateTime editedAt, long version,
			long authorId) {

		PostView view(boolean own) {
			return new PostView(this.id, this.floor, this.author, this.role.isTeam(), this.body,
					(this.html != null) ? this.html : Markdown.toHtml(this.body), When.of(this.createdAt.toInstant()),
					(this.editedAt != null) ? When.of(this.editedAt.toInstant()) : null, own, this.accepted,
					this.version);
		}

	}

	record BoardRef(String slug, String name) {
	}

	/**
	 * @param voted whether the viewer did
	 * @param floors the highest floor
	 * @param task null where the topic is no feedback
	 */
	record TopicView(long id, String url, String title, String kind, BoardRef board, String author, List<String> tags,
			int votes, boolean voted, int floors, When createdAt, When updatedAt, long version,
			@Nullable TaskPanel task) {

		int pages() {
			return TopicUrl.page(this.floors);
		}

	}

	/**
	 * @param html sanitised when it was written
	 * @param own whether the viewer may edit it
	 */
	record PostView(long id, int floor, String author, boolean team, String body, String html, When at,
			@Nullable When edited, boolean own, boolean accepted, long version) {
	}

}
