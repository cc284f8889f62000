package dev.roundtable.tasks;

import java.util.List;

import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.RenderedRows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Comments on tasks, made again when the renderer has changed. */
@Component
class RenderedComments implements RenderedRows {

	private final JdbcClient jdbc;

	RenderedComments(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String kind() {
		return "task_comments";
	}

	@Override
	public List<Row> outdated(long after, int renderer, int most) {
		return this.jdbc.sql("""
				select id, version, body from task_comments
				where id > :after and renderer < :renderer order by id limit :most
				""").param("after", after).param("renderer", renderer).param("most", most).query(Row.class).list();
	}

	@Override
	public void rewrite(Row row, Rendered text) {
		this.jdbc.sql("""
				select id from task_comments
				where id = :id and version = :version and renderer < :renderer for update skip locked
				""")
			.param("id", row.id())
			.param("version", row.version())
			.param("renderer", text.renderer())
			.query(Long.class)
			.optional()
			.ifPresent((found) -> this.jdbc.sql("""
					update task_comments set html = :html, plain = :plain, renderer = :renderer where id = :id
					""")
				.param("html", text.html())
				.param("plain", text.plainUnlessSame(row.body()))
				.param("renderer", text.renderer())
				.param("id", row.id())
				.update());
	}

}
