package dev.roundtable.boards;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.groups.Groups;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes boards and changes what they are. Administrators' work. */
@Component
public class BoardKeeping {

	private static final RowMapper<BoardSettings> SETTINGS = (row, _) -> new BoardSettings(
			new BoardSlug(row.getString(1)), row.getString(2), row.getString(3), new Audience(row.getString(4)),
			new Audience(row.getString(5)), row.getInt(6), row.getBoolean(7),
			new BoardTexts(row.getString(8), row.getString(9), row.getString(10)),
			new BoardTexts(row.getString(11), row.getString(12), row.getString(13)));

	private final JdbcClient jdbc;

	private final Boards boards;

	private final Groups groups;

	private final Once once;

	private final Journal journal;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	BoardKeeping(JdbcClient jdbc, Boards boards, Groups groups, Once once, Journal journal,
			ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.boards = boards;
		this.groups = groups;
		this.once = once;
		this.journal = journal;
		this.events = events;
		this.clock = clock;
	}

	/** Makes a board that everybody reads and members post on. */
	public Boards.Board create(Viewer viewer, OnceKey key, String slug, String name, String description) {
		return create(viewer, key, BoardEdit.named(slug, name, description));
	}

	/**
	 * Makes a board.
	 * @throws BadInput when the address is taken or none, or a text too long
	 */
	public Boards.Board create(Viewer viewer, OnceKey key, BoardEdit wanted) {
		viewer.require(Capability.ADMINISTER);
		if (wanted.name() == null) {
			throw new BadInput("name", "text.empty");
		}
		requireGroups(wanted);
		BoardSlug slug = BoardSlug.chosen(Objects.requireNonNullElse(wanted.slug(), ""));
		long id = this.once.write(key.asking("make board", wanted), () -> {
			BoardSettings board = wanted.applyTo(BoardSettings.fresh(slug, nextPosition()));
			long made = insert(board);
			this.journal.record(viewer.id().value(), "made", subject(made), board.readers(),
					Map.of("slug", slug.value(), "name", board.name()));
			return made;
		}, Long::longValue, (made) -> made);
		return this.boards.any(id);
	}

	private long insert(BoardSettings board) {
		// No exception: on PostgreSQL the page that says so could not be read any more.
		int made = this.jdbc.sql("""
				insert into boards (slug, name, description, created_at) values (:slug, :name, '', :now)
				on conflict do nothing
				""")
			.param("slug", board.slug().value())
			.param("name", board.name())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		if (made == 0) {
			throw new BadInput("slug", "board.taken", board.slug());
		}
		forgetAddress(board.slug());
		long id = id(board.slug());
		save(id, board);
		return id;
	}

	/**
	 * Changes what is not null. Its old address leads to the new one from then on.
	 * @throws NotFound when there is no such board
	 */
	public Boards.Board change(Viewer viewer, OnceKey key, String slug, BoardEdit wanted) {
		viewer.require(Capability.ADMINISTER);
		Boards.Board board = this.boards.any(slug).orElseThrow(() -> new NotFound("board " + slug));
		requireGroups(wanted);
		this.once.write(key.asking("change board " + board.id(), wanted), () -> change(viewer, board.id(), wanted));
		return this.boards.any(board.id());
	}

	private void requireGroups(BoardEdit wanted) {
		requireGroup("readers", wanted.readers());
		requireGroup("writers", wanted.writers());
	}

	private void requireGroup(String field, @Nullable String key) {
		if (key == null) {
			return;
		}
		String group = Audience.chosen(field, key).group();
		if (group != null && !this.groups.exists(group)) {
			throw new BadInput(field, "audience.unknown", key);
		}
	}

	private void change(Viewer viewer, long id, BoardEdit wanted) {
		BoardSettings before = settings(id);
		BoardSettings after = wanted.applyTo(before);
		if (after.equals(before)) {
			return;
		}
		boolean moves = !after.slug().equals(before.slug());
		if (moves) {
			claimAddress(id, after.slug(), before.slug());
		}
		save(id, after);
		tell(viewer, id, before, after);
		if (moves || !after.readers().equals(before.readers())) {
			this.events.publishEvent(new BoardChanged(id));
		}
	}

