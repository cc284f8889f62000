package dev.roundtable.releases;

import java.util.List;

import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.RenderedRows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The notes of releases, made again when the renderer has changed. */
@Component
class RenderedReleases implements RenderedRows {

	private final JdbcClient jdbc;

	RenderedReleases(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String kind() {
		return "releases";
	}

	@Override
	public List<Row> outdated(long after, int renderer, int most) {
		return this.jdbc.sql("""
				select id, version, notes as body from releases
				where id > :after and renderer < :renderer and notes <> '' order by id limit :most
				""").param("after", after).param("renderer", renderer).param("most", most).query(Row.class).list();
	}

	@Override
	public void rewrite(Row row, Rendered text) {
		this.jdbc.sql("""
				update releases set html = :html, renderer = :renderer
				where id = :id and version = :version and renderer < :renderer
				""")
			.param("html", text.html())
			.param("renderer", text.renderer())
			.param("id", row.id())
			.param("version", row.version())
			.update();
	}

}
