package dev.roundtable.feedback.voting;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.feedback.VotedForTask;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Votes;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.Tasks;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes votes for an idea itself, whichever topics it has: the vote stands with its own
 * topic, or the first other one that the voter may vote on, and with the task where there
 * is none.
 */
@Component
class IdeaVoting {

	private final JdbcClient jdbc;

	private final Tasks tasks;

	private final TaskRules rules;

	private final Votes votes;

	private final OpenVotes open;

	private final Limits limits;

	private final Once once;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	IdeaVoting(JdbcClient jdbc, Tasks tasks, TaskRules rules, Votes votes, OpenVotes open, Limits limits, Once once,
			ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.rules = rules;
		this.votes = votes;
		this.open = open;
		this.limits = limits;
		this.once = once;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Voting twice is voting once, whichever topic the first vote stands with.
	 * @throws NotFound when there is no such task for her
	 * @throws BadInput {@code vote.none-left}, {@code vote.no-idea}, or
	 * {@code vote.closed} when there is nothing left to decide
	 */
	void vote(Viewer voter, OnceKey key, TaskNumber number) {
		voter.require(Capability.POST);
		Task idea = asked(voter, number);
		if (!idea.status().isOpen()) {
			throw new BadInput("vote", "vote.closed");
		}
		this.once.write(key.asking("vote idea " + idea.number()), () -> {
			if (this.open.of(voter, Set.of(idea.number())).voted().contains(idea.number())) {
				// It stands already, and to ask for it again costs the same.
				this.limits.spend(voter, Act.VOTE);
			}
			else {
				topic(voter, idea).ifPresentOrElse((topic) -> this.votes.cast(voter, OnceKey.NONE, topic),
						() -> insert(voter, idea));
			}
		});
	}

	/** The task that stands for it, where that is for her. */
	private Task asked(Viewer voter, TaskNumber number) {
		Task task = this.tasks.find(number, voter);
		Task asked = (task.original() != null) ? this.tasks.find(TaskNumber.of(task.original()), voter) : task;
		if (asked.kind() != TaskKind.IDEA) {
			throw new BadInput("vote", "vote.no-idea");
		}
		return asked;
	}

	private Optional<TopicId> topic(Viewer voter, Task idea) {
		return this.jdbc
			.sql("""
					select f.topic_id from task_topics l join topic_facts f on f.topic_id = l.topic_id
					join board_facts b on b.board_id = f.board_id
					where l.task_number in (:family) and f.held = false and b.archived = false and\s"""
					+ Audiences.mayRead("f.readers")
					+ """
							order by case when cast(f.topic_id as varchar) = :own then 0 else 1 end, f.created_at, f.topic_id
							limit 1
							""")
			.param("family", this.rules.family(TaskNumber.of(idea.number())))
			.param("audiences", Audiences.of(voter).array())
			.param("own", String.valueOf(idea.originRef()))
			.query(Long.class)
			.optional()
			.map(TopicId::of);
	}

	private void insert(Viewer voter, Task idea) {
		this.limits.spend(voter, Act.VOTE);
		this.open.spend(voter.id(), idea.number());
		int cast = this.jdbc.sql("""
				insert into task_votes (task_number, account_id, created_at) values (:task, :voter, :now)
				on conflict do nothing
				""")
			.param("task", idea.number())
			.param("voter", voter.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		if (cast > 0) {
			this.events.publishEvent(new VotedForTask(TaskNumber.of(idea.number())));
		}
	}

	/**
	 * Takes it back, whichever topics it stands with; again is no matter.
	 * @throws NotFound when there is no such task for her
	 */
	void withdraw(Viewer voter, OnceKey key, TaskNumber number) {
		voter.require(Capability.POST);
		Task idea = asked(voter, number);
		this.once.write(key.asking("unvote idea " + idea.number()), () -> {
			List<Long> family = this.rules.family(TaskNumber.of(idea.number()));
			this.votes.withdraw(voter,
					this.jdbc.sql("""
							select v.topic_id from topic_vote_facts v join task_topics l on l.topic_id = v.topic_id
							where v.account_id = :voter and l.task_number in (:family) order by v.topic_id
							""")
						.param("voter", voter.id().value())
						.param("family", family)
						.query(Long.class)
						.list()
						.stream()
						.map(TopicId::of)
						.toList());
			int gone = this.jdbc.sql("delete from task_votes where account_id = :voter and task_number in (:family)")
				.param("voter", voter.id().value())
				.param("family", family)
				.update();
			if (gone > 0) {
				this.events.publishEvent(new VotedForTask(TaskNumber.of(idea.number())));
			}
		});
	}

}
