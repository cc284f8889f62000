package dev.roundtable.moderation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class WaitingAuthorsTests {

	private final World world;

	private final Topics topics;

	private final Reports reports;

	private final WaitingAuthors waiting;

	private final JdbcClient jdbc;

	private final Viewer moderator;

	WaitingAuthorsTests(World world, Topics topics, Reports reports, WaitingAuthors waiting, JdbcClient jdbc) {
		this.world = world;
		this.topics = topics;
		this.reports = reports;
		this.waiting = waiting;
		this.jdbc = jdbc;
		this.moderator = world.somebody(Role.MODERATOR);
	}

	/** Replies so often, and each time is reported. */
	private void spam(Viewer spammer, int times) {
		TopicId topic = this.topics
			.post(this.world.lin, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Hello", "Text", List.of()))
			.topic();
		for (int i = 0; i < times; i++) {
			PostId post = this.topics.reply(spammer, OnceKey.NONE, topic, "Buy watches " + i).post();
			this.reports.report(this.world.mei, OnceKey.NONE, post, "spam", null);
		}
	}

	private List<WaitingAuthors.Waiting> of(Viewer person) {
		return this.waiting.list(this.moderator).stream().filter((one) -> one.author() == person.id().value()).toList();
	}

	private long shown(Viewer person) {
		return this.jdbc.sql("select count(*) from post_facts where author_id = :id and held = false")
			.param("id", person.id().value())
			.query(Long.class)
			.single();
	}

	private WaitingAuthors.Outcome remove(Viewer... people) {
		return this.waiting.remove(this.moderator, OnceKey.NONE, ids(people), "Spam");
	}

	private static List<Long> ids(Viewer... people) {
		return List.of(people).stream().map((person) -> person.id().value()).toList();
	}

	@Test
	void a_wave_is_a_line_for_each_of_its_people_and_goes_in_one_act() {
		Viewer one = this.world.fan();
		Viewer other = this.world.fan();
		spam(one, 3);
		spam(other, 2);
		assertThat(of(one)).singleElement().satisfies((line) -> {
			assertThat(line.waits()).isEqualTo(3);
			assertThat(line.reports()).isEqualTo(3);
			assertThat(line.excerpt()).isEqualTo("Buy watches 0");
		});
		WaitingAuthors.Outcome outcome = remove(one, other, this.world.jun);
		assertThat(outcome.removed()).isEqualTo(2);
		assertThat(outcome.refused()).isZero();
		assertThat(of(one)).isEmpty();
		assertThat(shown(one) + shown(other)).isZero();
		assertThat(remove(one)).as("who waits no more")
			.returns(0, WaitingAuthors.Outcome::removed)
			.returns(0, WaitingAuthors.Outcome::refused);
	}

	@Test
	void a_wave_that_was_none_comes_back_in_one_act_and_nobody_elses_with_it() {
		Viewer one = this.world.fan();
		Viewer other = this.world.fan();
		Viewer earlier = this.world.fan();
		spam(earlier, 1);
		remove(earlier);
		spam(one, 3);
		spam(other, 2);
		WaitingAuthors.Outcome outcome = remove(one, other);
		assertThat(shown(one) + shown(other)).isZero();
		Viewer colleague = this.world.somebody(Role.MODERATOR);
		assertThat(this.waiting.undo(colleague, OnceKey.NONE, outcome.before(), outcome.last())).isZero();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.waiting.undo(one, OnceKey.NONE, outcome.before(), outcome.last()));
		assertThat(this.waiting.undo(this.moderator, OnceKey.NONE, outcome.before(), outcome.last())).isEqualTo(2);
		assertThat(shown(one)).isEqualTo(3);
		assertThat(shown(other)).isEqualTo(2);
		assertThat(shown(earlier)).isZero();
		assertThat(this.jdbc.sql("select count(*) from sanctions where account_id = any(:ids)")
			.param("ids", ids(one, other).toArray(Long[]::new))
			.query(Integer.class)
			.single()).as("they may come back themselves").isZero();
		assertThat(this.waiting.undo(this.moderator, OnceKey.NONE, outcome.before(), outcome.last())).isZero();
	}

	@Test
	void nobody_of_the_team_and_not_she_herself_goes_with_a_wave() {
		Viewer engineer = this.world.somebody(Role.ENGINEER);
		Viewer fan = this.world.fan();
		spam(engineer, 1);
		spam(this.moderator, 1);
		spam(fan, 1);
		assertThat(remove(engineer, this.moderator, fan)).returns(1, WaitingAuthors.Outcome::removed)
			.returns(2, WaitingAuthors.Outcome::refused);
		assertThat(shown(engineer)).isOne();
		assertThat(shown(fan)).isZero();
	}

	@Test
	void two_moderators_at_once_remove_each_person_once() throws InterruptedException {
		Viewer fan = this.world.fan();
		spam(fan, 3);
		List<Callable<Integer>> work = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			Viewer zhou = this.world.somebody(Role.MODERATOR);
			work.add(() -> this.waiting.remove(zhou, OnceKey.NONE, ids(fan), "Spam").removed());
		}
		assertThat(World.atOnce(3, work).stream().mapToInt(Integer::intValue).sum()).isOne();
	}

	@Test
	void moderators_alone_see_and_remove_and_say_why() {
		Viewer fan = this.world.fan();
		spam(fan, 1);
		for (Viewer stranger : List.of(this.world.mei, this.world.lin)) {
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.waiting.list(stranger));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.waiting.remove(stranger, OnceKey.NONE, ids(fan), "Spam"));
		}
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.waiting.remove(this.moderator, OnceKey.NONE, ids(fan), " "))
			.matches((refused) -> refused.field().equals("reason"));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.waiting.remove(this.moderator, OnceKey.NONE, List.of(), "Spam"))
			.withMessage("authors.none");
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.waiting.remove(this.moderator, OnceKey.NONE,
					LongStream.rangeClosed(1, WaitingAuthors.MOST + 1).boxed().toList(), "Spam"))
			.withMessage("authors.most");
		assertThat(shown(fan)).isOne();
	}

	@Test
	void what_she_may_not_read_is_not_in_her_list() {
		Viewer fan = this.world.fan();
		spam(fan, 1);
		this.jdbc.sql("update boards set readers = 'group:none' where slug = :slug")
			.param("slug", this.world.board)
			.update();
		assertThat(of(fan)).isEmpty();
		assertThat(remove(fan)).returns(0, WaitingAuthors.Outcome::removed).returns(0, WaitingAuthors.Outcome::refused);
		assertThat(shown(fan)).isOne();
	}

}
