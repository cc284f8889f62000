package dev.roundtable.tasks;

import java.util.List;

import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.RenderedRows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The texts of tasks, made again when the renderer has changed. */
@Component
class RenderedTasks implements RenderedRows {

	private final JdbcClient jdbc;

	RenderedTasks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String kind() {
		return "tasks";
	}

	@Override
	public List<Row> outdated(long after, int renderer, int most) {
		// A task from the forum has its text there.
		return this.jdbc.sql("""
				select number as id, version, body from tasks
				where number > :after and renderer < :renderer and body <> '' order by number limit :most
				""").param("after", after).param("renderer", renderer).param("most", most).query(Row.class).list();
	}

	@Override
	public void rewrite(Row row, Rendered text) {
		this.jdbc.sql("""
				select number from tasks
				where number = :number and version = :version and renderer < :renderer for update skip locked
				""")
			.param("number", row.id())
			.param("version", row.version())
			.param("renderer", text.renderer())
			.query(Long.class)
			.optional()
			.ifPresent((found) -> this.jdbc.sql("""
					update tasks set html = :html, plain = :plain, renderer = :renderer where number = :number
					""")
				.param("html", text.html())
				.param("plain", text.plainUnlessSame(row.body()))
				.param("renderer", text.renderer())
				.param("number", row.id())
				.update());
	}

}
