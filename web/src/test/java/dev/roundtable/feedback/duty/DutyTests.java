package dev.roundtable.feedback.duty;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.roundtable.boards.Boards;
import dev.roundtable.feedback.duty.AnswerTimes.Times;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskNumber;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class DutyTests {

	private final Unanswered unanswered;

	private final Rota rota;

	private final Boards boards;

	private final Topics topics;

	private final TaskComments comments;

	private final JdbcClient jdbc;

	private final World world;

	private final long board;

	DutyTests(Unanswered unanswered, Rota rota, Boards boards, Topics topics, TaskComments comments, JdbcClient jdbc,
			World world) {
		this.unanswered = unanswered;
		this.rota = rota;
		this.boards = boards;
		this.topics = topics;
		this.comments = comments;
		this.jdbc = jdbc;
		this.world = world;
		this.board = boards.find(world.board, world.lin).orElseThrow().id();
	}

	@Test
	void what_nobody_of_the_team_answered_waits_the_oldest_first() {
		TopicId first = bug();
		TopicId onTheForum = bug();
		TopicId onTheTask = bug();
		TopicId last = bug();
		this.topics.reply(this.world.jun, OnceKey.NONE, first, "Mine too");
		assertThat(waiting()).containsExactly(first.value(), onTheForum.value(), onTheTask.value(), last.value());
		this.topics.reply(this.world.lin, OnceKey.NONE, onTheForum, "We look into it");
		this.comments.write(this.world.lin, task(onTheTask), "Note", true);
		assertThat(waiting()).containsExactly(first.value(), onTheTask.value(), last.value());
		this.comments.write(this.world.lin, task(onTheTask), "We look into it", false);
		assertThat(waiting()).containsExactly(first.value(), last.value());
	}

	@Test
	void the_queue_comes_page_by_page_and_each_once() {
		List<Long> topics = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			topics.add(bug().value());
		}
		List<Long> seen = new ArrayList<>();
		String cursor = "";
		while (cursor != null) {
			CursorPage<Unanswered.DutyTopic> page = this.unanswered.page(this.world.lin, List.of(this.board), cursor,
					2);
			page.items().forEach((item) -> seen.add(item.topic()));
			cursor = page.next();
		}
		assertThat(seen).isEqualTo(topics);
	}

	@Test
	void a_board_that_she_may_not_read_is_not_there() {
		bug();
		this.jdbc.sql("update boards set readers = 'group:nobody' where id = ?").param(this.board).update();
		assertThat(this.unanswered.byBoard(this.world.lin)).doesNotContainKey(this.board);
		assertThat(this.unanswered.take(this.world.lin, List.of(this.board), OnceKey.NONE)).isEmpty();
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.rota.change(moderator(), this.world.board, "", "", OnceKey.NONE));
	}

	@Test
	void fans_have_no_duty() {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.unanswered.byBoard(this.world.mei));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.unanswered.take(this.world.mei, List.of(this.board), OnceKey.NONE));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.rota.change(this.world.lin, this.world.board, "", "", OnceKey.NONE));
	}

	@Test
	void who_takes_the_next_gets_the_oldest_that_is_nobodys() {
		TopicId first = bug();
		TopicId second = bug();
		assertThat(take(this.world.lin)).contains(first.value());
		assertThat(assignee(first)).isEqualTo(this.world.lin.id().value());
		assertThat(take(this.world.lin)).contains(second.value());
		assertThat(take(this.world.lin)).isEmpty();
	}

	@Test
	void many_who_take_at_once_get_each_another_one() throws Exception {
		List<Callable<Optional<Long>>> work = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			bug();
			Viewer engineer = this.world.somebody(Role.ENGINEER);
			work.add(() -> take(engineer));
		}
		List<Optional<Long>> taken = World.atOnce(8, work);
		List<Long> topics = taken.stream().flatMap(Optional::stream).toList();
		assertThat(topics).isNotEmpty().doesNotHaveDuplicates();
		assertThat(this.jdbc.sql("""
				select count(*) from tasks t join task_topics l on l.task_number = t.number
				where l.topic_id = any(:topics) and t.assignee_id is not null
				""").param("topics", topics.toArray(Long[]::new)).query(Integer.class).single())
			.isEqualTo(topics.size());
		assertThat(this.jdbc.sql("select count(*) from tasks where component = ? and assignee_id is not null")
			.param(this.world.board)
			.query(Integer.class)
			.single()).as("nobody got two").isEqualTo(topics.size());
	}

	@Test
	void a_week_is_one_persons_from_monday_to_sunday_and_then_the_nexts() {
		List<String> people = List.of("Lin", "Ada", "Bo");
		LocalDate monday = LocalDate.of(2026, 12, 28);
		Rota.Turns turns = Rota.turns(people, monday);
		assertThat(Rota.turns(people, monday.plusDays(6))).isEqualTo(turns);
		assertThat(Rota.turns(people, monday.minusDays(1)).now()).isNotEqualTo(turns.now());
		assertThat(Rota.turns(people, monday.plusDays(7)).now()).isEqualTo(turns.next());
		assertThat(Rota.turns(people, monday.plusDays(21))).isEqualTo(turns);
	}

	@Test
	void moderators_set_whose_turn_it_is_in_order_and_not_over_each_other() {
		Viewer moderator = moderator();
		Viewer ada = this.world.somebody(Role.ENGINEER);
		String lin = this.world.lin.name();
		set(moderator, ada.name().toUpperCase(Locale.ROOT) + "，" + lin, "");
		String now = ada.name() + ", " + lin;
		assertThat(people()).containsExactly(ada.name(), lin);
		refused("duty.changed", moderator, lin, "");
		refused("assignee.unknown", moderator, this.world.mei.name(), now);
		refused("duty.twice", moderator, lin + ", " + lin, now);
		set(moderator, lin + "," + ada.name(), now);
		assertThat(people()).containsExactly(lin, ada.name());
		set(moderator, "", lin + ", " + ada.name());
		assertThat(this.rota.all(this.world.lin)).doesNotContainKey(this.board);
	}

	private List<String> people() {
		return Objects.requireNonNull(this.rota.all(this.world.lin).get(this.board)).people();
	}

	private void set(Viewer by, String names, String before) {
		this.rota.change(by, this.world.board, names, before, OnceKey.NONE);
	}

	private void refused(String code, Viewer by, String names, String before) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> set(by, names, before)).withMessage(code);
	}

	@Test
	void the_first_word_of_the_team_counts_wherever_it_was_said_for_its_board_and_its_author() {
		Viewer ada = this.world.somebody(Role.ENGINEER);
		TopicId forum = bug();
		TopicId task = bug();
		bug();
		this.topics.reply(this.world.jun, OnceKey.NONE, forum, "Mine too");
		this.topics.reply(ada, OnceKey.NONE, forum, "We look into it");
		this.comments.write(this.world.lin, task(forum), "Later", false);
		this.comments.write(this.world.lin, task(task), "We look into it", false);
		back(forum, 10);
		back(task, 100);
		AnswerTimes.Report report = new AnswerTimes(this.jdbc, Clock.systemUTC()).of(this.world.lin);
		assertThat(report.people().get(ada.name())).isEqualTo(new Times(1, 10, 10));
		assertThat(report.people().get(this.world.lin.name())).isEqualTo(new Times(1, 100, 100));
		assertThat(report.boards().get(this.board)).isEqualTo(new Times(2, 10, 100));
		back(task, 60 * 24 * 40);
		assertThat(new AnswerTimes(this.jdbc, Clock.systemUTC()).of(this.world.lin).boards().get(this.board))
			.isEqualTo(new Times(1, 10, 10));
	}

	@Test
	void half_and_nine_of_ten_are_what_their_names_say() {
		List<Long> minutes = new ArrayList<>();
		for (long i = 100; i > 0; i--) {
			minutes.add(i);
		}
		assertThat(Times.of(minutes)).isEqualTo(new Times(100, 50, 90));
		assertThat(Times.of(List.of(7L))).isEqualTo(new Times(1, 7, 7));
	}

	/** As if it had been reported some minutes ago, and a little before. */
	private void back(TopicId topic, int minutes) {
		this.jdbc.sql("update topics set created_at = ? where id = ?")
			.params(OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(minutes).minusSeconds(30), topic.value())
			.update();
	}

	private List<Long> waiting() {
		return this.unanswered.byBoard(this.world.lin)
			.getOrDefault(this.board, Unanswered.Waiting.NOTHING)
			.oldest()
			.stream()
			.map(Unanswered.Topic::id)
			.toList();
	}

	private Optional<Long> take(Viewer by) {
		return this.unanswered.take(by, List.of(this.board), OnceKey.NONE);
	}

	private Viewer moderator() {
		return this.world.somebody(Role.MODERATOR);
	}

	private long assignee(TopicId topic) {
		return this.jdbc.sql("select assignee_id from tasks where number = ?")
			.param(task(topic).value())
			.query(Long.class)
			.single();
	}

	private TopicId bug() {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "The sound stutters", "Every minute", List.of()))
			.topic();
	}

	private TaskNumber task(TopicId topic) {
		return TaskNumber.of(this.jdbc.sql("select task_number from task_topics where topic_id = ?")
			.param(topic.value())
			.query(Long.class)
			.single());
	}

}
