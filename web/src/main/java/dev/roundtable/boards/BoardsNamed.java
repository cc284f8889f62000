package dev.roundtable.boards;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Boards for topics that come from elsewhere, where a name is all that is known. */
@Component
public class BoardsNamed {

	private final JdbcClient jdbc;

	private final Clock clock;

	BoardsNamed(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** The board of that name or address, made when there is none. */
	public Known board(String name) {
		List<Known> known = find("lower(name) = lower(:it) or slug = :it", name);
		if (!known.isEmpty()) {
			return known.getFirst();
		}
		String slug = BoardSlug.of(name).value();
		if (!find("slug = :it", slug).isEmpty()) {
			slug = BoardSlug.numbered(name).value();
		}
		this.jdbc.sql("insert into boards (slug, name, created_at) values (:slug, :name, :now)")
			.param("slug", slug)
			.param("name", name)
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		return find("slug = :it", slug).getFirst();
	}

	private List<Known> find(String condition, String it) {
		return this.jdbc.sql("select id, slug from boards where " + condition + " order by id")
			.param("it", it)
			.query(Known.class)
			.list();
	}

	public record Known(long id, String slug) {
	}

}
