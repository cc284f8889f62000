package dev.roundtable.forum.marks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.lists.TopicList;
import dev.roundtable.forum.lists.TopicList.Sort;
import dev.roundtable.forum.lists.TopicList.TopicRow;
import dev.roundtable.forum.lists.TopicList.Which;
import dev.roundtable.forum.marks.TopicMarks.PinScope;
import dev.roundtable.forum.marks.TopicMarks.Wanted;
import dev.roundtable.forum.pages.TopicPages;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotAllowed;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

@StoreTest
class TopicMarksTests {

	private final Boards boards;

	private final Topics topics;

	private final TopicMarks marks;

	private final TopicPages pages;

	private final TopicList list;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer moderator;

	TopicMarksTests(Boards boards, Topics topics, TopicMarks marks, TopicPages pages, TopicList list, JdbcClient jdbc,
			World world) {
		this.boards = boards;
		this.topics = topics;
		this.marks = marks;
		this.pages = pages;
		this.list = list;
		this.jdbc = jdbc;
		this.world = world;
		this.moderator = world.somebody(Role.MODERATOR);
	}

	@Test
	void in_a_locked_topic_moderators_alone_reply_and_others_are_told_why() {
		TopicId topic = post("Talk");
		String before = version(topic);
		give(topic, TopicMark.LOCKED, "It is answered");
		assertThat(version(topic)).isNotEqualTo(before);
		for (Viewer other : List.of(this.world.mei, this.world.lin)) {
			assertThatExceptionOfType(NotAllowed.class).isThrownBy(() -> reply(topic, other))
				.withMessage("error.topic.locked");
			assertThat(this.pages.topic(topic, 1, other).open()).isFalse();
		}
		assertThat(this.pages.topic(topic, 1, null).locked()).isEqualTo("It is answered");
		reply(topic, this.moderator);
		this.marks.take(this.moderator, OnceKey.NONE, topic, TopicMark.LOCKED, null);
		reply(topic, this.world.mei);
		assertThat(actions(topic)).containsExactly("locked", "unlocked");
	}

