package dev.roundtable.forum.merging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicFollowing;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.forum.pages.FloorList;
import dev.roundtable.forum.pages.PostView;
import dev.roundtable.forum.pages.TopicPages;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class MergingTests {

	private final World world;

	private final Merging merging;

	private final Topics topics;

	private final Votes votes;

	private final Hiding hiding;

	private final FloorList floors;

	private final TopicPages pages;

	private final TopicFollowing following;

	private final JdbcClient jdbc;

	private final Viewer zhou;

	MergingTests(World world, Merging merging, Topics topics, Votes votes, Hiding hiding, FloorList floors,
			TopicPages pages, TopicFollowing following, JdbcClient jdbc) {
		this.world = world;
		this.merging = merging;
		this.topics = topics;
		this.votes = votes;
		this.hiding = hiding;
		this.floors = floors;
		this.pages = pages;
		this.following = following;
		this.jdbc = jdbc;
		this.zhou = world.somebody(Role.MODERATOR);
	}

	private TopicId post(Viewer author, TopicKind kind, String title) {
		return this.topics
			.post(author, OnceKey.NONE, new TopicDraft(this.world.board, kind, title, "Text of " + title, List.of()))
			.topic();
	}

	private void reply(Viewer author, TopicId topic, String body) {
		this.topics.reply(author, OnceKey.NONE, topic, body);
	}

	private String merge(TopicId one, TopicId into) {
		return this.merging.merge(this.zhou, OnceKey.NONE, one, into, null, "The same");
	}

	private List<String> texts(TopicId topic) {
		return this.floors.readable(topic, 0, 100, this.zhou)
			.stream()
			.map((floor) -> floor.floor() + " " + floor.body())
			.toList();
	}

	private int people(TopicId topic) {
		return this.jdbc.sql("""
				select k.people from task_facts k join task_topic_facts l on l.task_number = k.number
				where l.topic_id = :topic
				""").param("topic", topic.value()).query(Integer.class).single();
	}

	private int votesOf(TopicId topic) {
		return this.pages.topic(topic, 1, this.zhou).votes();
	}

	private @Nullable String refused(TopicId one, TopicId into) {
		try {
			merge(one, into);
			return null;
		}
		catch (BadInput refused) {
			return refused.code();
		}
	}

	@Test
	void its_floors_stand_after_those_that_are_there_and_its_address_leads_to_them() {
		TopicId into = post(this.world.mei, TopicKind.DISCUSSION, "Kept");
		reply(this.world.jun, into, "Second");
		TopicId one = post(this.world.jun, TopicKind.DISCUSSION, "Doubled");
		reply(this.world.mei, one, "See [above](#floor-1)");
		assertThat(merge(one, into)).isEqualTo("/t/" + into.value() + "?floor=3");
		assertThat(texts(into)).containsExactly("1 Text of Kept", "2 Second", "3 Text of Doubled",
				"4 See [above](#floor-1)");
		List<PostView> shown = this.floors.page(into, 1);
		assertThat(shown.get(2).came()).isEqualTo(new PostView.Came("Doubled", this.zhou.name(), "The same"));
		assertThat(shown.get(1).came()).isNull();
		assertThat(shown.get(3).came()).isNull();
		assertThat(shown.get(3).html()).contains("href=\"#floor-3\"");
		for (Viewer one_of : List.of(this.world.jun, this.world.lin, this.zhou)) {
			assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.pages.topic(one, 1, one_of));
			assertThatExceptionOfType(NotFound.class).isThrownBy(() -> reply(one_of, one, "Late"));
		}
		assertThat(this.merging.movedTo(one, 2)).contains("/t/" + into.value() + "?floor=4");
		assertThat(this.merging.movedTo(one, 99)).contains("/t/" + into.value() + "?floor=4");
		assertThat(this.merging.movedTo(into, 1)).isEmpty();
		reply(this.world.mei, into, "Next");
		assertThat(texts(into)).last().isEqualTo("5 Next");
		assertThat(this.merging.guests(into)).extracting(Merging.Guest::title).containsExactly("Doubled");
	}

	@Test
	void voters_and_authors_count_in_the_other_each_once_and_go_back() {
		TopicId into = post(this.world.mei, TopicKind.BUG, "Kept");
		TopicId one = post(this.world.jun, TopicKind.BUG, "Doubled");
		Viewer both = this.world.fan();
		Viewer other = this.world.fan();
		this.votes.cast(both, OnceKey.NONE, into);
		this.votes.cast(both, OnceKey.NONE, one);
		this.votes.cast(other, OnceKey.NONE, one);
		this.votes.cast(this.world.mei, OnceKey.NONE, one);
		int before = people(one);
		merge(one, into);
		assertThat(votesOf(into)).as("both, other, Mei, and Jun who reported it").isEqualTo(4);
		assertThat(people(into)).as("Mei, Jun, both, other").isEqualTo(4);
		this.merging.undo(this.zhou, OnceKey.NONE, one);
		assertThat(votesOf(into)).isOne();
		assertThat(votesOf(one)).isEqualTo(3);
		assertThat(people(into)).isEqualTo(2);
		assertThat(people(one)).isEqualTo(before);
	}

	@Test
	void taken_apart_everything_is_as_it_was_and_what_was_written_since_stays() {
		TopicId into = post(this.world.mei, TopicKind.DISCUSSION, "Kept");
		TopicId one = post(this.world.jun, TopicKind.DISCUSSION, "Doubled");
		reply(this.world.mei, one, "Two");
		merge(one, into);
		reply(this.world.jun, into, "Since");
		assertThat(this.merging.undo(this.zhou, OnceKey.NONE, one)).startsWith("/t/" + one.value());
		this.merging.undo(this.zhou, OnceKey.NONE, one);
		assertThat(texts(one)).containsExactly("1 Text of Doubled", "2 Two");
		assertThat(texts(into)).containsExactly("1 Text of Kept", "4 Since");
		assertThat(this.merging.movedTo(one, 1)).isEmpty();
		assertThat(this.pages.topic(one, 1, null).floors()).isEqualTo(2);
		reply(this.world.mei, one, "Three");
		reply(this.world.mei, into, "After");
		assertThat(texts(one)).last().isEqualTo("3 Three");
		assertThat(texts(into)).last().isEqualTo("5 After");
		merge(one, into);
		assertThat(texts(into)).last().isEqualTo("8 Three");
		this.merging.undo(this.zhou, OnceKey.NONE, one);
		assertThat(this.pages.topic(into, 1, null).floors()).as("nothing was written since").isEqualTo(5);
	}

	@Test
	void cached_pages_of_both_are_made_again() {
		TopicId into = post(this.world.mei, TopicKind.DISCUSSION, "Kept");
		TopicId one = post(this.world.jun, TopicKind.DISCUSSION, "Doubled");
		String before = content(into);
		merge(one, into);
		String merged = content(into);
		assertThat(merged).isNotEqualTo(before);
		assertThat(this.pages.version(one, 1)).isEmpty();
		this.merging.undo(this.zhou, OnceKey.NONE, one);
		assertThat(content(into)).isNotIn(before, merged);
		reply(this.world.mei, into, "Another second floor");
		assertThat(content(into)).isNotIn(before, merged);
		assertThat(this.pages.version(one, 1)).isPresent();
	}

	private String content(TopicId topic) {
		return this.pages.version(topic, 1).orElseThrow().content();
	}

	@Test
	void who_follows_the_one_follows_the_other_until_it_is_taken_apart() {
		TopicId into = post(this.world.mei, TopicKind.DISCUSSION, "Kept");
		TopicId one = post(this.world.jun, TopicKind.DISCUSSION, "Doubled");
		settled();
		assertThat(follows(this.world.jun, into)).isEqualTo(TopicFollowing.Mode.OFF);
		merge(one, into);
		settled();
		assertThat(follows(this.world.jun, into)).isEqualTo(TopicFollowing.Mode.FOLLOW);
		this.merging.undo(this.zhou, OnceKey.NONE, one);
		settled();
		assertThat(follows(this.world.jun, into)).isEqualTo(TopicFollowing.Mode.OFF);
		assertThat(follows(this.world.jun, one)).isEqualTo(TopicFollowing.Mode.FOLLOW);
		assertThat(follows(this.world.mei, into)).isEqualTo(TopicFollowing.Mode.FOLLOW);
	}

	private TopicFollowing.Mode follows(Viewer who, TopicId topic) {
		return this.following.of(topic, who).mode();
	}

	private void settled() {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(50))
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.jdbc.sql("select count(*) from journal_queue where follower = 'notifications'")
				.query(Long.class)
				.single() == 0);
	}

	@Test
	void what_would_lose_something_or_show_it_to_others_is_refused() {
		TopicId into = post(this.world.mei, TopicKind.DISCUSSION, "Kept");
		TopicId bug = post(this.world.jun, TopicKind.BUG, "A bug");
		assertThat(refused(into, into)).isEqualTo("error.merge.self");
		assertThat(refused(into, TopicId.of(987_654_321))).isEqualTo("error.merge.unknown");
		assertThat(refused(bug, into)).isEqualTo("error.merge.kind");
		TopicId secret = post(this.world.mei, TopicKind.DISCUSSION, "Hidden");
		this.hiding.hide(this.zhou, OnceKey.NONE,
				this.floors.page(secret, 1).stream().map((p) -> PostId.of(p.id())).findFirst().orElseThrow(), "Why");
		assertThat(refused(secret, into)).isEqualTo("error.merge.held");
		assertThat(refused(into, secret)).isEqualTo("error.merge.held");
		this.jdbc.sql("update topics set floors = 2001 where id = ?").param(into.value()).update();
		assertThat(refused(into, post(this.world.mei, TopicKind.DISCUSSION, "Other"))).isEqualTo("error.merge.floors");
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.merging.merge(this.zhou, OnceKey.NONE, bug, into, null, " "))
			.matches((refused) -> refused.field().equals("reason"));
		for (Viewer other : List.of(this.world.mei, this.world.lin)) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.merging.merge(other, OnceKey.NONE, bug, into, null, "Why"));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.merging.undo(other, OnceKey.NONE, bug));
		}
		assertThatExceptionOfType(StaleVersion.class)
			.isThrownBy(() -> this.merging.merge(this.zhou, OnceKey.NONE, bug, into, 77L, "Why"));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.merging.undo(this.zhou, OnceKey.NONE, bug));
	}

	@Test
	void what_stands_on_a_board_with_other_readers_stays_there() {
		TopicId open = post(this.world.mei, TopicKind.DISCUSSION, "Open");
		String closed = new Object() {
			String board(JdbcClient jdbc, String like) {
				String slug = like + "-t";
				jdbc.sql("""
						insert into boards (slug, name, created_at, readers, writers)
						select :slug, :slug, created_at, 'team', 'team' from boards where slug = :like
						""").param("slug", slug).param("like", like).update();
				return slug;
			}
		}.board(this.jdbc, this.world.board);
		TopicId teams = this.topics
			.post(this.world.lin, OnceKey.NONE,
					new TopicDraft(closed, TopicKind.DISCUSSION, "Of the team", "Secret", List.of()))
			.topic();
		assertThat(refused(teams, open)).isEqualTo("error.merge.readers");
		assertThat(refused(open, teams)).isEqualTo("error.merge.readers");
	}

	@Test
	void two_that_were_imported_with_replies_of_one_number_stay_two() {
		TopicId into = post(this.world.mei, TopicKind.DISCUSSION, "Kept");
		TopicId one = post(this.world.jun, TopicKind.DISCUSSION, "Doubled");
		this.jdbc.sql("update posts set external_id = '7' where topic_id = any(:ids)")
			.param("ids", new Long[] { into.value(), one.value() })
			.update();
		assertThat(refused(one, into)).isEqualTo("error.merge.imported");
	}

	@Test
	void a_chain_is_taken_apart_from_its_end() {
		TopicId one = post(this.world.mei, TopicKind.DISCUSSION, "One");
		TopicId two = post(this.world.mei, TopicKind.DISCUSSION, "Two");
		TopicId three = post(this.world.mei, TopicKind.DISCUSSION, "Three");
		merge(one, two);
		merge(two, three);
		assertThat(texts(three)).containsExactly("1 Text of Three", "2 Text of Two", "3 Text of One");
		assertThat(this.merging.movedTo(one, 1)).contains("/t/" + two.value() + "?floor=2");
		assertThat(this.merging.movedTo(two, 2)).contains("/t/" + three.value() + "?floor=3");
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.merging.undo(this.zhou, OnceKey.NONE, one))
			.matches((refused) -> refused.code().equals("error.merge.later"));
		this.merging.undo(this.zhou, OnceKey.NONE, two);
		this.merging.undo(this.zhou, OnceKey.NONE, one);
		assertThat(texts(one)).containsExactly("1 Text of One");
		assertThat(texts(two)).containsExactly("1 Text of Two");
		assertThat(texts(three)).containsExactly("1 Text of Three");
	}

	@Test
	void what_a_moderator_hides_meanwhile_is_hidden_when_it_comes_back() {
		TopicId into = post(this.world.mei, TopicKind.DISCUSSION, "Kept");
		TopicId one = post(this.world.jun, TopicKind.DISCUSSION, "Doubled");
		merge(one, into);
		this.hiding.hide(this.zhou, OnceKey.NONE, PostId.of(this.floors.page(into, 1).getLast().id()), "Rude");
		this.merging.undo(this.zhou, OnceKey.NONE, one);
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.pages.topic(one, 1, this.world.mei));
		assertThat(this.pages.topic(one, 1, this.zhou).held()).isTrue();
	}

	@Test
	void two_moderators_at_once_merge_it_once() throws InterruptedException {
		TopicId into = post(this.world.mei, TopicKind.DISCUSSION, "Kept");
		TopicId one = post(this.world.jun, TopicKind.DISCUSSION, "Doubled");
		Callable<Boolean> merge = () -> {
			try {
				merge(one, into);
				return true;
			}
			catch (NotFound gone) {
				return false;
			}
		};
		assertThat(World.atOnce(2, List.of(merge, merge))).containsExactlyInAnyOrder(true, false);
		assertThat(texts(into)).containsExactly("1 Text of Kept", "2 Text of Doubled");
	}

	@Test
	void the_other_is_named_by_its_number_or_by_its_address() {
		for (String typed : List.of("42", " #42 ", "/t/42", "https://forum.example/t/42/a-title?page=2#floor-27",
				"/t/42#floor-7")) {
			assertThat(Merging.typed(typed)).as(typed).isEqualTo(TopicId.of(42));
		}
		for (String typed : List.of("", "x", "t", "-1", "9".repeat(30))) {
			assertThatExceptionOfType(BadInput.class).as(typed).isThrownBy(() -> Merging.typed(typed));
		}
	}

}
