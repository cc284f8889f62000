package dev.roundtable.messages;

import java.util.List;

import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.RenderedRows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages, made again when the renderer has changed. Nobody edits one. */
@Component
class RenderedMessages implements RenderedRows {

	private final JdbcClient jdbc;

	RenderedMessages(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String kind() {
		return "direct_messages";
	}

	@Override
	public List<Row> outdated(long after, int renderer, int most) {
		return this.jdbc.sql("""
				select id, 1 as version, body from direct_messages where id > :after and renderer < :renderer
				order by id limit :most
				""").param("after", after).param("renderer", renderer).param("most", most).query(Row.class).list();
	}

	@Override
	public void rewrite(Row row, Rendered text) {
		this.jdbc.sql("""
				update direct_messages set html = :html, plain = :plain, renderer = :renderer
				where id = :id and renderer < :renderer
				""")
			.param("html", text.html())
			.param("plain", text.plainUnlessSame(row.body()))
			.param("renderer", text.renderer())
			.param("id", row.id())
			.update();
	}

}
