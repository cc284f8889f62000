package dev.roundtable.writing;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The same for a table that keeps a text which may be empty, what was made of it in
 * {@code html}, the {@code renderer}, and a {@code version} that each change of the row
 * raises. The room that owns the table names it.
 */
public abstract class RenderedTexts implements RenderedRows {

	private final JdbcClient jdbc;

	private final String table;

	private final String text;

	/**
	 * @param table the kind as well
	 * @param text the column
	 */
	protected RenderedTexts(JdbcClient jdbc, String table, String text) {
		this.jdbc = jdbc;
		this.table = table;
		this.text = text;
	}

	@Override
	public String kind() {
		return this.table;
	}

	@Override
	public List<Row> outdated(long after, int renderer, int most) {
		return this.jdbc.sql("""
				select id, version, %2$s as body from %1$s
				where id > :after and renderer < :renderer and %2$s <> '' order by id limit :most
				""".formatted(this.table, this.text))
			.param("after", after)
			.param("renderer", renderer)
			.param("most", most)
			.query(Row.class)
			.list();
	}

	@Override
	public void rewrite(Row row, Rendered text) {
		this.jdbc.sql("""
				update %s set html = :html, renderer = :renderer
				where id = :id and version = :version and renderer < :renderer
				""".formatted(this.table))
			.param("html", text.html())
			.param("renderer", text.renderer())
			.param("id", row.id())
			.param("version", row.version())
			.update();
	}

}
