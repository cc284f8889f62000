package dev.roundtable.forum;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
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

	/** Counting all topics is too much for each visit of the home page. */
	private final LoadingCache<String, Map<Long, Long>> topics = Caffeine.newBuilder()
		.expireAfterWrite(Duration.ofSeconds(10))
		.build(key -> count());

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
	Optional<Board> formerly(String slug, @Nullable Viewer viewer) {
		return BoardSlug.find(slug)
			.flatMap((known) -> one("b.id = (select s.board_id from board_slugs s where s.slug = :it)", known.value(),
					viewer));
	}

	/** The board of that id, if the viewer may read it. */
	Optional<Board> find(long id, @Nullable Viewer viewer) {
		return one("b.id = :it", id, viewer);
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
	Board toPostOn(String slug, Viewer viewer) {
		Board board = find(slug, viewer).orElseThrow(() -> new BadInput("board", "board.unknown", slug));
		requireOpen(board.archived(), board.writers(), viewer);
		return board;
	}

	static void requireOpen(boolean archived, Audience writers, Viewer viewer) {
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
	List<Board> writable(Viewer viewer) {
		return readable(viewer).stream().filter((board) -> !board.archived() && board.takesPostsOf(viewer)).toList();
	}

	/** All of them, whoever may read them: for who checks the audience elsewhere. */
	public List<Board> all() {
		return this.jdbc.sql(select() + " order by b.position, b.id").query(BOARDS).list();
	}

	/** With the number of their topics, at most ten seconds old. */
	List<BoardCard> cards(@Nullable Viewer viewer) {
		Map<Long, Long> counted = this.topics.get("all");
		return readable(viewer).stream()
			.map((board) -> new BoardCard(board.slug().value(), board.name(), board.description(), board.archived(),
					counted.getOrDefault(board.id(), 0L)))
			.toList();
	}

	private Map<Long, Long> count() {
		return this.jdbc.sql("select board_id, count(*) from topics where not held group by board_id")
			.query((row, _) -> Map.entry(row.getLong(1), row.getLong(2)))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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

		boolean takesPostsOf(Viewer viewer) {
			return Audiences.of(viewer).include(this.writers);
		}

	}

	record BoardCard(String slug, String name, String description, boolean archived, long topics) {
	}

}
