package dev.roundtable.forum.editing;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.boards.BoardSlug;
import dev.roundtable.boards.Boards;
import dev.roundtable.boards.PlaceClosed;
import dev.roundtable.forum.Screening;
import dev.roundtable.forum.Tags;
import dev.roundtable.forum.TopicAccess;
import dev.roundtable.forum.TopicChanged;
import dev.roundtable.forum.TopicChanged.What;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
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
import dev.roundtable.writing.Tag;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.Title;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * Corrects what a topic is: its title, kind, board and tags. Its author may within a day
 * of posting it, moderators always.
 */
@Component
public class TopicCorrections {

	static final Duration FRESH = Duration.ofDays(1);

	/** Where a topic stays it was screened when it came. */
	private static final long NOWHERE = -1;

	private final JdbcClient jdbc;

	private final Screening screening;

	private final Boards boards;

	private final Tags tags;

	private final Limits limits;

	private final Once once;

	private final Journal journal;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	TopicCorrections(JdbcClient jdbc, Screening screening, Boards boards, Tags tags, Limits limits, Once once,
			Journal journal, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.screening = screening;
		this.boards = boards;
		this.tags = tags;
		this.limits = limits;
		this.once = once;
		this.journal = journal;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Changes what is not null.
	 * @return the topic's address afterwards
	 * @throws NotFound when there is no such topic, or none that she may read
	 * @throws AccessDeniedException when she may not correct it (any more)
	 * @throws PlaceClosed when she may not post on the board it would be moved to
	 * @throws StaleVersion when it was changed since
	 */
	public String correct(Viewer viewer, OnceKey key, TopicId id, Correction wanted) {
		Correctable before = forCorrection(viewer, id);
		this.limits.spend(viewer, Act.EDIT);
		Boards.Board board = (wanted.board() == null || wanted.board().equals(before.board().value())) ? null
				: this.boards.toPostOn(wanted.board(), viewer);
		String title = (wanted.title() != null) ? Text.line("title", wanted.title(), Text.TITLE) : before.title();
		Correctable after = new Correctable(id,
				title.equals(before.title()) && board == null ? title : screened(viewer, board, title),
				(board != null) ? board.slug() : before.board(), (board != null) ? board.readers() : before.readers(),
				(wanted.kind() != null) ? wanted.kind() : before.kind(), (wanted.tags() != null)
						? this.tags.screened(viewer, wanted.tags()).stream().sorted().toList() : before.tags(),
				before.version());
		String reason = (wanted.reason() != null && !wanted.reason().isBlank())
				? Text.line("reason", wanted.reason(), PostEdits.REASON) : "";
		OnceKey asked = key.asking("correct topic " + id.value(), wanted);
		this.once.write(asked, () -> save(viewer, before, after, board, wanted.version(), reason));
		return TopicUrl.of(id, after.title());
	}

	/**
	 * A correction cannot wait by itself: what would have to is refused.
	 * @param board it is moved to, null where it stays
	 */
	private String screened(Viewer viewer, Boards.@Nullable Board board, String title) {
		Screening.Screened screened = this.screening.screen(viewer, (board != null) ? board.id() : NOWHERE, title, "");
		if (screened.review() != null) {
			throw new BadInput("title", "word.corrected");
		}
		return screened.titleOr(title);
	}

	private void save(Viewer viewer, Correctable before, Correctable after, Boards.@Nullable Board board,
			@Nullable Long version, String reason) {
		Set<What> what = before.whatBecame(after);
		if (version != null && version != before.version()) {
			throw new StaleVersion(before.version());
		}
		if (what.isEmpty()) {
			return;
		}
		int done = this.jdbc
			.sql("""
					update topics set title = :title, kind = :kind, version = version + 1,
					    board_id = coalesce(:board, board_id),
					    shift = shift + case when :board is null then 0 else 1 + (select greatest(0, o.version - n.version)
					        from board_facts o, board_facts n where o.board_id = topics.board_id and n.board_id = :board) end
					where id = :id and version = :version
					""")
			.param("title", after.title())
			.param("kind", after.kind().name())
			.param("board", (board != null) ? board.id() : null, Types.BIGINT)
			.param("id", after.id().value())
			.param("version", before.version())
			.update();
		if (done == 0) {
			throw new StaleVersion(before.version() + 1);
		}
		if (what.contains(What.TAGS)) {
			this.tags.replace(after.id(), new LinkedHashSet<>(after.tags()));
		}
		boolean open = before.readers().equals(Audience.EVERYONE) && after.readers().equals(Audience.EVERYONE);
		Audience ofBoth = open ? Audience.EVERYONE : Audience.TEAM;
		record(viewer, after, ofBoth, "retitled", before.title(), after.title(), reason);
		record(viewer, after, ofBoth, "reclassified", before.kind(), after.kind(), reason);
		record(viewer, after, ofBoth, "moved", before.board(), after.board(), reason);
		record(viewer, after, ofBoth, "retagged", before.tags(), after.tags(), reason);
		this.events.publishEvent(new TopicChanged(after.id(), what));
	}

	/** The name of a board is told to those alone who may read both. */
	private void record(Viewer viewer, Correctable topic, Audience ofBoth, String action, Object before, Object after,
			String reason) {
		if (!before.equals(after)) {
			Map<String, String> facts = new HashMap<>(
					Map.of("title", topic.title(), "from", before.toString(), "to", after.toString()));
			if (!reason.isEmpty()) {
				facts.put("reason", reason);
			}
			Audience told = action.equals("moved") ? ofBoth : topic.readers();
			this.journal.record(viewer.id().value(), action, Subject.of("topic", topic.id().value()), told, facts);
		}
	}

	/** Whether the form is offered: it says no more than that, the write checks again. */
	public boolean mayCorrect(@Nullable Viewer viewer, String author, OffsetDateTime createdAt) {
		return viewer != null
				&& (viewer.may(Capability.MODERATE) || (viewer.name().equals(author) && isFresh(createdAt)));
	}

	private boolean isFresh(OffsetDateTime createdAt) {
		return createdAt.plus(FRESH).isAfter(OffsetDateTime.now(this.clock));
	}

	/** What it is now. The same may be thrown as by {@link #correct}. */
	Correctable forCorrection(Viewer viewer, TopicId id) {
		viewer.require(Capability.POST);
		Row row = TopicAccess.reader(this.jdbc.sql("""
				select t.title, t.kind, t.version, t.author_id as authorId, t.created_at as createdAt, b.slug,
				       b.readers, b.writers, b.archived
				from topics t join board_facts b on b.board_id = t.board_id where t.id = :id and
				""" + TopicAccess.MAY_READ), viewer)
			.param("id", id.value())
			.query(Row.class)
			.optional()
			.orElseThrow(() -> new NotFound("topic " + id.value()));
		if (!viewer.may(Capability.MODERATE)) {
			if (row.authorId() != viewer.id().value() || !isFresh(row.createdAt())) {
				throw new AccessDeniedException("not the author, or not any more");
			}
			Boards.requireOpen(row.archived(), new Audience(row.writers()), viewer);
		}
		return new Correctable(id, row.title(), new BoardSlug(row.slug()), new Audience(row.readers()), row.kind(),
				this.tags.of(id), row.version());
	}

	/**
	 * What somebody asks for; what is null stays.
	 *
	 * @param version it was made against; null for whatever it is now
	 * @param board slug of the board it is moved to
	 */
	public record Correction(@Nullable Long version, @Schema(maxLength = Title.MAX) @Nullable String title,
			@Schema(maxLength = BoardSlug.LENGTH) @Nullable String board, @Nullable TopicKind kind,
			@ArraySchema(maxItems = Tags.MOST, schema = @Schema(maxLength = Tag.MAX)) @Nullable List<String> tags,
			@Schema(maxLength = PostEdits.REASON) @Nullable String reason) {
	}

	record Correctable(TopicId id, String title, BoardSlug board, Audience readers, TopicKind kind, List<String> tags,
			long version) {

		private Set<What> whatBecame(Correctable after) {
			Set<What> what = EnumSet.noneOf(What.class);
			if (!this.title.equals(after.title)) {
				what.add(What.TITLE);
			}
			if (!this.board.equals(after.board)) {
				what.add(What.BOARD);
			}
			if (this.kind != after.kind) {
				what.add(What.KIND);
			}
			if (!this.tags.equals(after.tags)) {
				what.add(What.TAGS);
			}
			return what;
		}

	}

	private record Row(String title, TopicKind kind, long version, long authorId, OffsetDateTime createdAt, String slug,
			String readers, String writers, boolean archived) {
	}

}