	@Test
	void replies_that_meet_a_lock_come_before_it_or_not_at_all() throws InterruptedException {
		TopicId topic = post("Busy");
		List<Callable<Boolean>> work = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			work.add(() -> {
				try {
					reply(topic, this.world.jun);
					return true;
				}
				catch (NotAllowed locked) {
					return false;
				}
			});
		}
		work.add(3, () -> {
			give(topic, TopicMark.LOCKED, "Enough");
			return false;
		});
		long written = World.atOnce(8, work).stream().filter((done) -> done).count();
		assertThat(this.pages.topic(topic, 1, null).floors()).isEqualTo(1 + (int) written);
		assertThatExceptionOfType(NotAllowed.class).isThrownBy(() -> reply(topic, this.world.jun))
			.withMessage("error.topic.locked");
	}

	@Test
	void what_is_pinned_stands_above_the_first_page_and_every_topic_once() {
		List<Long> posted = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			posted.add(post("Topic " + i).value());
		}
		give(TopicId.of(posted.get(2)), TopicMark.PINNED, "Rules");
		give(TopicId.of(posted.get(5)), TopicMark.PINNED, "Rules, too");
		List<Long> seen = new ArrayList<>();
		@Nullable String cursor = null;
		do {
			CursorPage<TopicRow> page = this.list.pageBelowPinned(null, which(false), cursor, 4);
			page.items().forEach((row) -> seen.add(row.id()));
			cursor = page.next();
		}
		while (cursor != null);
		List<Long> ours = seen.stream().filter(posted::contains).toList();
		assertThat(ours).startsWith(posted.get(5), posted.get(2), posted.get(11))
			.containsExactlyInAnyOrderElementsOf(posted);
		assertThat(this.list.page(null, which(false), null, 4).items()).extracting(TopicRow::id)
			.startsWith(posted.get(11));
	}

	@Test
	void a_pin_on_the_whole_site_stands_above_every_board_for_those_who_may_read_it() {
		TopicId topic = post("News");
		this.marks.give(this.moderator, OnceKey.NONE, topic, TopicMark.PINNED, new Wanted("News", PinScope.SITE, null));
		Which all = new Which(null, null, false, Sort.ACTIVE);
		assertThat(pinned(all, null)).contains(topic.value());
		assertThat(pinned(new Which(null, TopicKind.BUG, false, Sort.ACTIVE), null)).doesNotContain(topic.value());
		this.jdbc.sql("update boards set readers = 'team' where slug = ?").param(this.world.board).update();
		assertThat(pinned(all, null)).doesNotContain(topic.value());
		assertThat(pinned(all, this.world.lin)).contains(topic.value());
		this.marks.take(this.moderator, OnceKey.NONE, topic, TopicMark.PINNED, "Old");
		assertThat(pinned(all, this.world.lin)).doesNotContain(topic.value());
	}

	@Test
	void a_pin_ends_by_itself() {
		TopicId topic = post("Maintenance");
		this.marks.give(this.moderator, OnceKey.NONE, topic, TopicMark.PINNED,
				new Wanted("Tonight", null, Instant.now().plus(Duration.ofMinutes(5)).toString()));
		assertThat(pinned(which(false), null)).containsExactly(topic.value());
		this.jdbc.sql("update topic_marks set until = set_at where topic_id = ?").param(topic.value()).update();
		assertThat(pinned(which(false), null)).isEmpty();
		assertThat(this.list.pageBelowPinned(null, which(false), null, 10).items()).extracting(TopicRow::id)
			.containsExactly(topic.value());
		assertThat(this.pages.topic(topic, 1, null).pinned()).isNull();
		for (String wrong : List.of("yesterday", "2020-01-01", "2020-01-01T00:00:00Z", "99999-01-01", "0000-00-00")) {
			assertThatExceptionOfType(BadInput.class)
				.isThrownBy(() -> this.marks.give(this.moderator, OnceKey.NONE, topic, TopicMark.PINNED,
						new Wanted("Why", null, wrong)))
				.matches((bad) -> bad.field().equals("until"));
		}
	}

	@Test
	void a_pin_ends_with_the_day_where_the_moderator_is() {
		Wanted day = new Wanted("Rules", null, "2099-05-01");
		assertThat(day.endingIn("Asia/Shanghai").until()).isEqualTo("2099-05-01T23:59:59+08:00");
		assertThat(day.endingIn("")).isEqualTo(day);
		assertThat(day.endingIn("Nowhere/City")).isEqualTo(day);
		Wanted moment = new Wanted("Rules", null, "2099-05-01T12:00:00Z");
		assertThat(moment.endingIn("Asia/Shanghai")).isEqualTo(moment);
		TopicId topic = post("Ends there");
		this.marks.give(this.moderator, OnceKey.NONE, topic, TopicMark.PINNED, day.endingIn("Asia/Shanghai"));
		assertThat(this.marks.of(this.moderator, topic).get("pinned")).isNotNull()
			.satisfies((given) -> assertThat(given.until()).isEqualTo("2099-05-01T15:59:59Z"));
	}

	@Test
	void another_scope_or_end_moves_the_pin_and_the_same_again_does_nothing() {
		TopicId topic = post("Moving");
		give(topic, TopicMark.PINNED, "Here");
		give(topic, TopicMark.PINNED, "Here again");
		assertThat(this.pages.topic(topic, 1, null).pinned()).isEqualTo("BOARD");
		this.marks.give(this.moderator, OnceKey.NONE, topic, TopicMark.PINNED,
				new Wanted("Everywhere", PinScope.SITE, null));
		assertThat(this.pages.topic(topic, 1, null).pinned()).isEqualTo("SITE");
		this.marks.take(this.moderator, OnceKey.NONE, topic, TopicMark.PINNED, null);
		assertThat(actions(topic)).containsExactly("pinned", "pinned", "unpinned");
	}

	@Test
	void lists_can_be_narrowed_to_what_is_featured() {
		TopicId plain = post("Plain");
		TopicId fine = post("Fine");
		give(fine, TopicMark.FEATURED, "Worth reading");
		assertThat(this.list.page(null, which(true), null, 10).items()).extracting(TopicRow::id)
			.containsExactly(fine.value());
		assertThat(this.list.page(null, which(false), null, 10).items()).extracting(TopicRow::id, TopicRow::featured)
			.containsExactly(tuple(fine.value(), true), tuple(plain.value(), false));
	}

	@Test
	void only_moderators_mark_and_they_say_why() {
		TopicId topic = post("Talk");
		for (TopicMark mark : TopicMark.values()) {
			for (Viewer other : List.of(this.world.mei, this.world.lin)) {
				assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(
						() -> this.marks.give(other, OnceKey.NONE, topic, mark, new Wanted("Mine", null, null)));
				assertThatExceptionOfType(AccessDeniedException.class)
					.isThrownBy(() -> this.marks.take(other, OnceKey.NONE, topic, mark, null));
			}
			assertThatExceptionOfType(BadInput.class).isThrownBy(() -> give(topic, mark, " "));
			assertThatExceptionOfType(NotFound.class).isThrownBy(() -> give(TopicId.of(987654321), mark, "Why"));
			this.marks.take(this.moderator, OnceKey.NONE, topic, mark, null);
		}
		assertThat(actions(topic)).isEmpty();
	}

	@Test
	void marking_at_once_marks_once() throws InterruptedException {
		TopicId topic = post("Talk");
		for (TopicMark mark : TopicMark.values()) {
			Callable<Boolean> give = () -> {
				give(topic, mark, "Why");
				return true;
			};
			World.atOnce(8, Collections.nCopies(8, give));
		}
		assertThat(actions(topic)).containsExactly("locked", "pinned", "featured");
	}

	private void give(TopicId topic, TopicMark mark, String reason) {
		this.marks.give(this.moderator, OnceKey.NONE, topic, mark, new Wanted(reason, null, null));
	}

	private List<Long> pinned(Which which, @Nullable Viewer viewer) {
		return this.list.pageBelowPinned(viewer, which, null, 1)
			.items()
			.stream()
			.filter((row) -> row.pinned() != null)
			.map(TopicRow::id)
			.toList();
	}

	private List<String> actions(TopicId topic) {
		return this.jdbc.sql("select action from journal where subject = ? and action <> 'wrote' order by id")
			.param("topic-" + topic.value())
			.query(String.class)
			.list();
	}

	private String version(TopicId topic) {
		return this.pages.version(topic, 1).orElseThrow().content();
	}

	private TopicId post(String title) {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, title, "Text", List.of()))
			.topic();
	}

	private void reply(TopicId topic, Viewer author) {
		this.topics.reply(author, OnceKey.NONE, topic, "Text");
	}

	private Which which(boolean featured) {
		Boards.Board board = this.boards.all()
			.stream()
			.filter((one) -> one.slug().value().equals(this.world.board))
			.findFirst()
			.orElseThrow();
		return new Which(board, null, featured, Sort.ACTIVE);
	}

}
