package dev.roundtable.moderation;

import java.util.ArrayList;
import java.util.List;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.editing.PostEdits;
import dev.roundtable.forum.editing.TopicCorrections;
import dev.roundtable.forum.holding.TakingBack;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.moderation.Words.Act;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.WordList;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.trust.TrustLevel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class ScreeningTests {

	private final Topics topics;

	private final TakingBack taking;

	private final PostEdits edits;

	private final TopicCorrections corrections;

	private final Words words;

	private final WordList list;

	private final ReviewedBoards reviewed;

	private final Queue queue;

	private final Deciding deciding;

	private final Boards boards;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer admin;

	private final Viewer moderator;

	ScreeningTests(Topics topics, TakingBack taking, PostEdits edits, TopicCorrections corrections, Words words,
			WordList list, ReviewedBoards reviewed, Queue queue, Deciding deciding, Boards boards, JdbcClient jdbc,
			World world) {
		this.topics = topics;
		this.taking = taking;
		this.edits = edits;
		this.corrections = corrections;
		this.words = words;
		this.list = list;
		this.reviewed = reviewed;
		this.queue = queue;
		this.deciding = deciding;
		this.boards = boards;
		this.jdbc = jdbc;
		this.world = world;
		this.admin = world.somebody(Role.ADMINISTRATOR);
		this.moderator = world.somebody(Role.MODERATOR);
	}

	@Test
	void a_blocked_word_is_found_where_marks_and_entities_hide_it() {
		this.words.add(this.admin, OnceKey.NONE, "Zwrapz", Act.BLOCK);
		this.words.add(this.admin, OnceKey.NONE, "Zwaitz", Act.REVIEW);
		TopicId topic = post(this.world.mei, "Talk", "Text");
		for (String text : List.of("buy &#122;wrapz here", "buy zw**ra**pz here", "zwaitz &#122;wrapz here")) {
			assertThatExceptionOfType(BadInput.class).as(text)
				.isThrownBy(() -> reply(topic, this.world.jun, text))
				.matches((bad) -> bad.field().equals("body"));
		}
	}

	@Test
	void nobody_calls_herself_by_a_listed_word_whatever_she_puts_around_it() {
		for (Act act : Act.values()) {
			this.words.add(this.admin, OnceKey.NONE, "znamez" + act, act);
			for (String name : List.of("znamez" + act, "xx_ZNAMEZ" + act + "_xx", "znamez" + act + "2026")) {
				assertThatExceptionOfType(BadInput.class).as(name)
					.isThrownBy(() -> this.list.refuseName(name))
					.matches((bad) -> bad.field().equals("name") && bad.code().equals("error.name.word"));
			}
		}
		this.words.add(this.admin, OnceKey.NONE, "\u8cea\u91cf\u5dee", Act.BLOCK);
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.list.refuseName("\u6211\u8d28\u91cf\u5dee"));
		this.list.refuseName("myznamezblockery");
	}

	@Test
	void what_many_new_accounts_write_alike_waits_from_the_fourth_on_and_what_one_of_them_says_besides_does_not() {
		TopicId topic = post(this.world.lin, "Talk", "Text");
		List<String> words = List.of("orchid lamp", "river stone", "paper wind", "silver cloud", "violin harbor");
		List<Boolean> waits = new ArrayList<>();
		for (int i = 0; i < words.size(); i++) {
			Viewer shop = this.world.fan();
			PostId spam = reply(topic, shop, "Zgold watches for less, " + words.get(i)
					+ ", order today at https://shop-" + i + ".example/" + words.get(i).replace(' ', '/'));
			waits.add(waits(spam));
			assertThat(waits(reply(topic, shop, "And my camera shows the time of the place where I was born")))
				.isFalse();
		}
		assertThat(waits).containsExactly(false, false, false, true, true);
	}

	private boolean waits(PostId post) {
		return this.jdbc
			.sql("select count(*) from post_holds where post_id = ? and kind = 'PENDING' and reason = 'wave'")
			.param(post.value())
			.query(Integer.class)
			.single() > 0;
	}

	@Test
	void a_topic_is_not_retitled_past_the_list_of_words() {
		this.words.add(this.admin, OnceKey.NONE, "Zbadz", Act.BLOCK);
		this.words.add(this.admin, OnceKey.NONE, "Zdoubtz", Act.REVIEW);
		TopicId topic = post(this.world.mei, "Talk", "Text");
		for (String title : List.of("A zbadz title", "A zdoubtz title")) {
			assertThatExceptionOfType(BadInput.class).as(title)
				.isThrownBy(() -> this.corrections.correct(this.world.mei, OnceKey.NONE, topic,
						new TopicCorrections.Correction(null, title, null, null, null, null)))
				.matches((bad) -> bad.field().equals("title"));
		}
	}

	@Test
	void what_was_rewritten_while_taken_back_waits_when_it_is_put_back() {
		this.words.add(this.admin, OnceKey.NONE, "Zlookz", Act.REVIEW);
		PostId post = reply(post(this.world.mei, "Talk", "Text"), this.world.jun, "Harmless words");
		this.taking.takeBack(this.world.jun, OnceKey.NONE, post);
		long version = this.jdbc.sql("select version from posts where id = ?")
			.param(post.value())
			.query(Long.class)
			.single();
		this.edits.edit(this.world.jun, OnceKey.NONE, post,
				new PostEdits.PostEdit(version, null, "Have a zlookz at this", null));
		this.taking.putBack(this.world.jun, OnceKey.NONE, post);
		assertThat(this.jdbc.sql("select kind from post_holds where post_id = ?")
			.param(post.value())
			.query(String.class)
			.single()).isEqualTo("PENDING");
		assertThat(this.jdbc.sql("select count(*) from review_items where post_id = ? and slot = 0")
			.param(post.value())
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void of_a_removed_spammer_what_nobody_has_seen_is_not_shown_by_an_undo() {
		this.words.add(this.admin, OnceKey.NONE, "Zteaz", Act.REVIEW);
		Viewer spammer = this.world.fan();
		TopicId topic = post(this.world.mei, "Talk", "Text");
		PostId first = reply(topic, spammer, "Buy zteaz here today");
		PostId second = reply(topic, spammer, "Buy zteaz there tomorrow");
		long item = this.jdbc.sql("select id from review_items where post_id = ? and slot = 0")
			.param(first.value())
			.query(Long.class)
			.single();
		this.deciding.decide(this.moderator, OnceKey.NONE, item, new Verdict(Decision.REMOVE, "Advertising", 0, null));
		for (PostId post : List.of(first, second)) {
			assertThat(this.jdbc.sql("select kind from post_holds where post_id = ?")
				.param(post.value())
				.query(String.class)
				.single()).isEqualTo("DELETED");
		}
	}

	@Test
	void a_blocked_word_is_found_however_it_is_written() {
		this.words.add(this.admin, OnceKey.NONE, "發票代開", Act.BLOCK);
		this.words.add(this.admin, OnceKey.NONE, "Zwatchz", Act.BLOCK);
		for (String text : List.of("专业发票代开", "發票代開!", "buy a ZWATCHZ now", "ｚｗａｔｃｈｚ", "Zwa\u200btchz",
				"\ufdfa".repeat(40) + " zwatchz")) {
			assertThatExceptionOfType(BadInput.class).as(text)
				.isThrownBy(() -> reply(post(this.world.mei, "Talk", "Text"), this.world.jun, text))
				.matches((bad) -> bad.field().equals("body"));
			assertThatExceptionOfType(BadInput.class).as(text)
				.isThrownBy(() -> post(this.world.mei, text, "Text"))
				.matches((bad) -> bad.field().equals("title"));
		}
		reply(post(this.world.mei, "Talk", "Text"), this.world.jun, "zwatchzes are another word");
		reply(post(this.world.mei, "Talk", "Text"), this.world.lin, "The team may say zwatchz");
	}

	@Test
	void a_word_is_crossed_out_where_it_stands() {
		this.words.add(this.admin, OnceKey.NONE, "坏话甲", Act.REPLACE);
		PostId post = reply(post(this.world.mei, "Talk", "Text"), this.world.jun, "这是壞話甲，真的 **壞話甲**");
		assertThat(body(post)).isEqualTo("这是＊＊＊，真的 **＊＊＊**");
	}

	@Test
	void a_word_to_review_waits_in_the_queue_until_a_moderator_approves_it() {
		this.words.add(this.admin, OnceKey.NONE, "canarycasino", Act.REVIEW);
		PostId reply = reply(post(this.world.mei, "Talk", "Text"), this.world.jun, "Visit CanaryCasino");
		assertThat(held(reply)).isEqualTo("PENDING");
		this.deciding.decide(this.moderator, OnceKey.NONE, item(reply), new Verdict(Decision.KEEP, "Fine", 0, null));
		assertThat(held(reply)).isNull();
		TopicId topic = post(this.world.mei, "canarycasino", "Text");
		assertThat(this.jdbc.sql("select held from topic_facts where topic_id = ?")
			.param(topic.value())
			.query(Boolean.class)
			.single()).isTrue();
		PostId first = PostId.of(this.jdbc.sql("select post_id from post_facts where topic_id = ? and floor = 1")
			.param(topic.value())
			.query(Long.class)
			.single());
		this.deciding.decide(this.moderator, OnceKey.NONE, item(first), new Verdict(Decision.DELETE, "Spam", 0, null));
		assertThat(held(first)).isEqualTo("DELETED");
	}

	@Test
	void new_people_wait_where_a_board_says_so_and_repetitions_everywhere() {
		TopicId topic = post(this.world.mei, "Talk", "Text");
		long board = this.boards.find(this.world.board, null).orElseThrow().id();
		Viewer newcomer = this.world.fan();
		assertThat(held(reply(topic, newcomer, "Hello"))).isNull();
		this.reviewed.set(this.admin, OnceKey.NONE, board, true);
		PostId waiting = reply(topic, newcomer, "Hello again");
		assertThat(held(waiting)).isEqualTo("PENDING");
		assertThat(held(reply(topic, this.world.lin, "From the team"))).isNull();
		this.deciding.decide(this.moderator, OnceKey.NONE, item(waiting), new Verdict(Decision.KEEP, "Fine", 0, null));
		this.reviewed.set(this.admin, OnceKey.NONE, board, false);
		assertThat(held(reply(topic, newcomer, "And once more"))).isNull();
		String flood = "The very same words in every topic";
		assertThat(held(reply(topic, newcomer, flood))).isNull();
		assertThat(held(reply(topic, newcomer, flood))).isEqualTo("PENDING");
		assertThat(held(reply(topic, this.world.mei, flood))).isNull();
	}

	@Test
	void who_is_trusted_a_little_waits_for_links_alone_and_who_is_trusted_more_for_nothing() {
		TopicId topic = post(this.world.mei, "Talk", "Text");
		this.reviewed.set(this.admin, OnceKey.NONE, this.boards.find(this.world.board, null).orElseThrow().id(), true);
		Viewer basic = this.world.trusted(this.world.fan(), TrustLevel.BASIC);
		Viewer member = this.world.trusted(this.world.fan(), TrustLevel.MEMBER);
		assertThat(held(reply(topic, basic, "Words alone"))).isNull();
		assertThat(held(reply(topic, basic, "See [here](/t/" + topic.value() + ") and #floor-1"))).isNull();
		assertThat(held(reply(topic, basic, "See https://shop.example"))).isEqualTo("PENDING");
		assertThat(held(reply(topic, member, "See https://shop.example too"))).isNull();
	}

	@Test
	void a_tag_is_named_by_no_word_of_the_list() {
		this.words.add(this.admin, OnceKey.NONE, "Ztagz", Act.BLOCK);
		this.words.add(this.admin, OnceKey.NONE, "Zcrossz", Act.REPLACE);
		this.words.add(this.admin, OnceKey.NONE, "Zwaittagz", Act.REVIEW);
		TopicId plain = post(this.world.mei, "Talk", "Text");
		for (String tag : List.of("ztagz", "ＺＴＡＧＺ", "zcrossz", "zwaittagz")) {
			assertThatExceptionOfType(BadInput.class).as(tag)
				.isThrownBy(() -> this.topics.post(this.world.mei, OnceKey.NONE,
						new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Talk", "Text", List.of("fine", tag))))
				.matches((bad) -> bad.field().equals("tags"));
			assertThatExceptionOfType(BadInput.class).as(tag)
				.isThrownBy(() -> this.corrections.correct(this.world.mei, OnceKey.NONE, plain,
						new TopicCorrections.Correction(null, null, null, null, List.of(tag), null)))
				.matches((bad) -> bad.field().equals("tags"));
		}
	}

	@Test
	void what_one_says_of_oneself_passes_the_list_as_it_is_shown() {
		this.words.add(this.admin, OnceKey.NONE, "Zselfz", Act.BLOCK);
		this.words.add(this.admin, OnceKey.NONE, "Zshyz", Act.REVIEW);
		this.words.add(this.admin, OnceKey.NONE, "Zrudez", Act.REPLACE);
		for (String about : List.of("I sell zselfz", "I sell zs**elf**z", "I am zshyz")) {
			assertThatExceptionOfType(BadInput.class).as(about)
				.isThrownBy(() -> this.list.screened(this.world.mei, "about", about))
				.matches((bad) -> bad.field().equals("about"));
		}
		assertThat(this.list.screened(this.world.mei, "about", "So zrudez I am")).isEqualTo("So ＊＊＊＊＊＊ I am");
		assertThat(this.list.screened(this.world.lin, "about", "I work on zselfz")).isEqualTo("I work on zselfz");
	}

	@Test
	void only_administrators_keep_the_list() {
		for (Viewer other : List.of(this.world.mei, this.world.lin, this.moderator)) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.words.add(other, OnceKey.NONE, "x", Act.BLOCK));
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.words.all(other));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.words.remove(other, OnceKey.NONE, 1));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.reviewed.set(other, OnceKey.NONE, 1, true));
		}
		for (@Nullable
		String none : new @Nullable String[] { null, "", " ", "\u200b", "字".repeat(81) }) {
			assertThatExceptionOfType(BadInput.class)
				.isThrownBy(() -> this.words.add(this.admin, OnceKey.NONE, none, Act.BLOCK));
		}
		this.words.add(this.admin, OnceKey.NONE, "Once", Act.BLOCK);
		this.words.add(this.admin, OnceKey.NONE, "ＯＮＣＥ", Act.REPLACE);
		List<Words.Word> once = this.words.all(this.admin)
			.stream()
			.filter((one) -> one.folded().equals("once"))
			.toList();
		assertThat(once).extracting(Words.Word::act).containsExactly(Act.REPLACE);
		this.words.remove(this.admin, OnceKey.NONE, once.getFirst().id());
		assertThat(held(reply(post(this.world.mei, "Talk", "Text"), this.world.jun, "Once upon a time"))).isNull();
	}

	private @Nullable String held(PostId post) {
		return this.jdbc.sql("select kind from post_hold_facts where post_id = ?")
			.param(post.value())
			.query(String.class)
			.optional()
			.orElse(null);
	}

	private String body(PostId post) {
		return this.jdbc.sql("select body from post_facts where post_id = ?")
			.param(post.value())
			.query(String.class)
			.single();
	}

	private long item(PostId post) {
		return this.queue
			.item(this.moderator,
					this.jdbc.sql("select id from review_items where post_id = ? and slot = 0")
						.param(post.value())
						.query(Long.class)
						.single())
			.id();
	}

	private TopicId post(Viewer author, String title, String body) {
		return this.topics
			.post(author, OnceKey.NONE, new TopicDraft(this.world.board, TopicKind.DISCUSSION, title, body, List.of()))
			.topic();
	}

	private PostId reply(TopicId topic, Viewer author, String body) {
		return this.topics.reply(author, OnceKey.NONE, topic, body).post();
	}

}
