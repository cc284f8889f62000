package dev.roundtable.forum;

import java.util.List;

import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.Rendered;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Renders again what an older renderer made, a little at a time and once after each
 * start. What was edited meanwhile has been rendered by the newest and is left alone.
 */
@Component
class OldRenderings {

	/** Ids looked at in one go: no index knows which rows are old. */
	private static final int WINDOW = 500;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private long next = 1;

	OldRenderings(JdbcClient jdbc, TransactionTemplate transaction) {
		this.jdbc = jdbc;
		this.transaction = transaction;
	}

	@Scheduled(fixedDelayString = "${roundtable.rendering.again-every:3s}", initialDelayString = "PT1M")
	void some() {
		if (this.next <= newestPost()) {
			renderAgain(this.next);
			this.next += WINDOW;
		}
	}

	private long newestPost() {
		return this.jdbc.sql("select coalesce(max(id), 0) from posts").query(Long.class).single();
	}

	/**
	 * No version rises: the words are the same, and a rendered page is kept for a minute
	 * only.
	 */
	void renderAgain(long first) {
		List<Fresh> fresh = old(first).stream().map(Old::renderAgain).toList();
		if (!fresh.isEmpty()) {
			this.transaction.executeWithoutResult((_) -> fresh.forEach(this::save));
		}
	}

	private List<Old> old(long first) {
		return this.jdbc.sql("""
				select id, body, version from posts
				where id >= :first and id < :beyond and renderer < :newest order by id
				""")
			.param("first", first)
			.param("beyond", first + WINDOW)
			.param("newest", Markdown.VERSION)
			.query(Old.class)
			.list();
	}

	private void save(Fresh fresh) {
		this.jdbc.sql("""
				update posts set html = :html, plain = :plain, renderer = :renderer
				where id = :id and version = :version
				""")
			.param("html", fresh.text().html())
			.param("plain", fresh.text().plainUnlessSame(fresh.old().body()))
			.param("renderer", fresh.text().renderer())
			.param("id", fresh.old().id())
			.param("version", fresh.old().version())
			.update();
	}

	private record Old(long id, String body, long version) {

		Fresh renderAgain() {
			return new Fresh(this, TopicImport.render(this.body));
		}

	}

	private record Fresh(Old old, Rendered text) {
	}

}