	private void claimAddress(long id, BoardSlug wanted, BoardSlug former) {
		int taken = this.jdbc.sql("select count(*) from boards where slug = :slug and id <> :id")
			.param("slug", wanted.value())
			.param("id", id)
			.query(Integer.class)
			.single();
		if (taken > 0) {
			throw new BadInput("slug", "board.taken", wanted);
		}
		forgetAddress(wanted);
		this.jdbc.sql("insert into board_slugs (slug, board_id) values (:slug, :id)")
			.param("slug", former.value())
			.param("id", id)
			.update();
	}

	/** A new board may have the address that another one had once. */
	private void forgetAddress(BoardSlug slug) {
		this.jdbc.sql("delete from board_slugs where slug = :slug").param("slug", slug.value()).update();
	}

	private void save(long id, BoardSettings board) {
		try {
			this.jdbc.sql("""
					update boards set slug = :slug, name = :name, description = :description, readers = :readers,
					    writers = :writers, position = :position, version = version + 1,
					    archived_at = case when :archived then coalesce(archived_at, :now) end,
					    name_zh_hans = :nameHans, name_zh_hant = :nameHant, name_en = :nameEn,
					    description_zh_hans = :aboutHans, description_zh_hant = :aboutHant, description_en = :aboutEn
					where id = :id
					""")
				.param("slug", board.slug().value())
				.param("name", board.name())
				.param("description", board.description())
				.param("readers", board.readers().key())
				.param("writers", board.writers().key())
				.param("position", board.position())
				.param("archived", board.archived())
				.param("now", OffsetDateTime.now(this.clock))
				.param("nameHans", board.names().simplified())
				.param("nameHant", board.names().traditional())
				.param("nameEn", board.names().english())
				.param("aboutHans", board.descriptions().simplified())
				.param("aboutHant", board.descriptions().traditional())
				.param("aboutEn", board.descriptions().english())
				.param("id", id)
				.update();
		}
		catch (DuplicateKeyException taken) {
			// Two administrators wanted the same address at the same moment.
			throw new BadInput("slug", "board.taken", board.slug());
		}
	}

	/** One row for each thing that was done. */
	private void tell(Viewer viewer, long id, BoardSettings before, BoardSettings after) {
		record(viewer, id, after, "readdressed", before.slug(), after.slug());
		record(viewer, id, after, "renamed", before.name(), after.name());
		record(viewer, id, after, "described", before.description(), after.description());
		record(viewer, id, after, "translated", before.names().byLanguage(), after.names().byLanguage());
		record(viewer, id, after, "translated description", before.descriptions().byLanguage(),
				after.descriptions().byLanguage());
		record(viewer, id, after, "opened for readers", before.readers(), after.readers());
		record(viewer, id, after, "opened for writers", before.writers(), after.writers());
		record(viewer, id, after, "ordered", before.position(), after.position());
		record(viewer, id, after, after.archived() ? "archived" : "unarchived", before.archived(), after.archived());
	}

	private void record(Viewer viewer, long id, BoardSettings board, String action, Object before, Object after) {
		if (!before.equals(after)) {
			Map<String, String> facts = new HashMap<>();
			facts.put("slug", board.slug().value());
			facts.put("from", String.valueOf(before));
			facts.put("to", String.valueOf(after));
			this.journal.record(viewer.id().value(), action, subject(id), board.readers(), facts);
		}
	}

	/** Locked until the transaction ends, where there is one. */
	private BoardSettings settings(long id) {
		return read("for update", id);
	}

	/** For the form. */
	BoardSettings settings(Viewer viewer, String slug) {
		viewer.require(Capability.ADMINISTER);
		return this.boards.any(slug)
			.map((board) -> read("", board.id()))
			.orElseThrow(() -> new NotFound("board " + slug));
	}

	private BoardSettings read(String lock, long id) {
		return this.jdbc.sql("""
				select slug, name, description, readers, writers, position, archived_at is not null,
				       name_zh_hans, name_zh_hant, name_en, description_zh_hans, description_zh_hant, description_en
				from boards where id = :id
				""" + lock).param("id", id).query(SETTINGS).single();
	}

	/** All, with what is set of them, in their order. */
	List<Boards.Board> all(Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return this.boards.all();
	}

	private int nextPosition() {
		Integer highest = this.jdbc.sql("select max(position) from boards").query(Integer.class).optional().orElse(0);
		return Math.min(highest + 1, BoardEdit.POSITION);
	}

	private long id(BoardSlug slug) {
		return this.jdbc.sql("select id from boards where slug = :slug")
			.param("slug", slug.value())
			.query(Long.class)
			.single();
	}

	private static Subject subject(long board) {
		return Subject.of("board", board);
	}

}
