package dev.roundtable.forum;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.roundtable.http.BadInput;
import dev.roundtable.writing.Text;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The places to post in. */
@Component
public class Boards {

	private final JdbcClient jdbc;

	private final Clock clock;

	/** Counting all topics is too much for each visit of the home page. */
	private final LoadingCache<String, List<BoardCard>> cards = Caffeine.newBuilder()
		.expireAfterWrite(Duration.ofSeconds(10))
		.build(key -> count());

	Boards(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Makes a board.
	 * @throws BadInput when the slug is taken or not of letters (lower-case where there
	 * is such a thing), digits and hyphens
	 */
	public Board create(String slug, String name, String description) {
		if (!BoardSlug.SHAPE.matcher(slug).matches()) {
			throw new BadInput("slug", "board.slug");
		}
		// No exception: on PostgreSQL the page that says so could not be read any more.
		int made = this.jdbc.sql("""
				insert into boards (slug, name, description, created_at) values (:slug, :name, :description, :now)
				on conflict do nothing
				""")
			.param("slug", slug)
			.param("name", Text.line("name", name, 80))
			.param("description", description.isBlank() ? "" : Text.line("description", description, 400))
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		if (made == 0) {
			throw new BadInput("slug", "board.taken", slug);
		}
		this.cards.invalidateAll();
		return find(slug).orElseThrow();
	}

	public Optional<Board> find(String slug) {
		if (!Text.isWellFormed(slug)) {
			// No board has it, and not every database could even be asked.
			return Optional.empty();
		}
		return this.jdbc.sql("select id, slug, name, description from boards where slug = :slug")
			.param("slug", slug)
			.query(Board.class)
			.optional();
	}

	/** In the order in which they were made. */
	public List<Board> all() {
		return this.jdbc.sql("select id, slug, name, description from boards order by id").query(Board.class).list();
	}

	/** All boards with the number of their topics, at most ten seconds old. */
	List<BoardCard> cards() {
		return this.cards.get("all");
	}

	private List<BoardCard> count() {
		return this.jdbc.sql("""
				select b.slug, b.name, b.description, count(t.id) as topics
				from boards b left join topics t on t.board_id = b.id
				group by b.id, b.slug, b.name, b.description order by b.id
				""").query(BoardCard.class).list();
	}

	public record Board(long id, String slug, String name, String description) {
	}

	record BoardCard(String slug, String name, String description, long topics) {
	}

}
