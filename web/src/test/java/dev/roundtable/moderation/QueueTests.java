package dev.roundtable.moderation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.Removing;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.moderation.Queue.Item;
import dev.roundtable.people.Role;
import dev.roundtable.people.Sanction;
import dev.roundtable.people.Sanctions;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.trust.TrustLevel;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

@StoreTest
class QueueTests {

	private final Topics topics;

	private final Hiding hiding;

	private final Removing removing;

	private final Reports reports;

	private final Queue queue;

	private final Deciding deciding;

	private final Sanctions sanctions;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer moderator;

	QueueTests(Topics topics, Hiding hiding, Removing removing, Reports reports, Queue queue, Deciding deciding,
			Sanctions sanctions, JdbcClient jdbc, World world) {
		this.topics = topics;
		this.hiding = hiding;
		this.removing = removing;
		this.reports = reports;
		this.queue = queue;
		this.deciding = deciding;
		this.sanctions = sanctions;
		this.jdbc = jdbc;
		this.world = world;
		this.moderator = world.somebody(Role.MODERATOR);
	}

	@Test
	void reports_of_one_post_gather_in_one_item_and_a_person_counts_once() throws InterruptedException {
		PostId post = reply(post(), this.world.jun);
		List<Callable<Long>> work = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Viewer fan = this.world.fan();
			work.addAll(Collections.nCopies(2, () -> report(fan, post, "spam")));
		}
		List<Long> made = World.atOnce(8, work);
		assertThat(made.stream().distinct()).hasSize(4);
		Item item = open(post);
		assertThat(item.reports()).isEqualTo(4);
		assertThat(this.queue.reports(item.id(), 3)).hasSize(3);
		assertThat(item.excerpt()).isEqualTo("Words");
	}

	@Test
	void a_report_says_what_is_wrong() {
		PostId post = reply(post(), this.world.jun);
		for (@Nullable
		String none : new @Nullable String[] { null, "", "other", "字".repeat(401) }) {
			assertThatExceptionOfType(BadInput.class).isThrownBy(() -> report(this.world.mei, post, none));
		}
		report(this.world.mei, post, "It sells watches");
		assertThat(this.queue.reports(open(post).id(), 5)).extracting(Queue.Report::reason, Queue.Report::note)
			.containsExactly(tuple(ReportReason.OTHER, "It sells watches"));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> report(this.world.jun, post, "spam"));
		this.hiding.hide(this.moderator, OnceKey.NONE, post, "Why");
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> report(this.world.lin, post, "spam"));
	}

	@Test
	void what_trusted_people_report_comes_before_what_new_people_reported_earlier() {
		PostId early = reply(post(), this.world.jun);
		report(this.world.fan(), early, "spam");
		PostId late = reply(post(), this.world.jun);
		for (int i = 0; i < 2; i++) {
			report(this.world.trusted(this.world.fan(), TrustLevel.REGULAR), late, "spam");
		}
		assertThat(open(late)).matches((item) -> item.weight() == 8 && !item.isPressing());
		report(this.world.trusted(this.world.fan(), TrustLevel.BASIC), late, "spam");
		assertThat(open(late).isPressing()).isTrue();
		List<Long> all = new ArrayList<>();
		String cursor = null;
		do {
			CursorPage<Item> page = this.queue.page(this.moderator, false, cursor, 1);
			page.items().forEach((item) -> all.add(item.id()));
			cursor = page.next();
		}
		while (cursor != null);
		assertThat(all).doesNotHaveDuplicates().containsSubsequence(open(late).id(), open(early).id());
		assertThat(all).hasSameSizeAs(this.queue.page(this.moderator, false, null, 1000).items());
	}

	@Test
	void the_queue_is_for_moderators_who_may_read_the_post() {
		PostId post = reply(post(), this.world.jun);
		report(this.world.mei, post, "spam");
		long item = open(post).id();
		for (Viewer other : List.of(this.world.mei, this.world.jun, this.world.lin)) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.queue.page(other, false, null, 10));
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> decide(other, item, Decision.HIDE));
		}
		this.jdbc.sql("update boards set readers = 'group:nobody' where slug = ?").param(this.world.board).update();
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.queue.item(this.moderator, item));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> decide(this.moderator, item, Decision.HIDE));
		assertThat(this.queue.page(this.moderator, false, null, 100).items()).extracting(Item::id).doesNotContain(item);
	}

	@Test
	void what_is_decided_is_done_and_reporters_were_right_or_not() {
		for (Decision decision : List.of(Decision.KEEP, Decision.WARN, Decision.HIDE, Decision.DELETE)) {
			TopicId topic = post();
			PostId post = reply(topic, this.world.jun);
			report(this.world.mei, post, "abuse");
			long item = open(post).id();
			decide(this.moderator, item, decision);
			Item decided = this.queue.item(this.moderator, item);
			assertThat(decided.decision()).isEqualTo(decision);
			assertThat(decided.held()).isEqualTo(switch (decision) {
				case HIDE -> "HIDDEN";
				case DELETE -> "DELETED";
				default -> null;
			});
			assertThat(this.queue.reports(item, 1).getFirst()).extracting(Queue.Report::reporter)
				.isEqualTo(this.world.mei.name());
			assertThat(this.jdbc.sql("select action from journal where subject = ? and action <> 'wrote'")
				.param("topic-" + topic.value())
				.query(String.class)
				.list()).hasSize(1);
		}
		PostId post = reply(post(), this.world.jun);
		report(this.world.mei, post, "spam");
		assertThat(this.queue.reports(open(post).id(), 1).getFirst())
			.extracting(Queue.Report::upheld, Queue.Report::decided)
			.containsExactly(3, 4);
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.deciding.decide(this.moderator, OnceKey.NONE,
				open(post).id(), new Verdict(Decision.HIDE, " ", 0, null)));
	}

	@Test
	void of_two_moderators_at_once_one_decides_and_the_other_is_told() throws InterruptedException {
		PostId post = reply(post(), this.world.jun);
		report(this.world.mei, post, "spam");
		long item = open(post).id();
		List<Callable<Boolean>> work = new ArrayList<>();
		for (Decision decision : List.of(Decision.KEEP, Decision.WARN, Decision.KEEP, Decision.WARN)) {
			Viewer one = this.world.somebody(Role.MODERATOR);
			work.add(() -> {
				try {
					decide(one, item, decision);
					return true;
				}
				catch (StaleVersion decided) {
					return false;
				}
			});
		}
		assertThat(World.atOnce(4, work)).containsOnlyOnce(true);
		assertThat(report(this.world.fan(), post, "spam")).isPositive();
		assertThat(open(post).id()).as("another person's report opens another item").isGreaterThan(item);
		report(this.world.mei, post, "spam");
		assertThat(open(post).reports()).as("hers was decided").isOne();
	}

	@Test
	void nobody_decides_about_herself_or_above_herself() {
		TopicId topic = post();
		PostId own = reply(topic, this.moderator);
		PostId administrators = reply(topic, this.world.somebody(Role.ADMINISTRATOR));
		PostId engineers = reply(topic, this.world.lin);
		List.of(own, administrators, engineers).forEach((post) -> report(this.world.mei, post, "abuse"));
		assertThatExceptionOfType(DecidesForOneself.class)
			.isThrownBy(() -> decide(this.moderator, open(own).id(), Decision.KEEP));
		assertThatExceptionOfType(DecidesForOneself.class)
			.isThrownBy(() -> decide(this.moderator, open(administrators).id(), Decision.HIDE));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> decide(this.moderator, open(engineers).id(), Decision.REMOVE));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> decide(this.moderator, open(engineers).id(), Decision.SILENCE));
		assertThat(open(engineers).held()).as("nothing is half done").isNull();
		decide(this.world.somebody(Role.ADMINISTRATOR), open(administrators).id(), Decision.HIDE);
	}

	@Test
	void a_spammer_is_removed_with_everything_in_one_act_and_brought_back_in_one() {
		Viewer spammer = this.world.fan();
		TopicId hers = this.topics
			.post(spammer, OnceKey.NONE, new TopicDraft(this.world.board, TopicKind.BUG, "Watches", "Buy", List.of()))
			.topic();
		TopicId other = post();
		List<PostId> posts = new ArrayList<>();
		for (int i = 0; i < 25; i++) {
			posts.add(reply(other, spammer));
		}
		this.hiding.hide(this.moderator, OnceKey.NONE, posts.get(3), "Before");
		report(this.world.mei, posts.get(0), "spam");
		report(this.world.mei, posts.get(1), "spam");
		long item = open(posts.get(0)).id();
		decide(this.moderator, item, Decision.REMOVE);
		assertThat(held(hers)).isTrue();
		assertThat(shown(spammer)).isZero();
		assertThat(this.sanctions.of(spammer.id()).orElseThrow().kind()).isEqualTo(Sanction.Kind.SUSPENDED);
		assertThat(this.jdbc.sql("select count(*) from review_items where slot = 0 and post_id = ?")
			.param(posts.get(1).value())
			.query(Integer.class)
			.single()).isZero();
		assertThat(this.jdbc.sql("select count(*) from floor_pages where topic_id = ?")
			.param(other.value())
			.query(Integer.class)
			.single()).isEqualTo(2);
		long removal = Objects.requireNonNull(this.queue.removal(spammer.id().value()));
		this.hiding.hide(this.moderator, OnceKey.NONE, posts.get(7), "For a reason of its own");
		this.deciding.undoRemoval(this.moderator, OnceKey.NONE, removal);
		assertThat(held(hers)).isFalse();
		assertThat(shown(spammer)).isEqualTo(24);
		assertThat(this.sanctions.of(spammer.id())).isEmpty();
		this.sanctions.impose(this.moderator, OnceKey.NONE, spammer.id(), Sanction.Kind.SUSPENDED, "Threats", null);
		this.deciding.undoRemoval(this.moderator, OnceKey.NONE, removal);
		assertThat(this.sanctions.of(spammer.id())).as("what was undone before lifts nothing new").isPresent();
		assertThat(this.queue.removal(spammer.id().value())).isNull();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.removing.remove(this.world.lin, OnceKey.NONE, spammer.id(), "Mine"));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.deciding.undoRemoval(this.world.lin, OnceKey.NONE, removal));
	}

	@Test
	void a_text_that_its_author_swapped_meanwhile_is_not_what_a_moderator_decided_of() {
		PostId post = reply(post(), this.world.jun);
		report(this.world.mei, post, "spam");
		Item read = open(post);
		this.jdbc.sql("update posts set body = 'Buy now', plain = 'Buy now', version = version + 1 where id = ?")
			.param(post.value())
			.update();
		assertThatExceptionOfType(StaleVersion.class).isThrownBy(() -> this.deciding.decide(this.moderator,
				OnceKey.NONE, read.id(), new Verdict(Decision.KEEP, "Harmless", 0, read.version())));
		assertThat(open(post).decision()).isNull();
		this.deciding.decide(this.moderator, OnceKey.NONE, read.id(),
				new Verdict(Decision.HIDE, "Advertising", 0, open(post).version()));
		assertThat(this.queue.item(this.moderator, read.id()).decision()).isEqualTo(Decision.HIDE);
	}

	@Test
	void a_post_that_is_too_long_to_be_kept_as_html_is_shown_to_its_moderator_all_the_same() {
		PostId post = reply(post(), this.world.jun);
		report(this.world.mei, post, "spam");
		this.jdbc.sql("update posts set html = null, body = '[x](https://spam.example/)' where id = ?")
			.param(post.value())
			.update();
		assertThat(this.queue.html(open(post))).contains("https://spam.example/");
	}

	@Test
	void what_was_decided_goes_back_into_the_queue_once_and_is_judged_anew() {
		PostId post = reply(post(), this.world.jun);
		report(this.world.mei, post, "spam");
		Item item = open(post);
		decide(this.moderator, item.id(), Decision.KEEP);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.deciding.reopen(this.world.mei, OnceKey.NONE, item.id()));
		this.deciding.reopen(this.moderator, OnceKey.NONE, item.id());
		this.deciding.reopen(this.moderator, OnceKey.NONE, item.id());
		assertThat(open(post).id()).isEqualTo(item.id());
		assertThat(this.queue.reports(item.id(), 5)).singleElement().satisfies((one) -> {
			assertThat(one.decided()).isZero();
			assertThat(one.upheld()).isZero();
		});
		decide(this.moderator, item.id(), Decision.HIDE);
		assertThat(this.queue.reports(item.id(), 5)).singleElement()
			.satisfies((one) -> assertThat(one.upheld()).isEqualTo(1));
	}

	@Test
	void a_spammer_who_is_removed_has_one_sanction_and_not_two() {
		Viewer spammer = this.world.somebody(Role.FAN);
		PostId post = reply(post(), spammer);
		report(this.world.mei, post, "spam");
		decide(this.moderator, open(post).id(), Decision.REMOVE);
		settled();
		assertThat(this.queue.author(spammer.id().value()).sanctions()).isEqualTo(1);
	}

	@Test
	void ten_thousand_reports_of_one_post_are_decided_in_one_statement() {
		PostId post = reply(post(), this.world.jun);
		report(this.world.mei, post, "spam");
		Item item = open(post);
		this.jdbc.sql("""
				insert into post_reports (item_id, post_id, account_id, reason, note, reported_at)
				select :item, :post, a.id, 'SPAM', '', current_timestamp from accounts a
				where a.id not in (select r.account_id from post_reports r where r.post_id = :post)
				""").param("item", item.id()).param("post", post.value()).update();
		assertThat(this.queue.reports(item.id(), 20)).hasSizeLessThanOrEqualTo(20);
		decide(this.moderator, item.id(), Decision.HIDE);
		assertThat(this.jdbc.sql("select count(*) from post_reports where item_id = ? and upheld is null")
			.param(item.id())
			.query(Integer.class)
			.single()).isZero();
	}

	/** Until the log has all that happened. */
	private void settled() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.jdbc.sql("select count(*) from journal_queue where follower = 'moderation-log'")
				.query(Integer.class)
				.single() == 0);
	}

	private boolean held(TopicId topic) {
		return this.jdbc.sql("select held from topic_facts where topic_id = ?")
			.param(topic.value())
			.query(Boolean.class)
			.single();
	}

	private int shown(Viewer author) {
		return this.jdbc.sql("select count(*) from post_facts where author_id = ? and held = false")
			.param(author.id().value())
			.query(Integer.class)
			.single();
	}

	private Item open(PostId post) {
		return this.queue.item(this.world.somebody(Role.ADMINISTRATOR),
				this.jdbc.sql("select id from review_items where post_id = ? and slot = 0")
					.param(post.value())
					.query(Long.class)
					.single());
	}

	private void decide(Viewer who, long item, Decision decision) {
		this.deciding.decide(who, OnceKey.NONE, item, new Verdict(decision, "A reason", 7, null));
	}

	private long report(Viewer who, PostId post, @Nullable String reason) {
		return this.reports.report(who, OnceKey.NONE, post, reason, null);
	}

	private TopicId post() {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Talk", "Text", List.of()))
			.topic();
	}

	private PostId reply(TopicId topic, Viewer author) {
		return this.topics.reply(author, OnceKey.NONE, topic, "Words").post();
	}

}
