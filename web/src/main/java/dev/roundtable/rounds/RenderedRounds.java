package dev.roundtable.rounds;

import java.util.List;

import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.RenderedRows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What rounds are about, made again when the renderer has changed. */
@Component
class RenderedRounds implements RenderedRows {

	private final JdbcClient jdbc;

	RenderedRounds(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String kind() {
		return "rounds";
	}

	@Override
	public List<Row> outdated(long after, int renderer, int most) {
		return this.jdbc.sql("""
				select id, version, description as body from rounds
				where id > :after and renderer < :renderer and description <> '' order by id limit :most
				""").param("after", after).param("renderer", renderer).param("most", most).query(Row.class).list();
	}

	@Override
	public void rewrite(Row row, Rendered text) {
		this.jdbc.sql("""
				update rounds set html = :html, renderer = :renderer
				where id = :id and version = :version and renderer < :renderer
				""")
			.param("html", text.html())
			.param("renderer", text.renderer())
			.param("id", row.id())
			.param("version", row.version())
			.update();
	}

}
