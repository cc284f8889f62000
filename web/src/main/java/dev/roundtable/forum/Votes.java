package dev.roundtable.forum;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.http.NotFound;
import dev.roundtable.people.AccountId;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Votes on topics. A vote counts at once unless somebody is counting the same topic at
 * that moment; then it is counted a moment later, so that a storm of votes never queues
 * for one row.
 */
@Component
public class Votes {

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Votes(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.events = events;
		this.clock = clock;
	}

	/** Voting twice is voting once. */
	@Transactional
	public void cast(AccountId voter, TopicId topic) {
		requireTopic(topic);
		this.jdbc.sql("""
				insert into topic_votes (topic_id, account_id, created_at) values (:topic, :voter, :now)
				on conflict do nothing
				""")
			.param("topic", topic.value())
			.param("voter", voter.value())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		countSoon(topic);
	}

	@Transactional
	public void withdraw(AccountId voter, TopicId topic) {
		requireTopic(topic);
		this.jdbc.sql("delete from topic_votes where topic_id = :topic and account_id = :voter")
			.param("topic", topic.value())
			.param("voter", voter.value())
			.update();
		countSoon(topic);
	}

	boolean has(AccountId voter, TopicId topic) {
		return this.jdbc.sql("select count(*) from topic_votes where topic_id = :topic and account_id = :voter")
			.param("topic", topic.value())
			.param("voter", voter.value())
			.query(Integer.class)
			.single() > 0;
	}

	private void requireTopic(TopicId topic) {
		this.jdbc.sql("select id from topics where id = :topic")
			.param("topic", topic.value())
			.query(Long.class)
			.optional()
			.orElseThrow(() -> new NotFound("topic " + topic.value()));
	}

	private void countSoon(TopicId topic) {
		if (!countUnlessBusy(topic)) {
			this.jdbc.sql("insert into votes_to_count (topic_id) values (:topic)")
				.param("topic", topic.value())
				.update();
		}
	}

	private boolean countUnlessBusy(TopicId topic) {
		boolean free = this.jdbc.sql("select id from topics where id = :topic for update skip locked")
			.param("topic", topic.value())
			.query(Long.class)
			.optional()
			.isPresent();
		if (free) {
			this.jdbc.sql("""
					update topics set version = version + 1,
					    votes = (select count(*) from topic_votes v where v.topic_id = :topic)
					where id = :topic
					""").param("topic", topic.value()).update();
			this.events.publishEvent(new VotesCounted(topic));
		}
		return free;
	}

	/** Counts what a storm left behind. */
	@Scheduled(fixedDelayString = "${roundtable.votes.recount-every:500ms}")
	@Transactional
	void countLeftovers() {
		List<Waiting> waiting = this.jdbc
			.sql("select id, topic_id as topicId from votes_to_count order by id limit 1000 for update skip locked")
			.query(Waiting.class)
			.list();
		waiting.stream()
			.map(Waiting::topicId)
			.distinct()
			.filter((topic) -> countUnlessBusy(TopicId.of(topic)))
			.forEach((topic) -> this.jdbc.sql("delete from votes_to_count where id in (:ids)")
				.param("ids", waiting.stream().filter((one) -> one.topicId() == topic).map(Waiting::id).toList())
				.update());
	}

	private record Waiting(long id, long topicId) {
	}

}
