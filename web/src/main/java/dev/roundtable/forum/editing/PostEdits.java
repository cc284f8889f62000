package dev.roundtable.forum.editing;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.HoldKind;
import dev.roundtable.forum.Holds;
import dev.roundtable.forum.Holds.HeldFloor;
import dev.roundtable.forum.PageVersions;
import dev.roundtable.forum.PostChanged;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.Prose;
import dev.roundtable.forum.Screening;
import dev.roundtable.forum.Screening.Screened;
import dev.roundtable.forum.TopicAccess;
import dev.roundtable.forum.TopicChanged;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * Replaces the text of a floor. Its author may, and moderators, whose name and reason
 * then stand beside it.
 */
@Component
public class PostEdits {

	static final int REASON = 400;

	private final JdbcClient jdbc;

	private final PageVersions pages;

	private final Screening screening;

	private final Holds holds;

	private final Limits limits;

	private final Once once;

	private final Journal journal;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	PostEdits(JdbcClient jdbc, PageVersions pages, Screening screening, Holds holds, Limits limits, Once once,
			Journal journal, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.pages = pages;
		this.screening = screening;
		this.holds = holds;
		this.limits = limits;
		this.once = once;
		this.journal = journal;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * @return the address of the floor
	 * @throws NotFound when there is no such floor, or none that she may read
	 * @throws AccessDeniedException when the viewer neither wrote it nor moderates
	 * @throws StaleVersion when somebody edited it meanwhile
	 */
	public String edit(Viewer viewer, OnceKey key, PostId id, PostEdit wanted) {
		EditablePost post = forEdit(viewer, id);
		this.limits.spend(viewer, Act.EDIT);
		String wantedTitle = (post.floor() == 1 && wanted.title() != null)
				? Text.line("title", wanted.title(), Text.TITLE) : null;
		Screened screened = this.screening.screen(viewer, post.boardId(), wantedTitle,
				Text.body("body", wanted.body(), Text.BODY));
		Prose text = Prose.of(screened.body());
		String title = screened.titleOr(post.title());
		String reason = reason(post.byOther(viewer), wanted.reason());
		OnceKey asked = key.asking("edit post " + id.value(), wanted.version(), title, text.body(), reason);
		this.once.write(asked, () -> {
			save(viewer, post, wanted.version(), title, text, reason);
			if (screened.review() != null && this.holds.put(id, HoldKind.PENDING, null, screened.review())) {
				this.holds.changed(viewer, post.heldFloor(), "held", screened.review());
				this.screening.waits(id);
			}
		});
		return TopicUrl.of(post.topic(), title, post.floor());
	}

	private static @Nullable String reason(boolean needed, @Nullable String given) {
		if (!needed) {
			return null;
		}
		if (given == null || given.isBlank()) {
			throw new BadInput("reason", "moderation.reason");
		}
		return Text.line("reason", given, REASON);
	}

	private void save(Viewer viewer, EditablePost post, long version, String title, Prose text,
			@Nullable String reason) {
		int done = this.jdbc.sql("""
				update posts set body = :body, html = :html, plain = :plain, renderer = :renderer, edited_at = :now,
				    edited_by = :by, edit_reason = :reason, version = version + 1
				where id = :id and version = :version
				""")
			.param("body", text.body())
			.param("html", text.html())
			.param("plain", text.plain())
			.param("renderer", text.renderer())
			.param("now", OffsetDateTime.now(this.clock))
			.param("by", post.byOther(viewer) ? viewer.id().value() : null)
			.param("reason", reason)
			.param("id", post.id())
			.param("version", version)
			.update();
		if (done == 0) {
			throw new StaleVersion(currentVersion(post));
		}
		this.pages.raise(post.topic(), post.floor());
		record(viewer, post, "edited", facts(post, reason));
		if (post.floor() > 1) {
			this.events.publishEvent(new PostChanged(post.topic(), PostId.of(post.id())));
			return;
		}
		Set<TopicChanged.What> what = EnumSet.of(TopicChanged.What.TEXT);
		if (!title.equals(post.title())) {
			what.add(TopicChanged.What.TITLE);
			record(viewer, post, "retitled", Map.of("from", post.title(), "to", title));
		}
		this.jdbc
			.sql("update topics set title = case when :renames then :title else title end, version = version + 1 "
					+ "where id = :id")
			.param("renames", what.contains(TopicChanged.What.TITLE))
			.param("title", title)
			.param("id", post.topicId())
			.update();
		this.events.publishEvent(new TopicChanged(post.topic(), what));
	}

	private long currentVersion(EditablePost post) {
		return this.jdbc.sql("select version from posts where id = :id")
			.param("id", post.id())
			.query(Long.class)
			.single();
	}

	private static Map<String, String> facts(EditablePost post, @Nullable String reason) {
		Map<String, String> facts = new HashMap<>();
		facts.put("title", post.title());
		facts.put("floor", String.valueOf(post.floor()));
		if (reason != null) {
			facts.put("reason", reason);
		}
		return facts;
	}

	private void record(Viewer viewer, EditablePost post, String action, Map<String, String> facts) {
		this.journal.record(viewer.id().value(), action, Subject.of("topic", post.topicId()),
				new Audience(post.readers()), facts);
	}

	/** What stands there now. The same may be thrown as by {@link #edit}. */
	EditablePost forEdit(Viewer viewer, PostId id) {
		viewer.require(Capability.POST);
		EditablePost post = TopicAccess
			.reader(this.jdbc
				.sql("""
						select p.id, p.topic_id as topicId, t.board_id as boardId, p.floor, p.author_id as authorId, p.body,
						       p.version, t.title,
						       b.readers, b.writers, b.archived
						from posts p join topics t on t.id = p.topic_id join board_facts b on b.board_id = t.board_id
						left join post_holds h on h.post_id = p.id
						where p.id = :id and (h.post_id is null or (p.author_id = :viewer and h.kind <> 'DELETED') or :moderates) and
						"""
						+ TopicAccess.MAY_READ),
					viewer)
			.param("id", id.value())
			.query(EditablePost.class)
			.optional()
			.orElseThrow(() -> new NotFound("post " + id.value()));
		if (viewer.may(Capability.MODERATE)) {
			return post;
		}
		if (post.byOther(viewer)) {
			throw new AccessDeniedException("not the author");
		}
		Boards.requireOpen(post.archived(), new Audience(post.writers()), viewer);
		return post;
	}

	/**
	 * What somebody asks for.
	 *
	 * @param version it was made against
	 * @param title null keeps it; of a reply it is not looked at
	 * @param reason needed of who edits what somebody else wrote
	 */
	public record PostEdit(long version, @Nullable String title, @Nullable String body, @Nullable String reason) {
	}

	record EditablePost(long id, long topicId, long boardId, int floor, long authorId, String body, long version,
			String title, String readers, String writers, boolean archived) {

		TopicId topic() {
			return TopicId.of(this.topicId);
		}

		HeldFloor heldFloor() {
			return new HeldFloor(this.id, this.topicId, this.floor, this.authorId, this.title, this.readers,
					this.writers, this.archived, null, null, false);
		}

		boolean byOther(Viewer viewer) {
			return this.authorId != viewer.id().value();
		}

	}

}
