package dev.roundtable.forum;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;

import dev.roundtable.boards.PlaceClosed;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;

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

	private final TopicAccess access;

	private final Limits limits;

	private final VotePower power;

	private final Once once;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Votes(JdbcClient jdbc, TopicAccess access, Limits limits, VotePower power, Once once,
			ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.access = access;
		this.limits = limits;
		this.power = power;
		this.once = once;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Voting twice is voting once.
	 * @throws NotFound when there is no such topic, or none that the voter may read
	 * @throws PlaceClosed when its board is archived
	 * @throws BadInput when it stands for an idea, and she has no vote left for one
	 */
	public void cast(Viewer voter, OnceKey key, TopicId topic) {
		requireOpen(voter, topic);
		this.once.write(key.asking("vote " + topic.value()), () -> {
			this.power.spend(voter.id(), topic);
			int cast = this.jdbc.sql("""
					insert into topic_votes (topic_id, account_id, created_at) values (:topic, :voter, :now)
					on conflict do nothing
					""")
				.param("topic", topic.value())
				.param("voter", voter.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.update();
			if (cast > 0) {
				countSoon(topic);
			}
		});
	}

	/** Takes it back. The same may be thrown as by {@link #cast}. */
	public void withdraw(Viewer voter, OnceKey key, TopicId topic) {
		requireOpen(voter, topic);
		this.once.write(key.asking("unvote " + topic.value()), () -> {
			if (delete(voter, topic)) {
				countSoon(topic);
			}
		});
	}

	/**
	 * Takes back whatever she gave to these, which she need not be able to read any more.
	 */
	public void withdraw(Viewer voter, Collection<TopicId> topics) {
		voter.require(Capability.POST);
		this.limits.spend(voter, Act.VOTE);
		this.once.write(OnceKey.NONE,
				// All of them first: what is counted in between would be told twice.
				() -> topics.stream().filter((topic) -> delete(voter, topic)).toList().forEach(this::countSoon));
	}

	private boolean delete(Viewer voter, TopicId topic) {
		return this.jdbc.sql("delete from topic_votes where topic_id = :topic and account_id = :voter")
			.param("topic", topic.value())
			.param("voter", voter.id().value())
			.update() > 0;
	}

	/** To say that it concerns one too takes no right to write. */
	private void requireOpen(Viewer voter, TopicId topic) {
		voter.require(Capability.POST);
		this.limits.spend(voter, Act.VOTE);
		if (this.access.toRead(topic, voter).archived()) {
			throw new PlaceClosed(PlaceClosed.Why.ARCHIVED);
		}
	}

	private void countSoon(TopicId topic) {
		if (count(topic) == Counted.BUSY) {
			this.jdbc.sql("insert into votes_to_count (topic_id) values (:topic)")
				.param("topic", topic.value())
				.update();
		}
	}

	private enum Counted {

		DONE, BUSY, GONE

	}

	/** A row that is absent is not a busy one: nobody will ever free it. */
	private Counted count(TopicId topic) {
		boolean free = this.jdbc.sql("select id from topics where id = :topic for update skip locked")
			.param("topic", topic.value())
			.query(Long.class)
			.optional()
			.isPresent();
		if (!free) {
			return isThere(topic) ? Counted.BUSY : Counted.GONE;
		}
		this.jdbc.sql("""
				update topics set votes = (select count(*) from topic_votes v where v.topic_id = :topic)
				where id = :topic
				""").param("topic", topic.value()).update();
		this.events.publishEvent(new VotesCounted(topic));
		return Counted.DONE;
	}

	private boolean isThere(TopicId topic) {
		return this.jdbc.sql("select id from topics where id = :topic")
			.param("topic", topic.value())
			.query(Long.class)
			.optional()
			.isPresent();
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
			.filter((topic) -> count(TopicId.of(topic)) != Counted.BUSY)
			.forEach((topic) -> this.jdbc.sql("delete from votes_to_count where id in (:ids)")
				.param("ids", waiting.stream().filter((one) -> one.topicId() == topic).map(Waiting::id).toList())
				.update());
	}

	private record Waiting(long id, long topicId) {
	}

}
