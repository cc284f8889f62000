package dev.roundtable.forum;

import java.util.List;

import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.RenderedRows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The floors, made again when the renderer has changed. */
@Component
class RenderedPosts implements RenderedRows {

	private final JdbcClient jdbc;

	private final PageVersions pages;

	RenderedPosts(JdbcClient jdbc, PageVersions pages) {
		this.jdbc = jdbc;
		this.pages = pages;
	}

	@Override
	public String kind() {
		return "posts";
	}

	@Override
	public List<Row> outdated(long after, int renderer, int most) {
		return this.jdbc.sql("""
				select id, version, body from posts where id > :after and renderer < :renderer order by id limit :most
				""").param("after", after).param("renderer", renderer).param("most", most).query(Row.class).list();
	}

	@Override
	public void rewrite(Row row, Rendered text) {
		this.jdbc.sql("""
				select topic_id as topic, floor, html from posts
				where id = :id and version = :version and renderer < :renderer for update skip locked
				""")
			.param("id", row.id())
			.param("version", row.version())
			.param("renderer", text.renderer())
			.query((found, n) -> new Floor(found.getLong("topic"), found.getInt("floor"),
					text.html().equals(found.getString("html"))))
			.optional()
			.ifPresent((floor) -> rewrite(row, text, floor));
	}

	private void rewrite(Row row, Rendered text, Floor floor) {
		this.jdbc.sql("update posts set html = :html, plain = :plain, renderer = :renderer where id = :id")
			.param("html", text.html())
			.param("plain", text.plainUnlessSame(row.body()))
			.param("renderer", text.renderer())
			.param("id", row.id())
			.update();
		if (!floor.same()) {
			this.pages.raise(TopicId.of(floor.topic()), floor.floor());
		}
	}

	private record Floor(long topic, int floor, boolean same) {
	}

}
