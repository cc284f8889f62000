package dev.roundtable.feedback.voting;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

import dev.roundtable.feedback.voting.Comparison.Share;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.Effort;
import dev.roundtable.tasks.Efforts;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.trust.TrustLevel;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

@StoreTest
class ComparingTests {

	private final Comparing comparing;

	private final Efforts efforts;

	private final IdeaVoting voting;

	private final Votes votes;

	private final Tasks tasks;

	private final TaskRules rules;

	private final Topics topics;

	private final JdbcClient jdbc;

	private final World world;

	ComparingTests(Comparing comparing, Efforts efforts, IdeaVoting voting, Votes votes, Tasks tasks, TaskRules rules,
			Topics topics, JdbcClient jdbc, World world) {
		this.comparing = comparing;
		this.efforts = efforts;
		this.voting = voting;
		this.votes = votes;
		this.tasks = tasks;
		this.rules = rules;
		this.topics = topics;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void whoever_votes_for_several_topics_of_an_idea_is_one_voter_of_it() {
		TopicId first = topic("A dark theme");
		TopicId second = topic("Dark colours at night");
		TaskNumber idea = idea(first);
		TaskNumber merged = idea(second);
		this.votes.cast(this.world.jun, OnceKey.NONE, first);
		this.votes.cast(this.world.jun, OnceKey.NONE, second);
		this.votes.cast(this.world.fan(), OnceKey.NONE, second);
		this.tasks.change(this.world.lin, merged,
				TaskEdit.merged(this.tasks.find(merged, this.world.lin).version(), idea.value()));
		List<Comparison> seen = compare(idea, merged);
		assertThat(seen).singleElement().satisfies((one) -> {
			assertThat(one.idea().number()).isEqualTo(idea.value());
			assertThat(one.voters()).isEqualTo(2);
			assertThat(one.levels().stream().mapToLong(Share::people).sum()).isEqualTo(2);
		});
		this.jdbc.sql("update topics set held = true where id = ?").param(second.value()).update();
		assertThat(compare(idea)).singleElement().extracting(Comparison::voters).isEqualTo(1L);
	}

	@Test
	void voters_are_told_apart_by_level_device_group_and_week() {
		TaskNumber idea = own("A louder bell");
		Viewer old = this.world.trusted(this.world.fan(), TrustLevel.REGULAR);
		List.of(this.world.jun, this.world.mei, old).forEach((voter) -> this.voting.vote(voter, OnceKey.NONE, idea));
		device(this.world.jun, 0, "Lumen 3");
		device(this.world.jun, 1, "Lumen 1");
		device(old, 0, "lumen 3");
		String group = "core" + idea.value();
		this.jdbc.sql("insert into member_groups (name, title, with_team, made_at) values (?, ?, false, ?)")
			.params(group, "Core <fans>", OffsetDateTime.now())
			.update();
		this.jdbc
			.sql("insert into group_members (group_id, account_id, standing, set_at) "
					+ "select id, ?, 'IN', ? from member_groups where name = ?")
			.params(old.id().value(), OffsetDateTime.now(), group)
			.update();
		this.jdbc.sql("update task_votes set created_at = ? where task_number = ? and account_id = ?")
			.params(OffsetDateTime.now().minusDays(14), idea.value(), old.id().value())
			.update();
		assertThat(compare(idea)).singleElement().satisfies((one) -> {
			assertThat(one.voters()).isEqualTo(3);
			assertThat(one.levels()).extracting(Share::name, Share::people)
				.containsExactly(tuple("REGULAR", 1L), tuple("NEW", 2L));
			assertThat(one.devices())
				.extracting((share) -> share.name().toLowerCase(Locale.ROOT), Share::people, Share::percent)
				.containsExactly(tuple("lumen 3", 2L, 67), tuple(Comparison.NONE, 1L, 33));
			assertThat(one.groups()).extracting(Share::name, Share::people).containsExactly(tuple("Core <fans>", 1L));
			assertThat(one.trend().bars()).hasSize(12);
			assertThat(one.trend().bars().getLast().text()).isEqualTo("2");
			assertThat(one.trend().bars().get(9).text()).isEqualTo("1");
		});
	}

	@Test
	void ideas_are_held_against_each_other_by_one_scale() {
		TaskNumber loud = own("Wanted by five");
		TaskNumber quiet = own("Wanted by one");
		for (int i = 0; i < 5; i++) {
			this.voting.vote(this.world.fan(), OnceKey.NONE, loud);
		}
		this.voting.vote(this.world.jun, OnceKey.NONE, quiet);
		assertThat(compare(loud, quiet))
			.extracting((one) -> one.idea().number(), (one) -> one.trend().top(),
					(one) -> one.trend().bars().getLast().height())
			.containsExactly(tuple(loud.value(), "5", 100), tuple(quiet.value(), "5", 20));
	}

	@Test
	void the_effort_stands_beside_the_votes_and_can_be_taken_back() {
		TaskNumber idea = own("A smaller box");
		this.efforts.set(this.world.lin, idea, Effort.M, OnceKey.NONE);
		assertThat(compare(idea)).singleElement().extracting(Comparison::effort).isEqualTo(Effort.M);
		this.efforts.set(this.world.lin, idea, Effort.XL, OnceKey.NONE);
		assertThat(compare(idea)).singleElement().extracting(Comparison::effort).isEqualTo(Effort.XL);
		this.efforts.set(this.world.lin, idea, null, OnceKey.NONE);
		assertThat(compare(idea)).singleElement().extracting(Comparison::effort).isNull();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.efforts.set(this.world.jun, idea, Effort.S, OnceKey.NONE));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> Effort.of("huge"));
	}

	@Test
	void fans_compare_nothing_and_nobody_compares_none_or_six() {
		TaskNumber idea = own("A longer strap");
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.comparing.of(this.world.jun, List.of(idea.value())));
		for (List<Long> wrong : List.of(List.<Long>of(), List.of(1L, 2L, 3L, 4L, 5L, 6L))) {
			assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.comparing.of(this.world.lin, wrong));
		}
		TaskNumber bug = this.tasks.open(this.world.lin, new NewTask("Bug", "", TaskKind.BUG, null, "", null),
				OnceKey.NONE);
		assertThat(compare(bug)).isEmpty();
		assertThat(this.comparing.of(this.world.lin, List.of(987654321L))).isEmpty();
	}

	private List<Comparison> compare(TaskNumber... ideas) {
		return this.comparing.of(this.world.lin, List.of(ideas).stream().map(TaskNumber::value).toList());
	}

	private void device(Viewer person, int place, String model) {
		this.jdbc.sql("insert into devices (account_id, place, model, build) values (?, ?, ?, '')")
			.params(person.id().value(), place, model)
			.update();
	}

	private TopicId topic(String title) {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.IDEA, title + " " + this.world.board, "Please",
							List.of()))
			.topic();
	}

	private TaskNumber idea(TopicId topic) {
		return this.rules.from(new Origin.FromTopic(topic.value())).orElseThrow();
	}

	private TaskNumber own(String title) {
		return this.tasks.open(this.world.lin, new NewTask(title, "", TaskKind.IDEA, null, "", null), OnceKey.NONE);
	}

}
