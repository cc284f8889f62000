package dev.roundtable.feedback.voting;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.VotePower;
import dev.roundtable.http.BadInput;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.IdeaVotes;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom an idea has won, and how many more ideas somebody may vote for. A vote is spent
 * while its idea is open: one that closes or is declined gives it back, and so does a
 * topic that is hidden. Merged ideas cost one together.
 */
@Component
class OpenVotes implements VotePower, IdeaVotes {

	private static final String OPEN = """
			o.kind = 'IDEA' and o.status in ('NEW', 'NEEDS_INFO', 'CONFIRMED', 'PLANNED', 'IN_PROGRESS')""";

	/** The tasks {@code o} that {@code :voter} votes for. */
	private static final String HERS = """
			 from (
			    select l.task_number as number from topic_vote_facts v
			    join topic_facts f on f.topic_id = v.topic_id and f.held = false
			    join task_topics l on l.topic_id = v.topic_id
			    where v.account_id = :voter
			    union all
			    select v.task_number from task_votes v where v.account_id = :voter
			) hers
			join task_facts t on t.number = hers.number
			join task_facts o on o.number = coalesce(t.duplicate_of, t.number)
			""";

	private final JdbcClient jdbc;

	private final KeptPower power;

	private final Accounts accounts;

	private final Rising rising;

	OpenVotes(JdbcClient jdbc, KeptPower power, Accounts accounts, Rising rising) {
		this.jdbc = jdbc;
		this.power = power;
		this.accounts = accounts;
		this.rising = rising;
	}

	@Override
	public void spend(AccountId voter, TopicId topic) {
		this.jdbc
			.sql("""
					select o.number from task_topics l join task_facts t on t.number = l.task_number
					join task_facts o on o.number = coalesce(t.duplicate_of, t.number) where l.topic_id = :topic and\s"""
					+ OPEN)
			.param("topic", topic.value())
			.query(Long.class)
			.optional()
			.ifPresent((idea) -> spend(voter, idea));
	}

	/**
	 * Of two votes of one person at once, the second waits and counts the first.
	 * @throws BadInput {@code vote.none-left}
	 */
	void spend(AccountId voter, long idea) {
		int most = this.power.now().votes();
		if (most == 0) {
			return;
		}
		this.accounts.hold(voter);
		Set<Long> spent = new HashSet<>(this.jdbc.sql("select distinct o.number" + HERS + "where " + OPEN)
			.param("voter", voter.value())
			.query(Long.class)
			.list());
		if (!spent.contains(idea) && spent.size() >= most) {
			throw new BadInput("vote", "vote.none-left", most);
		}
	}

	@Override
	public Hers of(Viewer viewer, Collection<Long> tasks) {
		Set<Long> voted = new HashSet<>();
		Set<Long> open = new HashSet<>();
		this.jdbc
			.sql("select distinct o.number, case when " + OPEN + " then true else false end as spent" + HERS
					+ "where o.number = any(:tasks) or (" + OPEN + ")")
			.param("voter", viewer.id().value())
			.param("tasks", tasks.toArray(Long[]::new))
			.query((row) -> {
				voted.add(row.getLong("number"));
				if (row.getBoolean("spent")) {
					open.add(row.getLong("number"));
				}
			});
		return new Hers(voted, this.power.now().votes(), open.size());
	}

	@Override
	public Map<Long, Integer> rising() {
		return this.rising.now();
	}

}
