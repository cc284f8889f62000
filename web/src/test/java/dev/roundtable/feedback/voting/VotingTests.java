package dev.roundtable.feedback.voting;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.IdeaVotes;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@StoreTest
class VotingTests {

	private final IdeaVoting voting;

	private final OpenVotes open;

	private final Votes votes;

	private final VotesForIdeasOfAPerson data;

	private final Tasks tasks;

	private final TaskRules rules;

	private final Topics topics;

	private final JdbcClient jdbc;

	private final World world;

	VotingTests(IdeaVoting voting, OpenVotes open, Votes votes, VotesForIdeasOfAPerson data, Tasks tasks,
			TaskRules rules, Topics topics, JdbcClient jdbc, World world) {
		this.voting = voting;
		this.open = open;
		this.votes = votes;
		this.data = data;
		this.tasks = tasks;
		this.rules = rules;
		this.topics = topics;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void what_wins_voters_lately_counts_each_of_them_once_wherever_she_votes() {
		TopicId first = topic("A dark theme");
		TopicId second = topic("Dark colours at night");
		TaskNumber idea = idea(first);
		merge(idea(second), idea);
		this.votes.cast(this.world.jun, OnceKey.NONE, first);
		this.votes.cast(this.world.jun, OnceKey.NONE, second);
		this.votes.cast(this.world.lin, OnceKey.NONE, second);
		this.jdbc.sql("insert into topic_votes (topic_id, account_id, created_at) values (:topic, :voter, :then)")
			.param("topic", first.value())
			.param("voter", this.world.fan().id().value())
			.param("then", OffsetDateTime.now(ZoneOffset.UTC).minusDays(31))
			.update();
		TaskNumber single = nativeIdea();
		vote(this.world.jun, single);
		assertThat(new Rising(this.jdbc, Clock.systemUTC()).now()).containsEntry(idea.value(), 2)
			.containsEntry(single.value(), 1);
	}

	@Test
	void to_ask_again_for_a_vote_that_stands_costs_as_much() {
		TaskNumber idea = nativeIdea();
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
		assertThatExceptionOfType(TooManyAttempts.class).isThrownBy(() -> {
			for (int i = 0; i < 200; i++) {
				this.voting.vote(this.world.jun, OnceKey.NONE, idea);
			}
		});
	}

	@AfterEach
	void everybody_has_ten_again() {
		RequestContextHolder.resetRequestAttributes();
		power(10);
	}

	@Test
	void a_vote_for_an_idea_stands_with_its_topic_and_counts_once() {
		TopicId topic = topic("A dark theme");
		TaskNumber idea = idea(topic);
		vote(this.world.jun, idea);
		vote(this.world.jun, idea);
		awaitVotes(idea, 1);
		assertThat(voters(topic)).containsExactly(this.world.jun.id().value());
		this.voting.withdraw(this.world.jun, OnceKey.NONE, idea);
		this.voting.withdraw(this.world.jun, OnceKey.NONE, idea);
		awaitVotes(idea, 0);
		assertThat(voters(topic)).isEmpty();
	}

	@Test
	void who_voted_for_another_topic_of_it_has_voted_and_takes_back_both() {
		TopicId first = topic("A dark theme");
		TopicId second = topic("Dark colours at night");
		TaskNumber idea = idea(first);
		merge(idea(second), idea);
		this.votes.cast(this.world.jun, OnceKey.NONE, second);
		vote(this.world.jun, idea);
		assertThat(voters(first)).isEmpty();
		assertThat(this.open.of(this.world.jun, Set.of(idea.value())).voted()).containsExactly(idea.value());
		this.votes.cast(this.world.jun, OnceKey.NONE, first);
		awaitVotes(idea, 1);
		this.voting.withdraw(this.world.jun, OnceKey.NONE, idea);
		assertThat(voters(first)).isEmpty();
		assertThat(voters(second)).isEmpty();
		awaitVotes(idea, 0);
	}

	@Test
	void a_vote_for_what_was_merged_is_one_for_what_stands_for_it() {
		TaskNumber idea = idea(topic("A dark theme"));
		TaskNumber merged = idea(topic("Dark colours at night"));
		merge(merged, idea);
		vote(this.world.jun, merged);
		awaitVotes(idea, 1);
		vote(this.world.jun, idea);
		awaitVotes(idea, 1);
	}

	@Test
	void an_idea_of_the_team_has_no_topic_and_is_voted_for_all_the_same() throws Exception {
		TaskNumber idea = nativeIdea();
		vote(this.world.jun, idea);
		vote(this.world.jun, idea);
		vote(this.world.mei, idea);
		awaitVotes(idea, 2);
		List<Object> packed = new ArrayList<>();
		this.data.pack(this.world.jun, new Packing(packed));
		assertThat(packed.toString()).contains("task=" + idea.value());
		this.voting.withdraw(this.world.jun, OnceKey.NONE, idea);
		awaitVotes(idea, 1);
		assertThat(this.open.rising()).isNotNull();
	}

	@Test
	void with_none_left_the_next_is_refused_on_the_topic_and_on_the_idea_until_one_is_taken_back() {
		power(2);
		TaskNumber first = idea(topic("One"));
		TaskNumber second = nativeIdea();
		TopicId third = topic("Three");
		vote(this.world.jun, first);
		vote(this.world.jun, second);
		assertThat(this.open.of(this.world.jun, List.of())).extracting(IdeaVotes.Hers::left, IdeaVotes.Hers::used)
			.containsExactly(0, 2);
		refused(() -> this.votes.cast(this.world.jun, OnceKey.NONE, third));
		refused(() -> vote(this.world.jun, idea(third)));
		vote(this.world.jun, first);
		this.voting.withdraw(this.world.jun, OnceKey.NONE, second);
		this.votes.cast(this.world.jun, OnceKey.NONE, third);
		awaitVotes(idea(third), 1);
		power(0);
		vote(this.world.jun, second);
		awaitVotes(second, 1);
	}

	@Test
	void a_declined_idea_gives_the_vote_back_and_bugs_cost_none() {
		power(1);
		TaskNumber first = idea(topic("One"));
		TaskNumber second = idea(topic("Two"));
		vote(this.world.jun, first);
		TopicId bug = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "It hums", "Loudly", List.of()))
			.topic();
		this.votes.cast(this.world.jun, OnceKey.NONE, bug);
		refused(() -> vote(this.world.jun, second));
		this.tasks.change(this.world.lin, first,
				TaskEdit.declined(this.tasks.find(first, this.world.lin).version(), "Too dark"));
		vote(this.world.jun, second);
		awaitVotes(second, 1);
		assertThat(this.open.of(this.world.jun, List.of()).left()).isZero();
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> vote(this.world.mei, first))
			.extracting(BadInput::code)
			.isEqualTo("error.vote.closed");
	}

	@Test
	void of_eight_votes_at_once_with_one_left_one_wins() throws InterruptedException {
		power(1);
		List<TaskNumber> ideas = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			ideas.add((i % 2 == 0) ? idea(topic("Idea " + i)) : nativeIdea());
		}
		Viewer fan = this.world.fan();
		List<Callable<Boolean>> atOnce = ideas.stream().<Callable<Boolean>>map((idea) -> () -> {
			try {
				vote(fan, idea);
				return true;
			}
			catch (BadInput noneLeft) {
				return false;
			}
		}).toList();
		assertThat(World.atOnce(8, atOnce)).containsOnlyOnce(true);
		assertThat(this.open.of(fan, List.of()).used()).isOne();
	}

	@Test
	void what_is_the_teams_alone_does_not_exist_for_a_voter() {
		TaskNumber idea = this.tasks.open(this.world.lin, new NewTask("Canary", "", TaskKind.IDEA, null, "", "team"),
				OnceKey.NONE);
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> vote(this.world.jun, idea));
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.voting.withdraw(this.world.jun, OnceKey.NONE, idea));
	}

	private static void refused(Runnable vote) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(vote::run)
			.extracting(BadInput::code)
			.isEqualTo("error.vote.none-left");
	}

	private void vote(Viewer voter, TaskNumber idea) {
		this.voting.vote(voter, OnceKey.NONE, idea);
	}

	private void power(int votes) {
		this.jdbc.sql("update vote_power set votes = ?").param(votes).update();
	}

	private TopicId topic(String title) {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.IDEA, title, "Please", List.of()))
			.topic();
	}

	private TaskNumber idea(TopicId topic) {
		return this.rules.from(new Origin.FromTopic(topic.value())).orElseThrow();
	}

	private TaskNumber nativeIdea() {
		return this.tasks.open(this.world.lin, new NewTask("A quieter fan", "", TaskKind.IDEA, null, "", null),
				OnceKey.NONE);
	}

	private void merge(TaskNumber child, TaskNumber into) {
		this.tasks.change(this.world.lin, child,
				TaskEdit.merged(this.tasks.find(child, this.world.lin).version(), into.value()));
		assertThat(this.tasks.find(child, null).status()).isEqualTo(TaskStatus.DUPLICATE);
	}

	private List<Long> voters(TopicId topic) {
		return this.jdbc.sql("select account_id from topic_votes where topic_id = ?")
			.param(topic.value())
			.query(Long.class)
			.list();
	}

	private void awaitVotes(TaskNumber idea, int votes) {
		await().untilAsserted(() -> {
			Task task = this.tasks.find(idea, null);
			assertThat(task.votes()).isEqualTo(votes);
		});
	}

	private record Packing(List<Object> packed) implements PersonalData.Archive {

		@Override
		public void json(String file, Object value) {
			this.packed.add(value);
		}

		@Override
		public void text(String file, String text) {
			this.packed.add(text);
		}

		@Override
		public void file(String file, byte[] content) {
			this.packed.add(content);
		}

	}

}
