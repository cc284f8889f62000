package dev.roundtable.channels;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import dev.roundtable.Browser;
import dev.roundtable.boards.BoardKeeping;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.merging.SplitOff;
import dev.roundtable.http.OnceKey;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.notifications.Kind;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.MailedSite;
import dev.roundtable.stores.World;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What people are told by mail, through a real mail server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NoticeMailTests {

	private static final AtomicInteger NAMES = new AtomicInteger();

	private static final Pattern UNSUBSCRIBE = Pattern
		.compile("<https://forum\\.example(/unsubscribe\\?token=[\\w.-]+)>");

	private MailedSite site;

	private JdbcClient jdbc;

	private Topics topics;

	private String mei = "";

	private String address = "";

	private Viewer her;

	private Viewer jun;

	private String board = "";

	abstract String[] database() throws IOException;

	@BeforeAll
	void site() throws IOException {
		List<String> settings = new ArrayList<>(List.of("--roundtable.channels.mail-every=1h",
				"--roundtable.channels.digests-every=1h", "--roundtable.channels.push-every=1h",
				"--roundtable.notices.mail-after=0s", "--roundtable.limits.enabled=false"));
		settings.addAll(Arrays.asList(database()));
		this.site = new MailedSite(settings.toArray(String[]::new));
		this.jdbc = this.site.jdbc();
		this.topics = this.site.bean(Topics.class);
	}

	@AfterAll
	void close() {
		this.site.close();
	}

	@BeforeEach
	void people() {
		int number = NAMES.incrementAndGet();
		this.mei = "mailed_mei_" + number;
		this.address = this.mei + "@example.org";
		this.board = "mailed-" + number;
		this.her = person(this.mei, Role.FAN);
		address(this.her, this.address);
		this.jun = person("mailed_jun_" + number, Role.FAN);
		this.site.bean(BoardKeeping.class)
			.create(person("mailed_ada_" + number, Role.ADMINISTRATOR), OnceKey.NONE, this.board, this.board, "");
	}

	private Viewer person(String name, Role role) {
		this.jdbc.sql("insert into accounts (name, name_key, role, created_at) values (:name, :name, :role, :now)")
			.param("name", name)
			.param("role", role.name())
			.param("now", OffsetDateTime.now())
			.update();
		long id = this.jdbc.sql("select id from accounts where name = :name")
			.param("name", name)
			.query(Long.class)
			.single();
		return new Viewer(new AccountId(id), name, role);
	}

	private void address(Viewer person, String address) {
		this.jdbc.sql("""
				insert into addresses (account_id, address, address_key, confirmed_at)
				values (:account, :address, :address, :now)""")
			.param("account", person.id().value())
			.param("address", address)
			.param("now", OffsetDateTime.now())
			.update();
	}

	private TopicId topic(Viewer by, String title) {
		return this.topics
			.post(by, OnceKey.NONE, new TopicDraft(this.board, TopicKind.DISCUSSION, title, "Text", List.of()))
			.topic();
	}

	private PostId mention(TopicId topic, String text) {
		PostId post = this.topics.reply(this.jun, OnceKey.NONE, topic, text + " @" + this.mei).post();
		settled();
		return post;
	}

	/** Until nobody is to be told of anything on the page. */
	private void settled() {
		await().pollInterval(Duration.ofMillis(30)).atMost(Duration.ofSeconds(30)).until(() -> this.jdbc.sql("""
				select (select count(*) from journal_queue where follower = 'notifications')
				    + (select count(*) from fan_outs)""").query(Long.class).single() == 0);
	}

	private void mailNow() {
		while (this.site.bean(NoticeMail.class).step()) {
			Thread.onSpinWait();
		}
	}

	private List<MimeMessage> came() {
		return this.site.allMails(this.address);
	}

	private void choose(Kind kind, String mail) {
		this.jdbc.sql("""
				insert into notification_settings (account_id, kind, on_page, mail, push)
				values (:account, :kind, true, :mail, true)""")
			.param("account", this.her.id().value())
			.param("kind", kind.name())
			.param("mail", mail)
			.update();
	}

	private static String part(MimeMessage mail, String type) {
		try {
			MimeMultipart parts = (MimeMultipart) mail.getContent();
			for (int i = 0; i < parts.getCount(); i++) {
				BodyPart part = parts.getBodyPart(i);
				if (part.isMimeType(type)) {
					return part.getContent().toString().replace("\r", "");
				}
			}
			throw new AssertionError("no " + type);
		}
		catch (MessagingException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String unsubscribe(MimeMessage mail) throws MessagingException {
		var header = UNSUBSCRIBE.matcher(mail.getHeader("List-Unsubscribe")[0].replaceAll("\\s+", ""));
		assertThat(header.matches()).isTrue();
		return header.group(1);
	}

	@Test
	void what_came_together_is_one_letter_that_leads_to_its_floor_in_text_and_html() throws MessagingException {
		TopicId topic = topic(this.her, "Battery & <screen>");
		mention(topic, "Is it *better* now?");
		mention(topic, "And the fan");
		mailNow();
		mailNow();
		assertThat(came()).hasSize(1);
		MimeMessage mail = came().getFirst();
		assertThat(mail.getSubject()).isEqualTo(this.jun.name() + " mentioned you in Battery & <screen>");
		String url = "https://forum.example/t/" + topic.value() + "/";
		assertThat(part(mail, "text/plain")).contains("Hello " + this.mei, url, "#floor-2", "Is it better now?",
				"And the fan", "No more mail about: Mention", "No more mail about this topic");
		assertThat(part(mail, "text/html")).contains("href=\"" + url, "#floor-2", "Battery &amp; &lt;screen&gt;",
				"Is it better now?");
		assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
		mention(topic, "Something new");
		mailNow();
		assertThat(came()).hasSize(2);
	}

	@Test
	void it_is_written_in_the_language_that_she_used_last() throws MessagingException {
		for (String language : List.of("zh-Hans", "zh-Hant")) {
			this.site.bean(Readers.class).uses(this.her, Locale.forLanguageTag(language));
			mention(topic(this.jun, "Language " + language), "Hi");
			mailNow();
		}
		assertThat(came()).hasSize(2);
		assertThat(came().getFirst().getSubject()).isEqualTo(this.jun.name() + " 提到了您： Language zh-Hans");
		assertThat(part(came().getFirst(), "text/plain")).contains("不再接收关于“提到我”的邮件");
		assertThat(part(came().getLast(), "text/html")).contains("不再接收關於「提到我」的郵件", "lang=\"zh-Hant\"");
	}

	@Test
	void what_she_read_meanwhile_is_not_mailed() {
		mention(topic(this.jun, "Read"), "Soon read");
		this.jdbc.sql("""
				update notifications set slot = id, read_at = :now, mail = null, mail_due = null
				where account_id = :id""")
			.param("now", OffsetDateTime.now())
			.param("id", this.her.id().value())
			.update();
		mailNow();
		assertThat(came()).isEmpty();
	}

	@Test
	void nothing_leaves_of_a_board_that_closed_before_it_was_written() {
		mention(topic(this.jun, "canarymailtitle"), "canarymailtext");
		close("team");
		mailNow();
		assertThat(came()).isEmpty();
		assertThat(due()).isZero();
	}

	@Test
	void nothing_leaves_of_what_was_closed_or_hidden_while_it_waited_for_the_server() {
		TopicId closed = topic(this.jun, "canarywaitingtitle");
		mention(closed, "canarywaitingtext");
		LastLookAtNotices look = this.site.bean(LastLookAtNotices.class);
		List<String> abouts = queued();
		assertThat(abouts).hasSize(1);
		var to = new MailAddress(this.address);
		assertThat(look.mayGo(abouts.getFirst(), to)).isTrue();
		assertThat(look.mayGo(abouts.getFirst(), new MailAddress("other@example.org"))).isFalse();
		close("team");
		assertThat(look.mayGo(abouts.getFirst(), to)).isFalse();
		close("everyone");
		assertThat(look.mayGo(abouts.getFirst(), to)).isTrue();
		// Of several floors one was quoted that is hidden now.
		this.jdbc.sql("""
				insert into post_holds (post_id, kind, held_by, held_at, reason)
				select post_id, 'HIDDEN', :by, :now, 'Reason' from post_facts where topic_id = :topic and floor = 2""")
			.param("by", this.jun.id().value())
			.param("now", OffsetDateTime.now())
			.param("topic", closed.value())
			.update();
		assertThat(look.mayGo(abouts.getFirst(), to)).isFalse();
		this.jdbc.sql("delete from mails").update();
	}

	/** What waits for a server that is away. */
	private List<String> queued() {
		// Not due for an hour: the worker leaves it.
		Outcome outcome = new Outcome();
		new TransactionTemplate(this.site.bean(PlatformTransactionManager.class)).executeWithoutResult((status) -> {
			this.site.bean(NoticeMail.class).step();
			this.jdbc.sql("update mails set again_at = :later where recipient = :to")
				.param("later", OffsetDateTime.now().plusHours(1))
				.param("to", this.address)
				.update();
			outcome.abouts = this.jdbc.sql("select about from mails where recipient = :to")
				.param("to", this.address)
				.query(String.class)
				.list();
		});
		return outcome.abouts;
	}

	private static final class Outcome {

		private List<String> abouts = List.of();

	}

	private void close(String readers) {
		this.jdbc.sql("update boards set readers = :readers where slug = :slug")
			.param("readers", readers)
			.param("slug", this.board)
			.update();
	}

	private long due() {
		return this.jdbc.sql("select count(*) from notifications where account_id = :id and mail_due is not null")
			.param("id", this.her.id().value())
			.query(Long.class)
			.single();
	}

	@Test
	void nobody_who_is_suspended_gets_any_nor_who_has_no_address() {
		TopicId topic = topic(this.jun, "Suspended");
		mention(topic, "Hi");
		this.jdbc.sql("""
				insert into sanctions (account_id, kind, reason, imposed_by, imposed_at)
				values (:id, 'SUSPENDED', 'Reason', :by, :now)""")
			.param("id", this.her.id().value())
			.param("by", this.jun.id().value())
			.param("now", OffsetDateTime.now())
			.update();
		mailNow();
		assertThat(came()).isEmpty();
		assertThat(due()).isZero();
		Viewer without = person(this.mei + "_x", Role.FAN);
		this.topics.reply(this.jun, OnceKey.NONE, topic, "Hi @" + without.name());
		settled();
		assertThat(this.jdbc.sql("select count(*) from notifications where account_id = :id and mail_due is null")
			.param("id", without.id().value())
			.query(Long.class)
			.single()).isOne();
	}

	@Test
	void many_nodes_mail_it_once_and_who_dies_before_it_is_queued_leaves_it_to_the_next() throws InterruptedException {
		TopicId topic = topic(this.jun, "Once");
		mention(topic, "Hi");
		NoticeMail node = this.site.bean(NoticeMail.class);
		new TransactionTemplate(this.site.bean(PlatformTransactionManager.class)).executeWithoutResult((killed) -> {
			node.step();
			assertThat(this.jdbc.sql("select count(*) from mails where recipient = :to")
				.param("to", this.address)
				.query(Long.class)
				.single()).isOne();
			killed.setRollbackOnly();
		});
		assertThat(due()).isOne();
		Callable<Boolean> step = node::step;
		World.atOnce(4, List.of(step, step, step, step));
		mailNow();
		assertThat(came()).hasSize(1);
	}

	@Test
	void in_quiet_hours_it_waits_until_they_end() {
		mention(topic(this.jun, "Quiet"), "Psst");
		OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
		this.site.bean(Readers.class)
			.save(this.her, OnceKey.NONE,
					Choice.of("UTC", now.minusHours(1).toLocalTime().withSecond(0).withNano(0).toString(),
							now.plusHours(1).toLocalTime().withSecond(0).withNano(0).toString(), true),
					Set.of(Choice.Part.values()));
		mailNow();
		assertThat(came()).isEmpty();
		OffsetDateTime due = this.jdbc.sql("select mail_due from notifications where account_id = :id")
			.param("id", this.her.id().value())
			.query(OffsetDateTime.class)
			.single();
		assertThat(Duration.between(now, due)).isBetween(Duration.ofMinutes(58), Duration.ofMinutes(61));
	}

	@Test
	void one_click_ends_that_kind_without_a_sign_in_and_looking_at_it_ends_nothing() throws Exception {
		TopicId topic = topic(this.jun, "canaryunsubscribe");
		mention(topic, "Hi");
		mailNow();
		String path = unsubscribe(came().getFirst());
		Browser program = this.site.browser();
		HttpResponse<String> page = program.open(path);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Mail about: Mention", this.mei).doesNotContain("canaryunsubscribe");
		assertThat(wanted(Kind.MENTION)).isEqualTo("NOW");
		// A changed letter of it opens nothing.
		String forged = path.substring(0, path.length() - 1) + (path.endsWith("A") ? "B" : "A");
		assertThat(program.open(forged).statusCode()).isEqualTo(404);
		assertThat(program.post(forged, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click").statusCode())
			.isEqualTo(404);
		assertThat(program.open(path.replace("kind-mention", "kind-quote")).statusCode()).isEqualTo(404);
		assertThat(program.open("/unsubscribe").statusCode()).isEqualTo(404);
		assertThat(wanted(Kind.MENTION)).isEqualTo("NOW");
		Callable<HttpResponse<String>> click = () -> this.site.browser()
			.post(path, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
		assertThat(World.atOnce(2, List.of(click, click))).allMatch((answer) -> answer.statusCode() == 200);
		assertThat(wanted(Kind.MENTION)).isEqualTo("NONE");
		assertThat(wanted(Kind.QUOTE)).isEqualTo("NOW");
		mention(topic, "Hi again");
		mailNow();
		assertThat(came()).hasSize(1);
	}

	private String wanted(Kind kind) {
		return this.jdbc.sql("select mail from notification_settings where account_id = :id and kind = :kind")
			.param("id", this.her.id().value())
			.param("kind", kind.name())
			.query(String.class)
			.optional()
			.orElse("NOW");
	}

	@Test
	void mail_about_one_topic_ends_alone_and_comes_again_when_she_wants_it() {
		TopicId topic = topic(this.jun, "Noisy");
		mention(topic, "One");
		mailNow();
		String text = part(came().getFirst(), "text/plain");
		String path = text.substring(text.indexOf("/unsubscribe", text.indexOf("about this topic"))).strip();
		this.site.browser().post(path, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
		mention(topic, "Two");
		mention(topic(this.jun, "Another"), "Three");
		mailNow();
		assertThat(came()).hasSize(2);
		EndedTopics ended = this.site.bean(EndedTopics.class);
		assertThat(ended.shown(this.her)).extracting(EndedTopics.Ended::title).containsExactly("Noisy");
		ended.undo(this.her, OnceKey.NONE, topic.value());
		mention(topic, "Four");
		mailNow();
		assertThat(came()).hasSize(3);
	}

	@Test
	void a_digest_tells_by_topic_what_is_unread_what_became_of_it_and_what_others_liked_and_the_next_nothing_twice()
			throws MessagingException {
		choose(Kind.MENTION, "DAILY");
		TopicId liked = topic(this.jun, "Liked by many");
		this.topics.reply(person(this.mei + "_liker", Role.FAN), OnceKey.NONE, liked, "Nice");
		mention(topic(this.her, "Mine"), "A reply");
		mention(topic(this.jun, "Theirs"), "Look here");
		digest(Kind.Mail.DAILY);
		assertThat(came()).hasSize(1);
		MimeMessage mail = came().getFirst();
		assertThat(mail.getSubject()).startsWith("Your day at the round table: ");
		assertThat(part(mail, "text/plain")).contains("== What you have not read ==", "Mine", "Look here", "Theirs",
				"== New topics that others liked ==", "Liked by many", "No more daily mail");
		assertThat(part(mail, "text/html")).contains("Liked by many");
		digest(Kind.Mail.DAILY);
		digest(Kind.Mail.WEEKLY);
		assertThat(came()).hasSize(1);
	}

	@Test
	void a_digest_counts_the_replies_that_stand_there_and_not_those_that_were_split_off() throws MessagingException {
		choose(Kind.MENTION, "DAILY");
		repliedTo("Replied to most", 5);
		Viewer moderator = person(this.mei + "_moderator", Role.MODERATOR);
		SplitOff.from(this.site, moderator, repliedTo("Split in two", 9), "2-6", "The greater part");
		SplitOff.from(this.site, moderator, repliedTo("All of it split off", 6), "2-7", "All the rest");
		mention(topic(this.jun, "Theirs"), "Look here");
		digest(Kind.Mail.DAILY);
		String text = part(came().getFirst(), "text/plain");
		assertThat(text).containsSubsequence("replies: 5", "Replied to most", "replies: 4", "Split in two")
			.doesNotContain("replies: 9", "replies: 8", "All of it split off");
	}

	private TopicId repliedTo(String title, int replies) {
		TopicId topic = topic(this.jun, title);
		Viewer liker = person("liker_of_" + topic.value(), Role.FAN);
		for (int i = 0; i < replies; i++) {
			this.topics.reply(liker, OnceKey.NONE, topic, "Nice " + i);
		}
		return topic;
	}

	@Test
	void a_digest_has_no_word_of_what_she_may_not_read_any_more() {
		choose(Kind.MENTION, "WEEKLY");
		mention(topic(this.jun, "canarydigesttitle"), "canarydigesttext");
		close("team");
		String open = this.board + "-open";
		this.site.bean(BoardKeeping.class)
			.create(person(this.mei + "_ada", Role.ADMINISTRATOR), OnceKey.NONE, open, open, "");
		this.board = open;
		mention(topic(this.jun, "Open"), "Hello");
		digest(Kind.Mail.WEEKLY);
		assertThat(came()).hasSize(1);
		assertThat(part(came().getFirst(), "text/plain")).contains("Open").doesNotContain("canarydigest");
		assertThat(part(came().getFirst(), "text/html")).doesNotContain("canarydigest");
	}

	@Test
	void many_nodes_send_a_digest_once_and_who_dies_leaves_it_to_the_next() throws Exception {
		choose(Kind.MENTION, "DAILY");
		mention(topic(this.jun, "Digest once"), "Hi");
		Digests digests = this.site.bean(Digests.class);
		turn(Kind.Mail.DAILY);
		new TransactionTemplate(this.site.bean(PlatformTransactionManager.class)).executeWithoutResult((killed) -> {
			digests.step(Kind.Mail.DAILY);
			killed.setRollbackOnly();
		});
		Callable<Boolean> step = () -> digests.step(Kind.Mail.DAILY);
		World.atOnce(4, List.of(step, step, step, step));
		assertThat(came()).hasSize(1);
		String path = unsubscribe(came().getFirst());
		this.site.browser().post(path, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
		assertThat(wanted(Kind.MENTION)).isEqualTo("NONE");
		assertThat(wanted(Kind.REPLY)).isEqualTo("NONE");
		assertThat(wanted(Kind.QUOTE)).isEqualTo("NOW");
	}

	private void turn(Kind.Mail rhythm) {
		this.site.bean(Digests.class).enrol();
		this.jdbc.sql("""
				update digest_turns set told_to = :old, next_at = :now
				where account_id = :id and rhythm = :rhythm""")
			.param("old", OffsetDateTime.now().minusDays(8))
			.param("now", OffsetDateTime.now())
			.param("id", this.her.id().value())
			.param("rhythm", rhythm.name())
			.update();
	}

	private void digest(Kind.Mail rhythm) {
		turn(rhythm);
		while (this.site.bean(Digests.class).step(rhythm)) {
			Thread.onSpinWait();
		}
	}

}
