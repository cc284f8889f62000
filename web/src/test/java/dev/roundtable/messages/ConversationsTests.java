package dev.roundtable.messages;

import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.moderation.DecidesForOneself;
import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Role;
import dev.roundtable.people.Sanction;
import dev.roundtable.people.Sanctioned;
import dev.roundtable.people.Sanctions;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.site.Bell;
import dev.roundtable.site.Waiting;
import dev.roundtable.site.WaitingCounts;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.trust.ByHand;
import dev.roundtable.trust.NeedsTrust;
import dev.roundtable.trust.TrustLevel;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.RenderedRows.Row;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class ConversationsTests {

	private final World world;

	private final Conversations conversations;

	private final ConversationList list;

	private final MessageList messages;

	private final Keeping keeping;

	private final MessageReports reports;

	private final ReviewQueue queue;

	private final Reviewing reviewing;

	private final MessagesOfAPerson data;

	private final RenderedMessages rendered;

	private final Topics topics;

	private final Sanctions sanctions;

	private final Viewers viewers;

	private final Bell bell;

	private final ByHand byHand;

	private final JdbcClient jdbc;

	/** She is no newcomer any more. */
	private final Viewer mei;

	private final Viewer jun;

	private final Viewer lin;

	private final Viewer moderator;

	private final WaitingCounts counts;

	ConversationsTests(World world, Conversations conversations, ConversationList list, MessageList messages,
			Keeping keeping, MessageReports reports, ReviewQueue queue, Reviewing reviewing, MessagesOfAPerson data,
			RenderedMessages rendered, Topics topics, Sanctions sanctions, Viewers viewers, Bell bell, ByHand byHand,
			JdbcClient jdbc, WaitingCounts counts) {
		this.counts = counts;
		this.world = world;
		this.conversations = conversations;
		this.list = list;
		this.messages = messages;
		this.keeping = keeping;
		this.reports = reports;
		this.queue = queue;
		this.reviewing = reviewing;
		this.data = data;
		this.rendered = rendered;
		this.topics = topics;
		this.sanctions = sanctions;
		this.viewers = viewers;
		this.bell = bell;
		this.byHand = byHand;
		this.jdbc = jdbc;
		this.mei = world.mei;
		this.jun = world.jun;
		this.lin = world.lin;
		this.moderator = world.somebody(Role.MODERATOR);
		world.trusted(this.mei, TrustLevel.BASIC);
	}

	private void post(Viewer person, int many) {
		for (int i = 0; i < many; i++) {
			this.topics.post(person, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Hello " + i, "Text", List.of()));
		}
	}

	private ConversationId start(Viewer from, String text, Viewer... to) {
		return this.conversations.start(from, OnceKey.NONE, List.of(to).stream().map(Viewer::name).toList(), text);
	}

	private long write(Viewer from, ConversationId conversation, String text) {
		return this.conversations.write(from, OnceKey.NONE, conversation, text);
	}

	private List<ConversationView> listOf(Viewer person) {
		return this.list.page(person, null, 50).items();
	}

	private List<String> said(Viewer person, ConversationId conversation) {
		return this.messages.page(person, conversation, null, 50)
			.items()
			.reversed()
			.stream()
			.map((one) -> String.valueOf(one.body()))
			.toList();
	}

	private void block(Viewer who, Viewer whom) {
		this.jdbc.sql("""
				insert into follows (what, account_id, mode, by_hand, since) values (:what, :who, 'BLOCK', true, :now)
				""")
			.param("what", "person-" + whom.id().value())
			.param("who", who.id().value())
			.param("now", OffsetDateTime.now())
			.update();
	}

	private void unblock(Viewer who) {
		this.jdbc.sql("delete from follows where account_id = :who").param("who", who.id().value()).update();
	}

	private void assertNothing(Viewer person, ConversationId conversation) {
		assertThat(listOf(person)).extracting(ConversationView::id).doesNotContain(conversation.value());
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> said(person, conversation));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> write(person, conversation, "Let me in"));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.keeping.seen(person, conversation, 1));
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.keeping.mute(person, OnceKey.NONE, conversation, true));
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.keeping.leave(person, OnceKey.NONE, conversation));
	}

	private int rings(Viewer person) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(50))
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.jdbc.sql("select count(*) from journal_queue where follower = 'notifications'")
				.query(Long.class)
				.single() == 0);
		return this.bell.unread(person);
	}

	private static BadInput refused(Runnable act) {
		try {
			act.run();
		}
		catch (BadInput refused) {
			return refused;
		}
		throw new AssertionError("was not refused");
	}

	@Test
	void what_is_said_reaches_those_who_are_named_and_exists_for_nobody_else() {
		Viewer priya = this.world.fan();
		ConversationId talk = start(this.mei, "To **both**", this.jun, priya);
		long answer = write(this.jun, talk, "From Jun");
		for (Viewer one : List.of(this.mei, this.jun, priya)) {
			assertThat(said(one, talk)).containsExactly("To **both**", "From Jun");
		}
		assertThat(listOf(priya)).singleElement().satisfies((view) -> {
			assertThat(view.people()).containsExactlyInAnyOrder(this.mei.name(), this.jun.name());
			assertThat(view.unread()).isEqualTo(2);
			assertThat(view.last()).isEqualTo(this.jun.name());
			assertThat(view.excerpt()).isEqualTo("From Jun");
		});
		assertThat(listOf(this.mei)).singleElement().extracting(ConversationView::unread).isEqualTo(1);
		for (Viewer other : List.of(this.world.fan(), this.lin, this.moderator,
				this.world.somebody(Role.ADMINISTRATOR))) {
			assertNothing(other, talk);
			assertThatExceptionOfType(NotFound.class)
				.isThrownBy(() -> this.reports.report(other, OnceKey.NONE, talk, answer, "spam", null));
		}
		assertNothing(this.mei, ConversationId.of(987_654_321));
	}

	@Test
	void a_message_of_one_conversation_is_not_read_through_another() {
		ConversationId hers = start(this.mei, "To Jun", this.jun);
		ConversationId others = start(this.lin, "Not for Jun", this.mei);
		long secret = this.messages.page(this.lin, others, null, 50).items().getFirst().id();
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.messages.one(this.jun, hers, secret));
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.reports.report(this.jun, OnceKey.NONE, hers, secret, "spam", null));
	}

	@Test
	void who_is_new_answers_and_does_not_write_first() {
		assertThat(this.conversations.mayStart(this.jun)).isFalse();
		assertThatExceptionOfType(NeedsTrust.class).isThrownBy(() -> start(this.jun, "Hello", this.mei));
		ConversationId talk = start(this.mei, "Hello", this.jun);
		write(this.jun, talk, "Hello back");
		assertThat(said(this.mei, talk)).hasSize(2);
		assertThatExceptionOfType(NeedsTrust.class).isThrownBy(() -> start(this.jun, "Hello", this.mei));
		this.byHand.fix(this.moderator, OnceKey.NONE, this.jun.id(), TrustLevel.BASIC, "for a test");
		assertThat(said(this.mei, start(this.jun, "Known now", this.mei))).containsExactly("Known now");
		assertThat(this.conversations.mayStart(this.lin)).as("who works here").isTrue();
	}

	@Test
	void to_whom_one_cannot_write_is_said_at_the_field() {
		assertThat(refused(() -> start(this.mei, "x", this.mei)).code()).isEqualTo("error.message.self");
		assertThat(refused(() -> start(this.mei, "x")).code()).isEqualTo("error.message.nobody");
		BadInput unknown = refused(() -> this.conversations.start(this.mei, OnceKey.NONE,
				List.of(this.jun.name(), "nobody-of-that-name"), "x"));
		assertThat(unknown.field()).isEqualTo("to");
		assertThat(unknown.arguments()).containsExactly("nobody-of-that-name");
		assertThat(refused(() -> this.conversations.start(this.mei, OnceKey.NONE, List.of("x".repeat(100_000)), "x"))
			.code()).isEqualTo("error.message.unknown");
		assertThat(refused(
				() -> this.conversations.start(this.mei, OnceKey.NONE, Collections.nCopies(100, this.jun.name()), "x"))
			.code()).isEqualTo("error.message.many");
		List<String> twenty = IntStream.range(0, Correspondents.MOST).mapToObj((_) -> this.world.fan().name()).toList();
		ConversationId many = this.conversations.start(this.mei, OnceKey.NONE, twenty, "To all");
		assertThat(this.messages.people(this.mei, many)).hasSize(Correspondents.MOST);
		assertThat(refused(() -> start(this.mei, "x".repeat(100_000), this.jun)).field()).isEqualTo("body");
		assertThat(refused(() -> start(this.mei, " ", this.jun)).field()).isEqualTo("body");
		assertThat(listOf(this.jun)).isEmpty();
	}

	@Test
	void names_are_typed_with_signs_spaces_and_commas_of_any_script() {
		assertThat(Correspondents.typed(" mei，jun、lin;  @ada　xu ")).containsExactly("mei", "jun", "lin", "@ada", "xu");
		ConversationId talk = this.conversations.start(this.mei, OnceKey.NONE,
				List.of("@" + this.jun.name(), this.jun.name(), this.mei.name()), "Once each");
		assertThat(this.messages.people(this.mei, talk)).extracting(MessageList.Member::name)
			.containsExactly(this.jun.name());
	}

	@Test
	void who_is_blocked_writes_to_nobody_and_is_told_what_everybody_is_told() {
		block(this.jun, this.mei);
		ConversationId talk = start(this.mei, "Do you hear me?", this.jun);
		write(this.mei, talk, "And now?");
		assertThat(said(this.mei, talk)).hasSize(2);
		assertThat(listOf(this.mei)).singleElement()
			.satisfies((view) -> assertThat(view.people()).containsExactly(this.jun.name()));
		assertNothing(this.jun, talk);
		assertThat(rings(this.jun)).isZero();
		assertThat(this.list.with(this.jun, this.mei.id())).isNull();
		unblock(this.jun);
		assertThat(listOf(this.jun)).as("what was written meanwhile").isEmpty();
		write(this.mei, talk, "Again");
		assertThat(listOf(this.jun)).hasSize(1);
	}

	@Test
	void whom_one_blocks_later_is_folded_away_and_rings_no_bell() {
		ConversationId talk = start(this.mei, "Before", this.jun);
		block(this.jun, this.mei);
		assertThat(rings(this.jun)).isZero();
		write(this.mei, talk, "After");
		assertThat(listOf(this.jun)).singleElement().satisfies((view) -> {
			assertThat(view.unread()).isZero();
			assertThat(view.excerpt()).isNull();
		});
		assertThat(this.messages.page(this.jun, talk, null, 50).items()).allMatch(MessageView::folded);
	}

	@Test
	void in_a_conversation_of_several_who_is_not_blocked_is_heard() {
		Viewer priya = this.world.fan();
		block(this.jun, this.mei);
		ConversationId talk = start(this.mei, "By Mei", this.jun, priya);
		assertNothing(this.jun, talk);
		write(priya, talk, "By Priya");
		assertThat(this.messages.page(this.jun, talk, null, 50).items()).extracting(MessageView::folded)
			.containsExactly(false, true);
		assertThat(rings(this.jun)).isOne();
		assertThat(listOf(this.jun)).singleElement().extracting(ConversationView::unread).isEqualTo(1);
	}

	@Test
	void whom_she_blocks_herself_she_does_not_write_to() {
		block(this.mei, this.jun);
		assertThat(refused(() -> start(this.mei, "x", this.jun)).code()).isEqualTo("error.message.blocked");
	}

	@Test
	void the_bell_counts_a_conversation_until_it_was_read_on_any_device() {
		ConversationId talk = start(this.mei, "One", this.jun);
		write(this.mei, talk, "Two");
		assertThat(rings(this.jun)).isOne();
		assertThat(rings(this.mei)).isZero();
		long first = this.messages.page(this.jun, talk, null, 50).items().getLast().id();
		this.keeping.seen(this.jun, talk, first);
		assertThat(rings(this.jun)).as("one is left").isOne();
		assertThat(listOf(this.jun).getFirst().unread()).isOne();
		this.keeping.seen(this.jun, talk, Long.MAX_VALUE);
		assertThat(rings(this.jun)).isZero();
		this.keeping.seen(this.jun, talk, first);
		assertThat(listOf(this.jun).getFirst().unread()).isZero();
		write(this.mei, talk, "Three");
		assertThat(rings(this.jun)).isOne();
		write(this.jun, talk, "I saw it");
		assertThat(rings(this.jun)).as("who answers has read").isZero();
		assertThat(rings(this.mei)).isOne();
	}

	@Test
	void what_is_muted_is_kept_and_rings_no_bell() {
		ConversationId talk = start(this.mei, "One", this.jun);
		assertThat(rings(this.jun)).isOne();
		this.keeping.mute(this.jun, OnceKey.NONE, talk, true);
		this.keeping.mute(this.jun, OnceKey.NONE, talk, true);
		assertThat(rings(this.jun)).isZero();
		write(this.mei, talk, "Two");
		assertThat(rings(this.jun)).isZero();
		assertThat(listOf(this.jun)).singleElement().matches(ConversationView::muted);
		this.keeping.mute(this.jun, OnceKey.NONE, talk, false);
		write(this.mei, talk, "Three");
		assertThat(rings(this.jun)).isOne();
	}

	@Test
	void who_left_is_reached_by_nothing_more_and_the_others_keep_what_she_wrote() {
		Viewer priya = this.world.fan();
		ConversationId talk = start(this.mei, "One", this.jun, priya);
		write(this.jun, talk, "I go");
		this.keeping.leave(this.jun, OnceKey.NONE, talk);
		this.keeping.leave(this.jun, OnceKey.NONE, talk);
		assertThat(listOf(this.jun)).isEmpty();
		assertThat(rings(this.jun)).isZero();
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> said(this.jun, talk));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> write(this.jun, talk, "Back"));
		write(priya, talk, "Still here");
		assertThat(said(this.mei, talk)).containsExactly("One", "I go", "Still here");
		assertThat(this.messages.people(this.mei, talk)).filteredOn(MessageList.Member::gone)
			.extracting(MessageList.Member::name)
			.containsExactly(this.jun.name());
		this.keeping.leave(priya, OnceKey.NONE, talk);
		assertThat(refused(() -> write(this.mei, talk, "Anybody?")).code()).isEqualTo("error.message.alone");
		assertThat(this.list.with(this.mei, this.jun.id())).as("it was of three").isNull();
	}

	@Test
	void the_one_that_is_of_two_alone_is_found_again() {
		start(this.mei, "Three", this.jun, this.lin);
		assertThat(this.list.with(this.mei, this.jun.id())).isNull();
		ConversationId two = start(this.mei, "Two", this.jun);
		assertThat(this.list.with(this.mei, this.jun.id())).isEqualTo(two);
		assertThat(this.list.with(this.jun, this.mei.id())).isEqualTo(two);
		this.keeping.leave(this.jun, OnceKey.NONE, two);
		assertThat(this.list.with(this.mei, this.jun.id())).isNull();
	}

	@Test
	void the_list_goes_by_what_was_said_last_page_by_page() {
		ConversationId one = start(this.mei, "1", this.jun);
		ConversationId two = start(this.mei, "2", this.jun);
		ConversationId three = start(this.mei, "3", this.jun);
		write(this.mei, one, "Latest");
		CursorPage<ConversationView> first = this.list.page(this.jun, null, 2);
		assertThat(first.items()).extracting(ConversationView::id).containsExactly(one.value(), three.value());
		CursorPage<ConversationView> second = this.list.page(this.jun, first.next(), 2);
		assertThat(second.items()).extracting(ConversationView::id).containsExactly(two.value());
		assertThat(second.next()).isNull();
		CursorPage<MessageView> page = this.messages.page(this.jun, one, null, 1);
		assertThat(page.items()).extracting(MessageView::body).containsExactly("Latest");
		assertThat(this.messages.page(this.jun, one, page.next(), 1).items()).extracting(MessageView::body)
			.containsExactly("1");
		assertThat(refused(() -> this.list.page(this.jun, "garbage", 2)).field()).isEqualTo("cursor");
		assertThat(refused(() -> this.messages.page(this.jun, one, "garbage", 2)).field()).isEqualTo("cursor");
	}

	@Test
	void who_is_silenced_reads_and_writes_nothing_and_who_is_suspended_sees_nothing() {
		ConversationId talk = start(this.mei, "One", this.jun);
		this.sanctions.impose(this.moderator, OnceKey.NONE, this.jun.id(), Sanction.Kind.SILENCED, "Rude.", null);
		Viewer silenced = now(this.jun);
		assertThat(said(silenced, talk)).containsExactly("One");
		assertThatExceptionOfType(Sanctioned.class).isThrownBy(() -> write(silenced, talk, "x"));
		assertThatExceptionOfType(Sanctioned.class).isThrownBy(() -> start(silenced, "x", this.mei));
		this.sanctions.impose(this.moderator, OnceKey.NONE, this.jun.id(), Sanction.Kind.SUSPENDED, "Rude.", null);
		Viewer suspended = now(this.jun);
		assertThatExceptionOfType(Sanctioned.class).isThrownBy(() -> said(suspended, talk));
		assertThatExceptionOfType(Sanctioned.class).isThrownBy(() -> listOf(suspended));
	}

	private Viewer now(Viewer person) {
		return Objects.requireNonNull(this.viewers.all(List.of(person.id().value())).get(person.id().value()));
	}

	@Test
	void eight_who_write_at_once_are_all_read_in_one_order() throws InterruptedException {
		ConversationId talk = start(this.mei, "Start", this.jun);
		List<Callable<Long>> all = IntStream.range(0, 8)
			.<Callable<Long>>mapToObj((i) -> () -> write((i % 2 == 0) ? this.mei : this.jun, talk, "Message " + i))
			.toList();
		List<Long> made = World.atOnce(8, all);
		assertThat(made).doesNotHaveDuplicates();
		assertThat(said(this.mei, talk)).hasSize(9).isEqualTo(said(this.jun, talk));
		long last = made.stream().mapToLong(Long::longValue).max().orElseThrow();
		assertThat(this.messages.marks(this.mei, talk).last()).isEqualTo(last);
	}

	@Test
	void a_moderator_reads_what_was_reported_and_nothing_around_it() {
		ConversationId talk = start(this.mei, "Harmless", this.jun);
		long bad = write(this.mei, talk, "Give me your **password**");
		write(this.jun, talk, "Never");
		long report = this.reports.report(this.jun, OnceKey.NONE, talk, bad, "abuse", "Look");
		assertThat(this.reports.report(this.jun, OnceKey.NONE, talk, bad, "spam", null)).isEqualTo(report);
		assertThat(refused(() -> this.reports.report(this.mei, OnceKey.NONE, talk, bad, "spam", null)).code())
			.isEqualTo("error.report.own");
		assertThat(refused(() -> this.reports.report(this.jun, OnceKey.NONE, talk, bad, "other", "")).field())
			.isEqualTo("note");
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> item(this.lin, bad));
		ReviewQueue.Item item = item(this.moderator, bad);
		assertThat(item.text()).isEqualTo("Give me your password");
		assertThat(item.author()).isEqualTo(this.mei.name());
		assertThat(item.reports()).isOne();
		assertThat(this.queue.reports(item)).singleElement().satisfies((one) -> {
			assertThat(one.note()).isEqualTo("Look");
			assertThat(one.reporter()).isEqualTo(this.jun.name());
		});
		assertThat(waiting()).isPositive();
		assertNothing(this.moderator, talk);
	}

	private ReviewQueue.Item item(Viewer moderator, long message) {
		long id = this.jdbc.sql("select max(id) from message_reviews where message_id = :message")
			.param("message", message)
			.query(Long.class)
			.single();
		return this.queue.item(moderator, id);
	}

	@Test
	void what_a_moderator_hides_is_gone_for_the_others_until_it_is_shown_again() {
		ConversationId talk = start(this.mei, "Harmless", this.jun);
		long bad = write(this.mei, talk, "Bad words");
		this.reports.report(this.jun, OnceKey.NONE, talk, bad, "abuse", null);
		ReviewQueue.Item item = item(this.moderator, bad);
		assertThat(refused(() -> decide(this.moderator, item, ReviewDecision.HIDE, " ")).field()).isEqualTo("reason");
		assertThat(refused(() -> decide(this.moderator, item, null, "Why")).field()).isEqualTo("decision");
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> decide(this.lin, item, ReviewDecision.HIDE, "Why"));
		decide(this.moderator, item, ReviewDecision.HIDE, "Insults");
		assertThatExceptionOfType(StaleVersion.class)
			.isThrownBy(() -> decide(this.world.somebody(Role.MODERATOR), item, ReviewDecision.KEEP, "Late"));
		MessageView forJun = this.messages.one(this.jun, talk, bad);
		assertThat(forJun.body()).isNull();
		assertThat(forJun.html()).isNull();
		assertThat(listOf(this.jun).getFirst().excerpt()).isNull();
		MessageView forMei = this.messages.one(this.mei, talk, bad);
		assertThat(forMei.body()).isEqualTo("Bad words");
		assertThat(forMei.hidden()).isEqualTo("Insults");
		assertThat(packed(this.jun).values()).noneMatch((file) -> file.contains("Bad words"));
		assertThat(rings(this.jun)).as("a conversation, and what came of her report").isEqualTo(2);
		this.reviewing.show(this.moderator, OnceKey.NONE, item.id());
		this.reviewing.show(this.moderator, OnceKey.NONE, item.id());
		assertThat(this.messages.one(this.jun, talk, bad).body()).isEqualTo("Bad words");
		this.reports.report(this.jun, OnceKey.NONE, talk, bad, "abuse", null);
		assertThat(item(this.moderator, bad).decision()).as("nothing new was opened").isNotNull();
	}

	private void decide(Viewer moderator, ReviewQueue.Item item, @Nullable ReviewDecision decision, String reason) {
		this.reviewing.decide(moderator, OnceKey.NONE, item.id(), decision, reason, 7);
	}

	@Test
	void whoever_wrote_it_does_not_decide_and_an_administrator_s_message_is_no_moderator_s() {
		Viewer administrator = this.world.somebody(Role.ADMINISTRATOR);
		ConversationId talk = start(this.moderator, "By a moderator", this.jun);
		long own = this.messages.page(this.jun, talk, null, 5).items().getFirst().id();
		this.reports.report(this.jun, OnceKey.NONE, talk, own, "abuse", null);
		assertThatExceptionOfType(DecidesForOneself.class)
			.isThrownBy(() -> decide(this.moderator, item(this.moderator, own), ReviewDecision.KEEP, "Mine"));
		ConversationId high = start(administrator, "By an administrator", this.jun);
		long theirs = this.messages.page(this.jun, high, null, 5).items().getFirst().id();
		this.reports.report(this.jun, OnceKey.NONE, high, theirs, "abuse", null);
		assertThatExceptionOfType(DecidesForOneself.class)
			.isThrownBy(() -> decide(this.moderator, item(this.moderator, theirs), ReviewDecision.HIDE, "No"));
	}

	@Test
	void who_writes_such_things_is_silenced_with_the_same_act() {
		ConversationId talk = start(this.mei, "Insults", this.jun);
		long bad = this.messages.page(this.jun, talk, null, 5).items().getFirst().id();
		this.reports.report(this.jun, OnceKey.NONE, talk, bad, "abuse", null);
		decide(this.moderator, item(this.moderator, bad), ReviewDecision.SILENCE, "Insults");
		assertThat(this.sanctions.of(this.mei.id())).get().extracting(Sanction::kind).isEqualTo(Sanction.Kind.SILENCED);
		assertThat(this.messages.one(this.jun, talk, bad).body()).isNull();
		long engineers = this.messages.page(this.jun, start(this.lin, "By Lin", this.jun), null, 5)
			.items()
			.getFirst()
			.id();
		this.reports.report(this.jun, OnceKey.NONE,
				ConversationId.of(this.jdbc.sql("select conversation_id from direct_messages where id = ?")
					.param(engineers)
					.query(Long.class)
					.single()),
				engineers, "abuse", null);
		assertThat(refused(() -> decide(this.moderator, item(this.moderator, engineers), ReviewDecision.SUSPEND, "x"))
			.code()).isEqualTo("error.sanction.team");
		assertThat(item(this.moderator, engineers).decision()).as("nothing was done by halves").isNull();
		assertThat(item(this.moderator, engineers).hidden()).isFalse();
	}

	@Test
	void she_takes_with_her_what_she_wrote_and_what_she_may_still_read() throws Exception {
		ConversationId talk = start(this.mei, "From Mei to Jun", this.jun);
		write(this.jun, talk, "From Jun to Mei");
		ConversationId other = start(this.lin, "Not for Jun", this.mei);
		Map<String, String> files = packed(this.jun);
		assertThat(String.join("", files.values())).contains("From Mei to Jun", "From Jun to Mei")
			.doesNotContain("Not for Jun");
		assertThat(files).containsKey("messages/conversation-" + talk.value() + "-1.json")
			.doesNotContainKey("messages/conversation-" + other.value() + "-1.json");
		this.keeping.leave(this.jun, OnceKey.NONE, talk);
		assertThat(String.join("", packed(this.jun).values())).contains("From Jun to Mei")
			.doesNotContain("From Mei to Jun");
	}

	private Map<String, String> packed(Viewer person) {
		Map<String, String> files = new TreeMap<>();
		try {
			this.data.pack(person, new PersonalData.Archive() {

				@Override
				public void json(String file, Object value) {
					assertThat(files.put(file, String.valueOf(value))).as(file).isNull();
				}

				@Override
				public void text(String file, String text) {
					files.put(file, text);
				}

				@Override
				public void file(String file, byte[] content) {
					files.put(file, "");
				}

			});
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		return files;
	}

	@Test
	void a_newer_renderer_makes_messages_again() {
		ConversationId talk = start(this.mei, "Some *text*", this.jun);
		long id = this.messages.page(this.jun, talk, null, 5).items().getFirst().id();
		this.jdbc.sql("update direct_messages set renderer = 0, html = 'old' where id = ?").param(id).update();
		List<Row> rows = this.rendered.outdated(id - 1, Markdown.VERSION, 50);
		assertThat(rows).extracting(Row::id).contains(id);
		this.rendered.rewrite(new Row(id, 1, "Some *text*"), Markdown.render("Some *text*"));
		assertThat(this.messages.one(this.jun, talk, id).html()).contains("<em>text</em>");
	}

	private int waiting() {
		return this.counts.of(List.of(new Waiting(this.queue.open(), Map.of())), 1000).getFirst();
	}

}
