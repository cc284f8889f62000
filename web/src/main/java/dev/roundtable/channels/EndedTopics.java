package dev.roundtable.channels;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Topics of which people want no mail, and are told in other ways. */
@Component
class EndedTopics {

	private static final int SHOWN = 50;

	private final JdbcClient jdbc;

	private final Once once;

	private final Clock clock;

	EndedTopics(JdbcClient jdbc, Once once, Clock clock) {
		this.jdbc = jdbc;
		this.once = once;
		this.clock = clock;
	}

	record Ended(long topic, String title, String url) {
	}

	/** In the caller's transaction. */
	void end(long account, long topic) {
		this.jdbc.sql("""
				insert into mail_ends (account_id, topic_id, since) values (:account, :topic, :now)
				on conflict do nothing""")
			.param("account", account)
			.param("topic", topic)
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

	/** Mail may tell of that topic again. */
	void undo(Viewer viewer, OnceKey key, long topic) {
		this.once.write(key.asking("mail of topic " + topic),
				() -> this.jdbc.sql("delete from mail_ends where account_id = :account and topic_id = :topic")
					.param("account", viewer.id().value())
					.param("topic", topic)
					.update());
	}

	Map<Long, Set<Long>> of(Collection<Long> accounts) {
		Map<Long, Set<Long>> ended = new HashMap<>();
		this.jdbc.sql("select account_id, topic_id from mail_ends where account_id = any(:accounts)")
			.param("accounts", accounts.toArray(Long[]::new))
			.query((row) -> {
				ended.computeIfAbsent(row.getLong("account_id"), (_) -> new HashSet<>()).add(row.getLong("topic_id"));
			});
		return ended;
	}

	/** Those that she may read; the latest first, at most 50. */
	List<Ended> shown(Viewer viewer) {
		return this.jdbc.sql("""
				select t.topic_id, t.title from mail_ends e join topic_facts t on t.topic_id = e.topic_id
				where e.account_id = :account and %s and t.held = false order by e.since desc, t.topic_id limit %d
				""".formatted(Audiences.mayRead("t.readers"), SHOWN))
			.param("account", viewer.id().value())
			.param("audiences", Audiences.of(viewer).array())
			.query((row, _) -> new Ended(row.getLong("topic_id"), row.getString("title"),
					Topics.url(TopicId.of(row.getLong("topic_id")), row.getString("title"))))
			.list();
	}

}
