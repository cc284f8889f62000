package dev.roundtable.numbers;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.ImportedAuthors;
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
class NumbersTests {

	private final World world;

	private final Topics topics;

	private final Counting counting;

	private final Visits visits;

	private final Answers answers;

	private final Numbers numbers;

	private final SignUpSources sources;

	private final Calendar calendar;

	private final ImportedAuthors imported;

	private final JdbcClient jdbc;

	NumbersTests(World world, ImportedAuthors imported, Topics topics, Counting counting, Visits visits,
			Answers answers, Numbers numbers, SignUpSources sources, Calendar calendar, JdbcClient jdbc) {
		this.imported = imported;
		this.sources = sources;
		this.world = world;
		this.topics = topics;
		this.counting = counting;
		this.visits = visits;
		this.answers = answers;
		this.numbers = numbers;
		this.calendar = calendar;
		this.jdbc = jdbc;
	}

	@Test
	void new_people_are_shown_by_the_way_they_came() {
		OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
		for (OffsetDateTime at : List.of(now, now, now.minusDays(40))) {
			this.jdbc.sql("insert into sign_ups (account_id, source, joined_at) values (:id, :source, :at)")
				.param("id", this.world.fan().id().value())
				.param("source", this.world.board)
				.param("at", at)
				.update();
		}
		Viewer administrator = this.world.somebody(Role.ADMINISTRATOR);
		assertThat(this.sources.of(administrator, 30)).filteredOn((share) -> share.source().equals(this.world.board))
			.singleElement()
			.satisfies((share) -> assertThat(share.n()).isEqualTo(2));
		assertThat(this.sources.of(administrator, 90)).filteredOn((share) -> share.source().equals(this.world.board))
			.extracting(SignUpSources.Share::n)
			.containsExactly(3L);
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.sources.of(this.world.mei, 30));
		this.jdbc.sql("delete from sign_ups where source = ?").param(this.world.board).update();
	}

	@Test
	void a_post_counts_once_for_the_day_on_which_it_was_written() throws InterruptedException {
		LocalDate day = LocalDate.of(2001, 2, 3);
		TopicId topic = post(TopicKind.DISCUSSION);
		this.topics.reply(this.world.jun, OnceKey.NONE, topic, "Late");
		written(topic, 1, day.atTime(23, 59).atOffset(ZoneOffset.UTC));
		written(topic, 2, day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
		this.counting.count(Counting.Counted.POSTS);
		Callable<Boolean> round = () -> {
			this.counting.count(Counting.Counted.POSTS);
			return true;
		};
		World.atOnce(2, List.of(round, round));
		this.counting.count(Counting.Counted.POSTS);
		assertThat(n("POSTS", day)).isOne();
		assertThat(n("POSTS", day.plusDays(1))).isOne();
	}

	@Test
	void who_was_brought_in_by_an_import_did_not_join_that_day() {
		this.counting.count(Counting.Counted.JOINED);
		this.counting.count(Counting.Counted.JOINED);
		LocalDate day = LocalDate.of(2001, 3, 4);
		AccountId brought = this.imported.of("numbers", List.of(this.world.board)).values().iterator().next();
		for (AccountId one : List.of(brought, this.world.fan().id())) {
			this.jdbc.sql("update accounts set created_at = :at where id = :id")
				.param("at", day.atStartOfDay().atOffset(ZoneOffset.UTC))
				.param("id", one.value())
				.update();
		}
		this.counting.count(Counting.Counted.JOINED);
		this.counting.count(Counting.Counted.JOINED);
		assertThat(n("JOINED", day)).isOne();
	}

	@Test
	void who_was_here_today_is_active_once_and_came_back_after_the_week_in_which_she_joined() {
		Viewer early = this.world.somebody(Role.FAN);
		Viewer away = this.world.somebody(Role.FAN);
		LocalDate week = Calendar.week(this.calendar.today());
		for (Viewer one : List.of(early, away)) {
			this.jdbc.sql("update accounts set created_at = :at where id = :id")
				.param("at", this.calendar.start(week.minusWeeks(7)).plusHours(3))
				.param("id", one.id().value())
				.update();
		}
		here(early, this.calendar.start(this.calendar.today()).plusSeconds(1));
		here(away, this.calendar.start(week.minusWeeks(3)));
		this.visits.note();
		this.visits.note();
		assertThat(this.jdbc.sql("select count(*) from visit_days where account_id = any(:both)")
			.param("both", new Long[] { early.id().value(), away.id().value() })
			.query(Integer.class)
			.single()).isOne();
		assertThat(this.jdbc.sql("select n from week_retention where joined = :joined and later = 7")
			.param("joined", week.minusWeeks(7))
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void an_answer_is_what_somebody_else_wrote_and_half_waited_no_longer_than_the_median() {
		LocalDate week = LocalDate.of(2001, 5, 7);
		OffsetDateTime asked = week.atStartOfDay().atOffset(ZoneOffset.UTC);
		for (int minutes : List.of(10, 30, 500)) {
			TopicId topic = post(TopicKind.QUESTION);
			this.topics.reply(this.world.mei, OnceKey.NONE, topic, "My own words are no answer");
			this.topics.reply(this.world.jun, OnceKey.NONE, topic, "Here is how");
			written(topic, 1, asked);
			written(topic, 2, asked.plusMinutes(1));
			written(topic, 3, asked.plusMinutes(minutes));
		}
		written(post(TopicKind.BUG), 1, asked);
		written(post(TopicKind.DISCUSSION), 1, asked);
		this.answers.count(week);
		this.answers.count(week);
		assertThat(this.jdbc.sql("select asked, answered, minutes from week_answers where monday = :week")
			.param("week", week)
			.query((row, _) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3)))
			.single()).containsExactly(4L, 3L, 30L);
	}

	@Test
	void the_numbers_are_for_administrators_and_a_day_without_any_is_shown_as_none() {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.numbers.charts(this.world.lin, 30));
		List<Chart> charts = this.numbers.charts(this.world.somebody(Role.ADMINISTRATOR), 30);
		assertThat(charts).extracting(Chart::key)
			.containsExactly("ACTIVE", "JOINED", "POSTS", "answered", "minutes", "retained");
		assertThat(charts.getFirst().bars()).hasSize(30);
	}

	private long n(String what, LocalDate day) {
		return this.jdbc.sql("select n from day_numbers where what = :what and on_day = :day")
			.param("what", what)
			.param("day", day)
			.query(Long.class)
			.optional()
			.orElse(0L);
	}

	private void here(Viewer who, OffsetDateTime when) {
		this.jdbc.sql("""
				insert into sign_ins (token_hash, account_id, created_at, expires_at, last_seen_at)
				values (:hash, :account, :when, :end, :when)
				""")
			.param("hash", "numbers " + who.id().value())
			.param("account", who.id().value())
			.param("when", when)
			.param("end", when.plus(Duration.ofDays(30)))
			.update();
	}

	private void written(TopicId topic, int floor, OffsetDateTime at) {
		this.jdbc.sql("update posts set created_at = :at where topic_id = :topic and floor = :floor")
			.param("at", at)
			.param("topic", topic.value())
			.param("floor", floor)
			.update();
		if (floor == 1) {
			this.jdbc.sql("update topics set created_at = :at where id = :topic")
				.param("at", at)
				.param("topic", topic.value())
				.update();
		}
	}

	private TopicId post(TopicKind kind) {
		return this.topics
			.post(this.world.mei, OnceKey.NONE, new TopicDraft(this.world.board, kind, "Title", "Text", List.of()))
			.topic();
	}

}
