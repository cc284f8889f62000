package dev.roundtable.boards;

import java.util.List;
import java.util.Optional;

import dev.roundtable.http.BadInput;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The places to post in, as far as whoever looks may know of them. {@link BoardKeeping}
 * makes and changes them.
 */
@Component
public class Boards {

	private static final RowMapper<Board> BOARDS = (row, _) -> new Board(row.getLong(1),
			new BoardSlug(row.getString(2)), row.getString(3), row.getString(4), new Audience(row.getString(5)),
			new Audience(row.getString(6)), row.getBoolean(7), row.getLong(8));

	private final JdbcClient jdbc;

	Boards(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The board at that address, if the viewer may read it. */
	public Optional<Board> find(String slug, @Nullable Viewer viewer) {
		// What has no shape of an address no board has, and not every database could
		// be asked.
		return BoardSlug.find(slug).flatMap((known) -> one("b.slug = :it", known.value(), viewer));
	}

	/** The board that had that address once. */
	public Optional<Board> formerly(String slug, @Nullable Viewer viewer) {
		return BoardSlug.find(slug)
			.flatMap((known) -> one("b.id = (select s.board_id from board_slugs s where s.slug = :it)", known.value(),
					viewer));
	}

	/** Whoever may read it: for those who keep all of them. */
	Optional<Board> any(String slug) {
		return BoardSlug.find(slug)
			.flatMap((known) -> this.jdbc
				.sql(select() + " where b.slug = :it or b.id = (select s.board_id from board_slugs s"
						+ " where s.slug = :it) order by case when b.slug = :it then 0 else 1 end limit 1")
				.param("it", known.value())
				.query(BOARDS)
				.optional());
	}

	/** Whoever may read it. */
	Board any(long id) {
		return this.jdbc.sql(select() + " where b.id = :it").param("it", id).query(BOARDS).single();
	}

	private Optional<Board> one(String condition, Object it, @Nullable Viewer viewer) {
		return this.jdbc.sql(select() + " where " + condition + " and " + Audiences.mayRead("b.readers"))
			.param("it", it)
			.param("audiences", Audiences.of(viewer).array())
			.query(BOARDS)
			.optional();
	}

	/**
	 * The board of that address, to post on.
	 * @throws BadInput {@code board.unknown} on the field {@code board}, also when the
	 * viewer may not read it: for her there is none
	 * @throws PlaceClosed when she may read it, but not write
	 */
	public Board toPostOn(String slug, Viewer viewer) {
		Board board = find(slug, viewer).orElseThrow(() -> new BadInput("board", "board.unknown", slug));
		requireOpen(board.archived(), board.writers(), viewer);
		return board;
	}

	/**
	 * Whether what stands on a board takes posts, for a room that read its facts with
	 * something else.
	 * @throws PlaceClosed when it does not
	 */
	public static void requireOpen(boolean archived, Audience writers, Viewer viewer) {
		if (archived) {
			throw new PlaceClosed(PlaceClosed.Why.ARCHIVED);
		}
		if (!Audiences.of(viewer).include(writers)) {
			throw new PlaceClosed(PlaceClosed.Why.NOT_A_WRITER);
		}
	}

	/** In their order. */
	public List<Board> readable(@Nullable Viewer viewer) {
		return this.jdbc.sql(select() + " where " + Audiences.mayRead("b.readers") + " order by b.position, b.id")
			.param("audiences", Audiences.of(viewer).array())
			.query(BOARDS)
			.list();
	}

	/** Those that the viewer may post on, in their order. */
	public List<Board> writable(Viewer viewer) {
		return readable(viewer).stream().filter((board) -> !board.archived() && board.takesPostsOf(viewer)).toList();
	}

	/** All of them, whoever may read them: for who checks the audience elsewhere. */
	public List<Board> all() {
		return this.jdbc.sql(select() + " order by b.position, b.id").query(BOARDS).list();
	}

	/**
	 * SQL for the name of a board in the language of whoever is being answered.
	 * @param board alias of {@code board_facts}
	 */
	public static String name(String board) {
		return BoardTexts.here(board + ".name");
	}

	private static String select() {
		return "select b.id, b.slug, " + BoardTexts.here("b.name") + ", " + BoardTexts.here("b.description")
				+ ", b.readers, b.writers, b.archived_at is not null, b.version from boards b";
	}

	/**
	 * @param name in the language of whoever is being answered
	 * @param version rises when something of it changes that its topics show
	 */
	public record Board(long id, BoardSlug slug, String name, String description, Audience readers, Audience writers,
			boolean archived, long version) {

		/** Whether she is among those who write on it, archived or not. */
		public boolean takesPostsOf(Viewer viewer) {
			return Audiences.of(viewer).include(this.writers);
		}

	}

}
