package dev.roundtable.forum.merging;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.pages.FloorList;
import dev.roundtable.forum.pages.TopicPages;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
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
import static org.junit.jupiter.api.Assertions.assertTimeout;

@StoreTest
class SplittingTests {

	private final World world;

	private final Splitting splitting;

	private final Merging merging;

	private final Topics topics;

	private final Hiding hiding;

	private final FloorList floors;

	private final TopicPages pages;

	private final SplitNotes notes;

	private final JdbcClient jdbc;

	private final Viewer zhou;

	SplittingTests(World world, Splitting splitting, Merging merging, Topics topics, Hiding hiding, FloorList floors,
			TopicPages pages, SplitNotes notes, JdbcClient jdbc) {
		this.world = world;
		this.splitting = splitting;
		this.merging = merging;
		this.topics = topics;
		this.hiding = hiding;
		this.floors = floors;
		this.pages = pages;
		this.notes = notes;
		this.jdbc = jdbc;
		this.zhou = world.somebody(Role.MODERATOR);
	}

	/** A topic of so many floors: odd ones are Mei's, even ones Jun's. */
	private TopicId topic(int floors) {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "The sound stutters", "Text 1", List.of()))
			.topic();
		for (int floor = 2; floor <= floors; floor++) {
			this.topics.reply((floor % 2 == 0) ? this.world.jun : this.world.mei, OnceKey.NONE, topic, "Text " + floor);
		}
		return topic;
	}

	private TopicId split(TopicId from, String floors) {
		return split(from, floors, TopicKind.DISCUSSION);
	}

	private TopicId split(TopicId from, String floors, TopicKind kind) {
		return this.splitting
			.split(this.zhou, OnceKey.NONE, from,
					new Splitting.WantedSplit(floors, "Another thing", kind, "Not about sound"))
			.topic();
	}

	private void refused(TopicId from, String floors, String why) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> split(from, floors)).withMessage(why);
	}

	private List<String> texts(TopicId topic) {
		return this.floors.readable(topic, 0, 100, this.zhou)
			.stream()
			.map((floor) -> floor.floor() + " " + floor.body())
			.toList();
	}

	private PostId post(TopicId topic, int floor) {
		return PostId.of(this.jdbc.sql("select id from posts where topic_id = :topic and floor = :floor")
			.param("topic", topic.value())
			.param("floor", floor)
			.query(Long.class)
			.single());
	}

	private String last(TopicId topic) {
		return this.jdbc
			.sql("select a.name from topics t join accounts a on a.id = t.last_poster_id where t.id = :id and "
					+ "t.last_post_at = (select max(p.created_at) from posts p where p.topic_id = t.id)")
			.param("id", topic.value())
			.query(String.class)
			.single();
	}

	@Test
	void floors_become_a_topic_of_their_own_and_old_addresses_lead_there() {
		TopicId from = topic(6);
		TopicId made = split(from, "3, 5-6");
		assertThat(texts(from)).containsExactly("1 Text 1", "2 Text 2", "4 Text 4");
		assertThat(texts(made)).containsExactly("1 Text 3", "2 Text 5", "3 Text 6");
		assertThat(last(from)).isEqualTo(this.world.jun.name());
		assertThat(this.topics.find(made)).get()
			.extracting(Topics.Topic::author, Topics.Topic::title)
			.containsExactly(this.world.mei.id(), "Another thing");
		assertThat(this.splitting.movedTo(from, 6)).contains("/t/" + made.value() + "?floor=3");
		assertThat(this.splitting.movedTo(from, 4)).isEmpty();
		assertThat(this.topics.reply(this.world.mei, OnceKey.NONE, from, "Next").floor())
			.as("no number is given out again")
			.isEqualTo(7);
		assertThat(this.topics.reply(this.world.mei, OnceKey.NONE, made, "Next").floor()).isEqualTo(4);
	}

	@Test
	void both_pages_say_where_the_floors_are_and_were() {
		TopicId from = topic(4);
		long before = this.pages.topic(from, 1, null).floorsVersion();
		TopicId made = split(from, "3-4");
		assertThat(this.pages.topic(from, 1, null).floorsVersion()).isNotEqualTo(before);
		assertThat(this.notes.on(from, 1)).singleElement()
			.satisfies((note) -> assertThat(note.floors() + " " + note.other()).isEqualTo("3, 4 " + made.value()));
		assertThat(this.notes.on(made, 1)).singleElement().satisfies((note) -> assertThat(note.came()).isTrue());
		assertThat(this.notes.on(from, 2)).isEmpty();
		this.splitting.undo(this.zhou, OnceKey.NONE, made);
		assertThat(this.notes.on(from, 1)).isEmpty();
	}

	@Test
	void a_report_that_is_split_off_has_its_task() {
		TopicId made = split(topic(3), "2", TopicKind.BUG);
		assertThat(tasks(made)).isOne();
		assertThat(tasks(split(topic(3), "2"))).isZero();
	}

	private long tasks(TopicId topic) {
		return this.jdbc.sql("select count(*) from task_topic_facts where topic_id = :topic")
			.param("topic", topic.value())
			.query(Long.class)
			.single();
	}

	@Test
	void it_is_put_back_in_one_act_until_somebody_answers_there() {
		TopicId from = topic(5);
		TopicId made = split(from, "2,4");
		this.splitting.undo(this.zhou, OnceKey.NONE, made);
		this.splitting.undo(this.zhou, OnceKey.NONE, made);
		assertThat(texts(from)).containsExactly("1 Text 1", "2 Text 2", "3 Text 3", "4 Text 4", "5 Text 5");
		assertThat(this.splitting.backTo(made, 2)).contains("/t/" + from.value() + "?floor=4");
		assertThatExceptionOfType(NotFound.class).as("it is no topic any more")
			.isThrownBy(() -> this.splitting.splittable(this.zhou, made));
		TopicId again = split(from, "2,4");
		this.topics.reply(this.world.jun, OnceKey.NONE, again, "An answer");
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.splitting.undo(this.zhou, OnceKey.NONE, again))
			.withMessage("split.answered");
		assertThat(texts(again)).containsExactly("1 Text 2", "2 Text 4", "3 An answer");
	}

	@Test
	void what_was_merged_and_split_since_comes_back_in_its_order_and_with_its_first_floor() {
		TopicId kept = topic(2);
		TopicId guest = topic(2);
		this.merging.merge(this.zhou, OnceKey.NONE, guest, kept, null, "The same");
		TopicId apart = split(kept, "3");
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.merging.undo(this.zhou, OnceKey.NONE, guest))
			.withMessage("merge.split");
		TopicId third = topic(1);
		this.merging.merge(this.zhou, OnceKey.NONE, apart, third, null, "The same");
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.splitting.undo(this.zhou, OnceKey.NONE, apart))
			.withMessage("split.answered");
		assertThat(texts(third)).containsExactly("1 Text 1", "2 Text 1");
		this.merging.undo(this.zhou, OnceKey.NONE, apart);
		this.splitting.undo(this.zhou, OnceKey.NONE, apart);
		this.merging.undo(this.zhou, OnceKey.NONE, guest);
		assertThat(texts(kept)).containsExactly("1 Text 1", "2 Text 2");
		assertThat(texts(guest)).containsExactly("1 Text 1", "2 Text 2");
	}

	@Test
	void search_takes_a_floor_for_newer_wherever_it_moves() {
		TopicId from = topic(3);
		for (int i = 0; i < 3; i++) {
			this.hiding.hide(this.zhou, OnceKey.NONE, post(from, 1), "Spam");
			this.hiding.show(this.zhou, OnceKey.NONE, post(from, 1));
		}
		long post = post(from, 2).value();
		long before = version(post);
		TopicId made = split(from, "2");
		long there = version(post);
		assertThat(there).isGreaterThan(before);
		for (int i = 0; i < 3; i++) {
			this.hiding.hide(this.zhou, OnceKey.NONE, PostId.of(post), "Spam");
			this.hiding.show(this.zhou, OnceKey.NONE, PostId.of(post));
		}
		long later = version(post);
		this.splitting.undo(this.zhou, OnceKey.NONE, made);
		long back = version(post);
		assertThat(back).isGreaterThan(later);
		this.merging.merge(this.zhou, OnceKey.NONE, from, topic(1), null, "The same");
		assertThat(version(post)).isGreaterThan(back);
	}

	private long version(long post) {
		return this.jdbc.sql("select version from post_facts where post_id = :id")
			.param("id", post)
			.query(Long.class)
			.single();
	}

	@Test
	void what_cannot_stand_alone_stays() {
		TopicId topic = topic(5);
		refused(topic, "1-2", "split.first");
		refused(topic, "4-6", "split.missing");
		refused(topic, "", "split.none");
		refused(topic, "2-" + (Splitting.MOST + 2), "split.most");
		this.hiding.hide(this.zhou, OnceKey.NONE, post(topic, 2), "Spam");
		refused(topic, "2-3", "split.hidden");
		this.jdbc.sql("update posts set accepted = true where id = :id").param("id", post(topic, 4).value()).update();
		refused(topic, "3-4", "split.accepted");
		this.hiding.hide(this.zhou, OnceKey.NONE, post(topic, 1), "Spam");
		refused(topic, "3", "split.held");
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.splitting.split(this.zhou, OnceKey.NONE, topic,
				new Splitting.WantedSplit("3", "Title", null, "Reason")));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.splitting.split(this.zhou, OnceKey.NONE, topic,
				new Splitting.WantedSplit("3", " ", TopicKind.BUG, "Reason")));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.splitting.split(this.zhou, OnceKey.NONE, topic,
				new Splitting.WantedSplit("3", "Title", TopicKind.BUG, "")));
	}

	@Test
	void moderators_alone_split_and_put_back() {
		TopicId from = topic(3);
		for (Viewer other : List.of(this.world.mei, this.world.lin)) {
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.splitting.split(other,
					OnceKey.NONE, from, new Splitting.WantedSplit("2", "Title", TopicKind.BUG, "Reason")));
		}
		TopicId made = split(from, "2");
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.splitting.undo(this.world.mei, OnceKey.NONE, made));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.splitting.undo(this.zhou, OnceKey.NONE, from));
	}

	@Test
	void of_two_moderators_at_once_one_splits_them_off() throws InterruptedException {
		TopicId from = topic(5);
		Callable<String> splitting = () -> {
			try {
				return "made " + split(from, "4-5").value();
			}
			catch (BadInput gone) {
				return String.valueOf(gone.getMessage());
			}
		};
		assertThat(World.atOnce(4, Collections.nCopies(4, splitting))).filteredOn((answer) -> answer.startsWith("made"))
			.hasSize(1);
		assertThat(texts(from)).hasSize(3);
	}

	/**
	 * The first act after a start finds a database that knows nothing of its tables yet.
	 */
	@Test
	void what_was_moved_to_where_a_moderator_may_not_read_is_no_part_that_she_is_told_of() {
		TopicId topic = topic(4);
		TopicId open = split(topic, "2");
		TopicId closed = split(topic, "4");
		assertThat(this.splitting.parts(this.zhou, topic)).extracting(Splitting.Parted::topic)
			.containsExactly(closed.value(), open.value());
		String slug = this.world.board + "-closed";
		this.jdbc.sql("""
				insert into boards (slug, name, description, readers, writers, created_at)
				values (:slug, :slug, '', 'group:999999', 'group:999999', current_timestamp)
				""").param("slug", slug).update();
		this.jdbc.sql("update topics set board_id = (select id from boards where slug = :slug) where id = :topic")
			.param("slug", slug)
			.param("topic", closed.value())
			.update();
		assertThat(this.splitting.parts(this.zhou, topic)).extracting(Splitting.Parted::topic)
			.containsExactly(open.value());
	}

	@Test
	void as_many_floors_as_one_act_moves_take_no_longer_than_a_reader_waits() {
		TopicId topic = topic(2);
		this.jdbc.sql("""
				insert into posts (topic_id, floor, author_id, body, html, created_at)
				select p.topic_id, n.floor, p.author_id, p.body, p.html, p.created_at
				from posts p cross join unnest(cast(:floors as int array)) as n(floor)
				where p.topic_id = :topic and p.floor = 2
				""")
			.param("floors", IntStream.rangeClosed(3, Splitting.MOST + 1).boxed().toArray(Integer[]::new))
			.param("topic", topic.value())
			.update();
		this.jdbc.sql("update topics set floors = :floors where id = :topic")
			.param("floors", Splitting.MOST + 1)
			.param("topic", topic.value())
			.update();
		TopicId part = assertTimeout(Duration.ofSeconds(8), () -> split(topic, "2-" + (Splitting.MOST + 1)));
		assertTimeout(Duration.ofSeconds(8), () -> this.splitting.undo(this.zhou, OnceKey.NONE, part));
	}

}
