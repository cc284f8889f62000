package dev.roundtable.forum;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The versions of a topic's pages of floors. New floors need none: they only add to the
 * last page, which is known by their number.
 */
@Component
public class PageVersions {

	private final JdbcClient jdbc;

	PageVersions(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A floor on that page looks different from now on. In the caller's transaction. */
	public void raise(TopicId topic, int floor) {
		int page = TopicUrl.page(floor);
		if (update(topic, page) == 0) {
			int made = this.jdbc.sql("""
					insert into floor_pages (topic_id, page, version) values (:topic, :page, 1) on conflict do nothing
					""").param("topic", topic.value()).param("page", page).update();
			if (made == 0) {
				update(topic, page);
			}
		}
	}

	private int update(TopicId topic, int page) {
		return this.jdbc.sql("update floor_pages set version = version + 1 where topic_id = :topic and page = :page")
			.param("topic", topic.value())
			.param("page", page)
			.update();
	}

}
