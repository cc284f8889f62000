package dev.roundtable.trust;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.ImportedAuthors;
import dev.roundtable.people.Role;
import dev.roundtable.people.Sanction;
import dev.roundtable.people.Sanctions;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class TrustTests {

	private final World world;

	private final Trust trust;

	private final Ladders ladders;

	private final Reading reading;

	private final Due due;

	private final Recount recount;

	private final ByHand byHand;

	private final Topics topics;

	private final Votes votes;

	private final Sanctions sanctions;

	private final ImportedAuthors imported;

	private final JdbcClient jdbc;

	private final PlatformTransactionManager transactions;

	private final Viewer moderator;

	TrustTests(World world, Trust trust, Ladders ladders, Reading reading, Due due, Recount recount, ByHand byHand,
			Topics topics, Votes votes, Sanctions sanctions, ImportedAuthors imported, JdbcClient jdbc,
			PlatformTransactionManager transactions) {
		this.world = world;
		this.trust = trust;
		this.ladders = ladders;
		this.reading = reading;
		this.due = due;
		this.recount = recount;
		this.byHand = byHand;
		this.topics = topics;
		this.votes = votes;
		this.sanctions = sanctions;
		this.imported = imported;
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.moderator = world.somebody(Role.MODERATOR);
	}

	/** She opens that many topics with so many posts on each, and is here on the days. */
	private void reads(Viewer person, int topics, int posts, int days) {
		for (int topic = 1; topic <= topics; topic++) {
			this.reading.read(person, topic, 1, posts);
		}
		this.reading.write();
		for (int day = 0; day < days; day++) {
			this.jdbc.sql("insert into visit_days (on_day, account_id, joined_at) values (?, ?, current_timestamp)")
				.params(LocalDate.now(Clock.systemUTC()).minusDays(day), person.id().value())
				.update();
		}
	}

	private TopicId post(Viewer author) {
		return this.topics
			.post(author, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, "A topic", "Text", List.of()))
			.topic();
	}

	private TrustLevel counted(Viewer person) {
		this.recount.count();
		return this.trust.of(person);
	}

	private void fix(Viewer person, TrustLevel level) {
		this.byHand.fix(this.moderator, OnceKey.NONE, person.id(), level, "She helps everybody");
	}

	private int rows(String table, Viewer person) {
		return this.jdbc.sql("select count(*) from " + table + " where account_id = ?")
			.param(person.id().value())
			.query(Integer.class)
			.single();
	}

	private int journal(Viewer person, String action) {
		return this.jdbc.sql("select count(*) from journal where subject = ? and action = ?")
			.params("account-" + person.id().value(), action)
			.query(Integer.class)
			.single();
	}

	@Test
	void who_reads_rises_to_basic_and_one_short_of_it_does_not() {
		Viewer fan = this.world.fan();
		reads(fan, 5, 6, 1);
		assertThat(counted(fan)).as("one day is missing").isEqualTo(TrustLevel.NEW);
		this.jdbc.sql("insert into visit_days (on_day, account_id, joined_at) values (?, ?, current_timestamp)")
			.params(LocalDate.now(Clock.systemUTC()).minusDays(99), fan.id().value())
			.update();
		this.reading.read(fan, 1, 2, 1);
		this.reading.write();
		assertThat(counted(fan)).isEqualTo(TrustLevel.BASIC);
		assertThat(journal(fan, "trust rose")).isOne();
		Viewer four = this.world.fan();
		reads(four, 4, 100, 3);
		assertThat(counted(four)).isEqualTo(TrustLevel.NEW);
		Viewer few = this.world.fan();
		reads(few, 29, 1, 3);
		assertThat(counted(few)).isEqualTo(TrustLevel.NEW);
	}

	@Test
	void a_page_that_is_read_again_counts_once_on_however_many_nodes() {
		Viewer fan = this.world.fan();
		Reading other = new Reading(this.jdbc, this.due, Clock.systemUTC(), this.transactions);
		for (Reading node : List.of(this.reading, other, this.reading)) {
			node.read(fan, 7, 1, 10);
			node.read(fan, 7, 1, 12);
			node.read(fan, 7, 1, 11);
			node.write();
		}
		other.read(fan, 7, 2, 3);
		other.write();
		assertThat(this.jdbc.sql("select sum(posts) from topic_reads where account_id = ?")
			.param(fan.id().value())
			.query(Integer.class)
			.single()).isEqualTo(15);
		assertThat(rows("topic_reads", fan)).isEqualTo(2);
	}

	@Test
	void nodes_that_write_the_same_pages_at_once_lose_nothing() throws InterruptedException {
		Viewer fan = this.world.fan();
		List<Reading> nodes = List.of(new Reading(this.jdbc, this.due, Clock.systemUTC(), this.transactions),
				new Reading(this.jdbc, this.due, Clock.systemUTC(), this.transactions));
		List<Callable<Boolean>> work = nodes.stream().map((node) -> (Callable<Boolean>) () -> {
			for (int topic = 1; topic <= 50; topic++) {
				node.read(fan, topic, 1, 2);
			}
			node.write();
			return true;
		}).toList();
		World.atOnce(2, work);
		nodes.forEach(Reading::write);
		assertThat(rows("topic_reads", fan)).isEqualTo(50);
	}

	@Test
	void what_the_team_reads_is_not_noted() {
		this.reading.read(this.world.lin, 1, 1, 10);
		this.reading.write();
		assertThat(rows("topic_reads", this.world.lin)).isZero();
		assertThat(this.trust.mayWriteFirst(this.world.lin)).isTrue();
	}

	@Test
	void to_be_a_member_others_must_have_answered_and_voted() {
		Viewer fan = this.world.fan();
		reads(fan, 20, 5, 15);
		assertThat(counted(fan)).isEqualTo(TrustLevel.BASIC);
		TopicId topic = post(fan);
		this.votes.cast(fan, OnceKey.NONE, topic);
		this.votes.cast(fan, OnceKey.NONE, post(this.world.mei));
		for (int i = 0; i < 3; i++) {
			this.topics.reply(this.world.fan(), OnceKey.NONE, topic, "An answer");
			this.topics.reply(fan, OnceKey.NONE, topic, "My own " + i);
		}
		this.reading.read(fan, topic.value(), 1, 7);
		this.reading.write();
		assertThat(counted(fan)).as("her own vote is none").isEqualTo(TrustLevel.BASIC);
		this.votes.cast(this.world.mei, OnceKey.NONE, topic);
		Awaitility.await().untilAsserted(() -> {
			this.due.mark(List.of(fan.id().value()));
			assertThat(counted(fan)).isEqualTo(TrustLevel.MEMBER);
		});
	}

	@Test
	void a_regular_who_stops_reading_is_a_member_again_and_no_less() {
		Viewer fan = this.world.trusted(this.world.fan(), TrustLevel.REGULAR);
		this.jdbc.sql("insert into topic_reads (account_id, topic_id, page, posts, on_day) values (?, 1, 1, 999, ?)")
			.params(fan.id().value(), LocalDate.now(Clock.systemUTC()).minusDays(101))
			.update();
		this.jdbc.sql("update trust_rounds set fallen_on = date '2000-01-01'").update();
		this.recount.oncePerDay();
		assertThat(counted(fan)).isEqualTo(TrustLevel.MEMBER);
		assertThat(journal(fan, "trust fell")).isOne();
		assertThat(rows("topic_reads", fan)).as("what counts no longer is gone").isZero();
	}

	@Test
	void of_who_comes_back_after_a_long_time_only_what_she_read_then_is_forgotten() {
		Viewer fan = this.world.trusted(this.world.fan(), TrustLevel.BASIC);
		this.jdbc.sql("update trust_people set counted_at = ? where account_id = ?")
			.params(OffsetDateTime.now(Clock.systemUTC()).minusDays(200), fan.id().value())
			.update();
		for (int days : List.of(101, 0)) {
			this.jdbc.sql("insert into topic_reads (account_id, topic_id, page, posts, on_day) values (?, ?, 1, 9, ?)")
				.params(fan.id().value(), days + 1, LocalDate.now(Clock.systemUTC()).minusDays(days))
				.update();
		}
		this.jdbc.sql("update trust_rounds set fallen_on = date '2000-01-01'").update();
		this.recount.oncePerDay();
		assertThat(rows("topic_reads", fan)).isOne();
	}

	@Test
	void who_was_silenced_falls_and_does_not_rise_until_it_is_taken_back() {
		Viewer fan = this.world.trusted(this.world.fan(), TrustLevel.REGULAR);
		this.sanctions.impose(this.moderator, OnceKey.NONE, fan.id(), Sanction.Kind.SILENCED, "Rude", null);
		Awaitility.await().untilAsserted(() -> {
			assertThat(rows("trust_bars", fan)).isOne();
			assertThat(counted(fan)).isEqualTo(TrustLevel.MEMBER);
		});
		Viewer newcomer = this.world.fan();
		reads(newcomer, 5, 6, 2);
		this.sanctions.impose(this.moderator, OnceKey.NONE, newcomer.id(), Sanction.Kind.SILENCED, "Rude", null);
		assertThat(counted(newcomer)).isEqualTo(TrustLevel.NEW);
		this.sanctions.lift(this.moderator, OnceKey.NONE, newcomer.id(), Sanction.Kind.SILENCED);
		Awaitility.await().untilAsserted(() -> assertThat(counted(newcomer)).isEqualTo(TrustLevel.BASIC));
		assertThat(rows("trust_bars", newcomer)).isZero();
	}

	@Test
	void a_sanction_of_long_ago_bars_nobody() {
		for (int days : List.of(179, 181)) {
			Viewer fan = this.world.fan();
			this.jdbc.sql("insert into trust_bars (account_id, since) values (?, ?)")
				.params(fan.id().value(), OffsetDateTime.now(Clock.systemUTC()).minusDays(days))
				.update();
			reads(fan, 5, 6, 2);
			assertThat(counted(fan)).isEqualTo((days > 180) ? TrustLevel.BASIC : TrustLevel.NEW);
		}
	}

	@Test
	void a_level_by_hand_holds_at_once_whatever_is_counted_and_is_let_go_of() {
		Viewer fan = this.world.fan();
		assertThat(this.trust.of(fan)).isEqualTo(TrustLevel.NEW);
		fix(fan, TrustLevel.LEADER);
		assertThat(this.trust.of(fan)).isEqualTo(TrustLevel.LEADER);
		reads(fan, 5, 6, 2);
		assertThat(counted(fan)).isEqualTo(TrustLevel.LEADER);
		fix(fan, TrustLevel.NEW);
		assertThat(this.trust.of(fan)).isEqualTo(TrustLevel.NEW);
		this.byHand.release(this.moderator, OnceKey.NONE, fan.id());
		assertThat(this.trust.of(fan)).isEqualTo(TrustLevel.BASIC);
		this.byHand.release(this.moderator, OnceKey.NONE, fan.id());
		assertThat(journal(fan, "fixed trust")).isEqualTo(2);
		assertThat(journal(fan, "released trust")).isOne();
		assertThat(journal(fan, "trust rose")).as("she was told by hand").isZero();
	}

	@Test
	void two_moderators_at_once_leave_one_level() throws InterruptedException {
		Viewer fan = this.world.fan();
		Callable<Boolean> once = () -> {
			fix(fan, TrustLevel.MEMBER);
			return true;
		};
		World.atOnce(4, Collections.nCopies(8, once));
		assertThat(rows("trust_by_hand", fan)).isOne();
		assertThat(journal(fan, "fixed trust")).isOne();
	}

	@Test
	void only_moderators_fix_and_neither_themselves_nor_the_team() {
		Viewer fan = this.world.fan();
		for (Viewer other : List.of(fan, this.world.mei, this.world.lin)) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.byHand.fix(other, OnceKey.NONE, fan.id(), TrustLevel.LEADER, "I want it"));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.byHand.release(other, OnceKey.NONE, fan.id()));
		}
		assertThat(refused(() -> fix(this.moderator, TrustLevel.LEADER)).code()).isEqualTo("error.trust.self");
		assertThat(refused(() -> fix(this.world.lin, TrustLevel.NEW)).code()).isEqualTo("error.trust.team");
		for (@Nullable
		String none : new @Nullable String[] { null, "", " ", "x".repeat(401) }) {
			assertThat(refused(() -> this.byHand.fix(this.moderator, OnceKey.NONE, fan.id(), TrustLevel.BASIC, none))
				.field()).isEqualTo("reason");
		}
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.byHand.fix(this.moderator, OnceKey.NONE,
				AccountId.of(999_999_999L), TrustLevel.BASIC, "Nobody"));
	}

	@Test
	void a_post_carries_as_many_links_and_pictures_as_its_author_is_trusted_with() {
		Viewer fan = this.world.fan();
		TopicId topic = post(this.world.mei);
		String two = "See https://a.example and https://b.example";
		this.topics.reply(fan, OnceKey.NONE, topic, two + " and [this](/t/1)");
		BadInput refused = refused(
				() -> this.topics.reply(fan, OnceKey.NONE, topic, two + " and [c](HTTPS://c.example)"));
		assertThat(refused.code()).isEqualTo("error.trust.links");
		assertThat(refused.arguments()).startsWith(2, 3).hasSize(4);
		String pictures = "![a](https://a.example/a.png) ![b](https://a.example/b.png)";
		assertThat(refused(() -> this.topics.reply(fan, OnceKey.NONE, topic, pictures)).code())
			.isEqualTo("error.trust.pictures");
		fix(fan, TrustLevel.BASIC);
		this.topics.reply(fan, OnceKey.NONE, topic, pictures + " " + two + " https://c.example");
		this.topics.reply(this.world.lin, OnceKey.NONE, topic, two + " https://c.example");
	}

	@Test
	void who_was_imported_and_never_read_here_is_no_newcomer() {
		AccountId imported = this.imported.of("elsewhere", List.of(this.world.board)).values().iterator().next();
		Viewer author = new Viewer(imported, "whoever", Role.FAN);
		assertThat(this.trust.of(author)).isEqualTo(TrustLevel.BASIC);
		this.reading.read(author, 1, 1, 1);
		this.reading.write();
		assertThat(counted(author)).isEqualTo(TrustLevel.BASIC);
		assertThat(journal(author, "trust fell")).isZero();
	}

	@Test
	void numbers_are_changed_by_administrators_within_their_bounds_and_never_over_each_other() {
		Viewer admin = this.world.somebody(Role.ADMINISTRATOR);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.ladders.change(this.moderator, OnceKey.NONE, 1, Map.of()));
		long version = this.ladders.toChange(admin).version();
		for (String wrong : List.of("", "-1", "x", "101", "9", "99999999999", "1e1")) {
			assertThat(
					refused(() -> this.ladders.change(admin, OnceKey.NONE, version, Map.of("PERIOD", wrong))).field())
				.isEqualTo("PERIOD");
		}
		this.ladders.change(admin, OnceKey.NONE, version, Map.of("PICTURES.LEADER", "101", "unknown", "7"));
		assertThat(this.ladders.now().of("PICTURES.LEADER")).isEqualTo(101);
		assertThatExceptionOfType(StaleVersion.class)
			.isThrownBy(() -> this.ladders.change(admin, OnceKey.NONE, version, Map.of("PICTURES.LEADER", "102")));
		this.ladders.change(admin, OnceKey.NONE, version + 1, Map.of("PICTURES.LEADER", "100"));
		assertThat(this.ladders.now()).isEqualTo(new Ladder(Ladder.FIRST, version + 2));
	}

	@Test
	void a_mark_that_comes_while_somebody_is_counted_is_kept() {
		Viewer fan = this.world.fan();
		this.due.mark(List.of(fan.id().value()));
		List<Due.Mark> seen = this.due.after(fan.id().value() - 1, 1);
		this.due.mark(List.of(fan.id().value()));
		this.due.counted(seen);
		assertThat(rows("trust_due", fan)).isOne();
	}

	private static BadInput refused(Runnable write) {
		try {
			write.run();
		}
		catch (BadInput refused) {
			return refused;
		}
		throw new AssertionError("was taken");
	}

}
