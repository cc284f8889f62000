package dev.roundtable.releases.seats;

import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.TopicPosted;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Marks what somebody reports who has a seat, in the transaction that posts it: with the
 * earliest channel of hers.
 */
@Component
class ChannelReports {

	private final JdbcClient jdbc;

	ChannelReports(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void mark(TopicPosted posted) {
		if (posted.kind() == TopicKind.BUG || posted.kind() == TopicKind.IDEA) {
			this.jdbc.sql("""
					insert into channel_reports (topic_id, channel, account_id)
					select f.topic_id, max(s.channel), f.author_id from topic_facts f
					join channel_seats s on s.account_id = f.author_id and s.state = 'HELD'
					where f.topic_id = :topic group by f.topic_id, f.author_id
					""").param("topic", posted.topic().value()).update();
		}
	}

}
