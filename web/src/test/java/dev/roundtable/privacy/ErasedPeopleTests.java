package dev.roundtable.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.ErasedAccounts;
import dev.roundtable.people.Erasure;
import dev.roundtable.people.ImportedAuthors;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.site.Audience;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is left of a person who was erased, in every table there is. */
@StoreTest
class ErasedPeopleTests {

	/**
	 * Rows that stay, without her name: what is counted, and what keeps others from being
	 * taken for her.
	 */
	private static final Set<String> STAYING = Set.of("topic_votes", "task_votes", "post_removals", "post_reports",
			"moderation_log", "imported_authors", "name_looks", "erasures", "conversation_members", "message_reports",
			"task_reports", "tracker_connections");

	private static final Erasures.Wish AT_ONCE = new Erasures.Wish(true, true);

	private static final Erasures.Wish KEEPING_WORDS = new Erasures.Wish(false, true);

	private static final Erasures.Wish LATER = new Erasures.Wish(true, false);

	private final Erasures erasures;

	private final ErasureWork work;

	private final Applicants applicants;

	private final ErasedAccounts accounts;

	private final Accounts all;

	private final ImportedAuthors imported;

	private final Topics topics;

	private final Votes votes;

	private final Hiding hiding;

	private final Journal journal;

	private final Viewers viewers;

	private final PlatformTransactionManager transactions;

	private final JdbcClient jdbc;

	private final World world;

	ErasedPeopleTests(Erasures erasures, ErasureWork work, Applicants applicants, ErasedAccounts accounts, Accounts all,
			ImportedAuthors imported, Topics topics, Votes votes, Hiding hiding, Journal journal, Viewers viewers,
			PlatformTransactionManager transactions, JdbcClient jdbc, World world) {
		this.erasures = erasures;
		this.work = work;
		this.applicants = applicants;
		this.accounts = accounts;
		this.all = all;
		this.imported = imported;
		this.topics = topics;
		this.votes = votes;
		this.hiding = hiding;
		this.journal = journal;
		this.viewers = viewers;
		this.transactions = transactions;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void nothing_in_any_table_holds_the_name_or_the_address_of_who_was_erased() {
		Viewer erased = named("Erasa");
		String address = "erasa." + erased.id().value() + "@example.org";
		PostId mention = fill(erased, address);
		assertThat(tablesWithout(erased)).as("give the person of this test a row in these tables, see fill()")
			.isEmpty();
		assertThat(holding(erased.name())).as("she was everywhere").hasSizeGreaterThan(15);
		erase(erased, AT_ONCE);
		assertThat(tablesWith(erased)).isEqualTo(new TreeSet<>(STAYING));
		assertThat(holding(erased.name())).containsOnlyKeys("posts.body", "posts.html");
		assertThat(holding(address)).isEmpty();
		assertThat(html(mention)).contains("@" + erased.name()).doesNotContain("/u/");
		assertThat(this.all.names(List.of(erased.id()))).containsValue("deleted person " + erased.id().value());
	}

	private PostId fill(Viewer her, String address) {
		long id = her.id().value();
		OffsetDateTime now = OffsetDateTime.now(Clock.systemUTC());
		TopicId topic = post(her, TopicKind.BUG);
		this.topics.reply(her, OnceKey.NONE, topic, "I am @" + her.name());
		PostId mention = this.topics.reply(this.world.jun, OnceKey.NONE, topic, "Thanks, @" + her.name() + "!").post();
		this.votes.cast(her, OnceKey.NONE, post(this.world.mei, TopicKind.IDEA));
		insert("insert into task_votes (task_number, account_id, created_at) values ("
				+ "(select max(number) from tasks), :x, :now)", id, "", now);
		insert("insert into rounds (id, title, description, html, renderer, choices, voters, min_level, live, opens_at, "
				+ "closes_at, made_at) values (:x + 900000, 'R', '', '', 1, 1, 'members', 0, true, :now, :now, :now)",
				id, "", now);
		insert("insert into round_ballots (round_id, account_id, cast_at) values (:x + 900000, :x, :now)", id, "", now);
		insert("insert into round_choices (round_id, account_id, task_number) values (:x + 900000, :x, "
				+ "(select max(number) from tasks))", id, "", now);
		this.journal.record(id, "made token", Subject.of("account", id), Audience.TEAM,
				Map.of("name", her.name() + "s"));
		this.journal.record(this.world.lin.id().value(), "suspended", Subject.of("account", id), Audience.EVERYONE,
				Map.of("reason", "because " + her.name() + " did"));
		long group = this.jdbc.sql("select coalesce(max(id), 0) + 1000 from member_groups").query(Long.class).single();
		String own = her.name() + "-" + id;
		insert("insert into member_groups (id, name, title, with_team, made_at) values (:x, :own, 'G', false, :now)",
				group, "g" + group, now);
		insert("insert into group_members (group_id, account_id, standing, set_at, reason) values (" + group
				+ ", :x, 'HAND', :now, :own)", id, own, now);
		insert("insert into review_items (id, post_id, slot, opened_at) values (:x + 900000, " + mention.value()
				+ ", :x, :now)", id, own, now);
		insert("""
				insert into post_reports (item_id, post_id, account_id, reason, note, reported_at)
				values (:x + 900000, :x, :x, 'SPAM', :own, :now)""", id, own, now);
		insert("insert into addresses (account_id, address, address_key, confirmed_at) values (:x, :own, lower(:own), :now)",
				id, address, now);
		insert("""
				insert into mails (mail_key, kind, recipient, address_key, subject, body, created_at, valid_until, again_at)
				values (concat('erasa-', :x), 'ACCOUNT', :own, lower(:own), :own, :own, :now, :now, :now)""",
				id, address, now);
		insert("insert into mail_stops (address_key, reason, stopped_at) values (lower(:own), :own, :now)", id, address,
				now);
		insert("""
				insert into tracker_connections (kind, name, base_url, project, token, account_id, comments, created_at)
				values ('REDMINE', 'T', '', '', '', :x, 'NONE', :now)""", id, "", now);
		insert("insert into address_waits (account_id, since) values (:x, :now)", id, own, now);
		insert("""
				insert into one_time_links (token_hash, purpose, account_id, detail, created_at, expires_at)
				values (concat('erasa-', :x), 'CONFIRM', :x, :own, :now, :now)""", id, address, now);
		insert("insert into second_factors (account_id, secret, last_step, since) values (:x, :own, 0, :now)", id, own,
				now);
		insert("insert into recovery_codes (account_id, code_hash) values (:x, :own)", id, own, now);
		insert("""
				insert into post_removals (account_id, removed_by, removed_at, reason, floors)
				values (:x, :x, :now, :own, 0)""", id, own, now);
		insert("""
				insert into person_deeds (account_id, posts, reports, answers, counted_at) values (:x, 1, 1, 1, :now)""",
				id, own, now);
		insert("""
				insert into medals (account_id, name, emoji, reason, given_by, given_at)
				values (:x, :own, '*', :own, :x, :now)""", id, own, now);
		insert("insert into topic_reads (account_id, topic_id, page, posts, on_day) values (:x, 1, 1, 1, current_date)",
				id, own, now);
		insert("insert into trust_due (account_id, marks) values (:x, 1) on conflict do nothing", id, own, now);
		insert("insert into trust_people (account_id, earned, counted_at) values (:x, 1, :now)", id, own, now);
		insert("insert into trust_by_hand (account_id, level, reason, set_by, set_at) values (:x, 2, :own, :x, :now)",
				id, own, now);
		insert("insert into trust_bars (account_id, since) values (:x, :now)", id, own, now);
		insert("""
				insert into task_reports (task_number, account_id, model, build, build_order, created_at)
				values ((select min(number) from tasks), :x, :own, :own, :own, :now)""", id, own, now);
		insert("insert into check_ins (account_id, on_day) values (:x, current_date)", id, own, now);
		insert("""
				insert into moderation_log (entry, happened_at, action, account_id, audience, reason)
				values (-:x, :now, 'suspended', :x, 'everyone', :own)""", id, own, now);
		insert("insert into follows (what, account_id, mode, by_hand, since) values ('board-1', :x, 'FOLLOW', true, :now)",
				id, own, now);
		insert("""
				insert into notifications (account_id, subject, kind, act, detail, on_page, happened_at)
				values (:x, 'topic-0', 'REPLY', 'wrote', :own, true, :now)""", id, own, now);
		insert("""
				insert into notification_settings (account_id, kind, on_page, mail, push)
				values (:x, 'REPLY', true, 'NONE', false)""", id, own, now);
		insert("insert into imported_authors (source, author, account_id) values ('elsewhere', :own, :x)", id, own,
				now);
		insert("""
				insert into sign_ins (token_hash, account_id, created_at, expires_at, browser)
				values (concat('erasa-', :x), :x, :now, :now, :own)""", id, own, now);
		insert("""
				insert into api_tokens (account_id, token_hash, name, created_at)
				values (:x, concat('erasa-', :x), :own, :now)""", id, own, now);
		insert("""
				insert into sanctions (account_id, kind, reason, imposed_by, imposed_at)
				values (:x, 'SILENCED', :own, :x, :now)""", id, own, now);
		insert("""
				insert into profiles (account_id, about, html, renderer, badge, version)
				values (:x, :own, :own, 1, :own, 1)""", id, own, now);
		insert("insert into picture_removals (account_id, reason, removed_at) values (:x, :own, :now)", id, own, now);
		insert("insert into devices (account_id, place, model, build) values (:x, 1, :own, :own)", id, own, now);
		insert("insert into known_browsers (browser_hash, account_id, created_at) values (:own, :x, :now)", id, own,
				now);
		insert("insert into half_sign_ins (token_hash, account_id, expires_at) values (:own, :x, :now)", id, own, now);
		insert("insert into conversations (id, started_by, started_at) values (:x + 900000, :x, :now)", id, own, now);
		insert("insert into conversation_members (conversation_id, account_id) values (:x + 900000, :x)", id, own, now);
		insert("""
				insert into direct_messages (id, conversation_id, author_id, body, html, renderer, written_at)
				values (:x + 900000, :x + 900000, :x, :own, :own, 1, :now)""", id, own, now);
		insert("insert into message_reviews (id, message_id, opened_at) values (:x + 900000, :x + 900000, :now)", id,
				own, now);
		insert("""
				insert into message_reports (review_id, message_id, account_id, reason, note, reported_at)
				values (:x + 900000, :x + 900000, :x, 'SPAM', :own, :now)""", id, own, now);
		insert("insert into passkey_handles (account_id, handle) values (:x, :own)", id, own, now);
		insert("""
				insert into passkeys (account_id, hash, credential, key_data, transports, backup_eligible, backed_up, uses,
				    name, created_at)
				values (:x, :own, :own, :own, '', false, false, 0, :own, :now)""",
				id, own, now);
		insert("insert into passkey_challenges (hash, account_id, expires_at) values (:own, :x, :now)", id, own, now);
		insert("""
				insert into federated_identities (account_id, authority, subject, label, created_at)
				values (:x, :own, :own, :own, :now)""", id, own, now);
		insert("""
				insert into federation_flows (state, browser, provider, nonce, verifier, account_id, next_path, expires_at)
				values (:own, '', '', '', '', :x, '/', :now)""",
				id, own, now);
		insert("insert into channel_choices (account_id, language) values (:x, 'en')", id, own, now);
		insert("insert into digest_turns (account_id, rhythm, next_at, told_to) values (:x, 'DAILY', :now, :now)", id,
				own, now.plusDays(9));
		insert("insert into mail_ends (account_id, topic_id, since) values (:x, 1, :now)", id, own, now);
		insert("""
				insert into push_browsers (account_id, endpoint_hash, endpoint, p256dh, auth, name, since)
				values (:x, :own, :own, :own, 'auth', :own, :now)""", id, own, now);
		insert("insert into sign_ups (account_id, source, joined_at) values (:x, 'SITE', :now)", id, own, now);
		insert("""
				insert into appeals (account_id, kind, reason, imposed_at, text, made_at)
				values (:x, 'SILENCED', :own, :now, :own, :now)""", id, own, now);
		insert("insert into join_requests (account_id, statement, language, asked_at) values (:x, :own, 'en', :now)",
				id, own, now);
		insert("insert into channel_seats (channel, account_id, state, since) values ('BETA', :x, 'HELD', :now)", id,
				own, now);
		insert("insert into channel_reports (topic_id, channel, account_id) values (" + topic.value() + ", 'BETA', :x)",
				id, own, now);
		insert("insert into visit_days (on_day, account_id, joined_at) values (current_date, :x, :now)", id, own, now);
		insert("insert into task_views (account_id, name, query, created_at) values (:x, 'Mine', :own, :now)", id, own,
				now);
		insert("""
				insert into task_verifications (task_number, account_id, works, of_team, comment, answered_at)
				select max(number), :x, true, false, :own, :now from tasks""", id, own, now);
		insert("insert into inbox_done (account_id, task_number, done_to) select :x, max(number), :now from tasks", id,
				own, now);
		// Whatever other tests have written: she is mentioned somewhere.
		insert("""
				insert into task_comments (task_number, author_id, body, html, internal, created_at)
				select max(number), max(author_id), '', '', true, :now from tasks""", id, own, now);
		insert("""
				insert into task_mentions (comment_id, account_id, mentioned_at) select max(id), :x, :now from task_comments""",
				id, own, now);
		insert("insert into duty_rota (board_id, place, account_id) select max(id), :x, :x from boards", id, own, now);
		this.erasures.ask(her, OnceKey.NONE, LATER);
		return mention;
	}

	private void insert(String sql, long x, String own, OffsetDateTime now) {
		this.jdbc.sql(sql).param("x", x).param("own", own).param("now", now).update();
	}

	@Test
	void who_comes_later_cannot_take_the_name() {
		Viewer erased = named("Erasb");
		erase(erased, AT_ONCE);
		for (String name : List.of(erased.name(), erased.name().toUpperCase(Locale.ROOT),
				erased.name().replace('E', 'Ｅ'))) {
			assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.all.create(name, Role.FAN));
		}
		assertThat(this.all.byName(erased.name())).isEmpty();
		assertThat(this.all.byName("deleted person " + erased.id().value())).isEmpty();
	}

	@Test
	void who_was_never_let_in_is_forgotten_in_time_and_another_may_come_under_her_name() {
		Viewer zhou = this.world.somebody(Role.MODERATOR);
		Viewer declined = named("Erasdecl");
		Viewer admitted = named("Erasadmit");
		this.applicants.decline(zhou, declined.id());
		this.applicants.decline(zhou, admitted.id());
		this.applicants.letIn(admitted.id());
		this.jdbc.sql("update erasures set due_at = asked_at, again_at = asked_at where account_id = :id")
			.param("id", declined.id().value())
			.update();
		finish(declined.id());
		assertThat(this.all.create(declined.name(), Role.FAN)).isNotEqualTo(declined.id());
		assertThat(this.all.byName(admitted.name())).contains(admitted.id());
		assertThat(this.jdbc.sql("select count(*) from erasures where account_id = :id")
			.param("id", admitted.id().value())
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void an_import_knows_who_was_erased_and_brings_her_name_back_to_nobody() {
		List<String> name = List.of("Elsewhere Erasc");
		AccountId author = this.imported.of("erasing", name).values().iterator().next();
		this.erasures.askFor(administrator(), OnceKey.NONE, author, "She wrote to us", AT_ONCE);
		finish(author);
		assertThat(this.imported.of("erasing", name)).containsValue(author);
		assertThat(holding("Elsewhere Erasc")).isEmpty();
	}

	@Test
	void counts_stay_and_floors_keep_their_numbers() {
		Viewer erased = named("Erasd");
		TopicId hers = post(erased, TopicKind.BUG);
		PostId answer = this.topics.reply(this.world.jun, OnceKey.NONE, hers, "Mine too").post();
		PostId own = this.topics.reply(erased, OnceKey.NONE, hers, "My secret words").post();
		TopicId voted = post(this.world.mei, TopicKind.IDEA);
		this.votes.cast(erased, OnceKey.NONE, voted);
		this.votes.cast(this.world.jun, OnceKey.NONE, hers);
		List<Integer> before = counts(hers, voted);
		erase(erased, AT_ONCE);
		assertThat(counts(hers, voted)).isEqualTo(before);
		assertThat(this.jdbc.sql("select count(*) from posts where topic_id = ?")
			.param(hers.value())
			.query(Long.class)
			.single()).isEqualTo(3);
		assertThat(body(own)).isEmpty();
		assertThat(body(answer)).isEqualTo("Mine too");
		assertThat(this.topics.find(hers).orElseThrow().title()).isEqualTo("A title");
		assertThat(held(hers)).isFalse();
	}

	private List<Integer> counts(TopicId... topics) {
		List<Integer> counts = new ArrayList<>();
		for (TopicId topic : topics) {
			this.jdbc.sql("""
					select t.votes, k.people, k.votes as task_votes, t.floors from topics t
					join task_topics l on l.topic_id = t.id join tasks k on k.number = l.task_number where t.id = ?""")
				.param(topic.value())
				.query((row) -> {
					Collections.addAll(counts, row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4));
				});
		}
		assertThat(counts).hasSize(4 * topics.length);
		return counts;
	}

	@Test
	void a_topic_that_was_hers_alone_goes_with_its_title() {
		Viewer erased = named("Erase");
		TopicId alone = post(erased, TopicKind.BUG);
		erase(erased, AT_ONCE);
		assertThat(held(alone)).isTrue();
		assertThat(this.jdbc.sql("select title from topics where id = ?")
			.param(alone.value())
			.query(String.class)
			.single()).isEqualTo("–");
		assertThat(this.jdbc
			.sql("select title from tasks where number = (select task_number from task_topics where topic_id = ?)")
			.param(alone.value())
			.query(String.class)
			.single()).isEqualTo("–");
	}

	@Test
	void words_that_she_leaves_stay_where_they_are() {
		Viewer erased = named("Erasf");
		TopicId topic = post(erased, TopicKind.DISCUSSION);
		PostId own = this.topics.reply(erased, OnceKey.NONE, topic, "Keep this").post();
		long queued = this.jdbc.sql("select count(*) from index_queue").query(Long.class).single();
		erase(erased, KEEPING_WORDS);
		assertThat(body(own)).isEqualTo("Keep this");
		assertThat(held(topic)).isFalse();
		assertThat(queued).isNotNegative();
		assertThat(
				this.jdbc.sql("select version from posts where id = ?").param(own.value()).query(Long.class).single())
			.as("search and pages read it again")
			.isEqualTo(2);
	}

	@Test
	void what_a_moderator_hid_does_not_show_again_because_its_author_is_gone() {
		Viewer erased = named("Erasg");
		TopicId topic = post(erased, TopicKind.DISCUSSION);
		this.topics.reply(this.world.jun, OnceKey.NONE, topic, "An answer");
		long first = this.jdbc.sql("select id from posts where topic_id = ? and floor = 1")
			.param(topic.value())
			.query(Long.class)
			.single();
		this.hiding.hide(this.world.somebody(Role.MODERATOR), OnceKey.NONE, PostId.of(first), "Bad title");
		erase(erased, AT_ONCE);
		assertThat(held(topic)).isTrue();
	}

	@Test
	void only_administrators_erase_others_and_only_with_a_reason() {
		AccountId fan = named("Erash").id();
		for (Viewer other : List.of(this.world.mei, this.world.lin, this.world.somebody(Role.MODERATOR))) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.erasures.askFor(other, OnceKey.NONE, fan, "Why", AT_ONCE));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.erasures.takeBackFor(other, OnceKey.NONE, fan));
		}
		Viewer was = administrator();
		this.jdbc.sql("update accounts set role = 'FAN' where id = ?").param(was.id().value()).update();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.erasures.askFor(was, OnceKey.NONE, fan, "Why", AT_ONCE));
		Viewer administrator = administrator();
		for (String none : List.of("", "  ", "字".repeat(401))) {
			assertThatExceptionOfType(BadInput.class)
				.isThrownBy(() -> this.erasures.askFor(administrator, OnceKey.NONE, fan, none, AT_ONCE));
		}
		assertThatExceptionOfType(NotFound.class).isThrownBy(
				() -> this.erasures.askFor(administrator, OnceKey.NONE, AccountId.of(987654321), "Why", AT_ONCE));
		assertThat(this.erasures.of(fan)).isEmpty();
	}

	@Test
	void what_was_asked_is_taken_back_by_herself_unless_an_administrator_asked() {
		Viewer her = named("Erasi");
		this.erasures.ask(her, OnceKey.NONE, LATER);
		assertThat(this.erasures.of(her.id())).get().extracting(Erasures.Asked::own).isEqualTo(true);
		assertThat(worker(List.of(), Duration.ofDays(13)).one()).as("not yet due").isFalse();
		this.erasures.takeBack(her, OnceKey.NONE);
		assertThat(this.erasures.of(her.id())).isEmpty();
		this.erasures.askFor(administrator(), OnceKey.NONE, her.id(), "Why", LATER);
		this.erasures.takeBack(her, OnceKey.NONE);
		assertThat(this.erasures.of(her.id())).isPresent();
		this.erasures.takeBackFor(administrator(), OnceKey.NONE, her.id());
		assertThat(this.erasures.of(her.id())).isEmpty();
	}

	@Test
	void what_is_asked_twice_at_once_is_asked_once() throws InterruptedException {
		Viewer her = named("Erasj");
		World.atOnce(4, Collections.nCopies(8, () -> {
			this.erasures.ask(her, OnceKey.NONE, LATER);
			return true;
		}));
		assertThat(this.jdbc.sql("select count(*) from journal where subject = ? and action = 'erasure asked'")
			.param("account-" + her.id().value())
			.query(Long.class)
			.single()).isEqualTo(1);
		this.erasures.takeBack(her, OnceKey.NONE);
	}

	@Test
	void whoever_is_killed_in_the_middle_is_continued_without_doing_anything_twice() {
		Viewer her = named("Erask");
		this.erasures.ask(her, OnceKey.NONE, LATER);
		List<String> done = new ArrayList<>();
		boolean[] broken = { true };
		Erasure first = room("first", (from) -> {
			done.add("first " + from);
			return (from < 2) ? from + 1 : Erasure.DONE;
		});
		Erasure second = room("second", (from) -> {
			if (broken[0]) {
				throw new IllegalStateException("killed");
			}
			done.add("second " + from);
			return Erasure.DONE;
		});
		worker(List.of(second, first), Duration.ofDays(15)).some(Duration.ofSeconds(20));
		assertThat(done).containsExactly("first 0", "first 1", "first 2");
		this.erasures.takeBack(her, OnceKey.NONE);
		assertThat(finished(her.id())).as("neither done nor to be taken back").isFalse();
		broken[0] = false;
		worker(List.of(first, second), Duration.ofDays(16)).some(Duration.ofSeconds(20));
		assertThat(done).containsExactly("first 0", "first 1", "first 2", "second 0");
		assertThat(finished(her.id())).isTrue();
	}

	@Test
	void a_last_administrator_stays_until_there_is_another() {
		List<Long> others = this.jdbc.sql("select id from accounts where role = 'ADMINISTRATOR'")
			.query(Long.class)
			.list();
		Viewer last = administrator();
		AccountId fan = named("Erasl").id();
		try {
			this.jdbc.sql("update accounts set role = 'ENGINEER' where id in (:ids)").param("ids", others).update();
			assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.erasures.ask(last, OnceKey.NONE, AT_ONCE));
			this.jdbc.sql("update accounts set role = 'ADMINISTRATOR' where id = ?").param(fan.value()).update();
			this.erasures.ask(last, OnceKey.NONE, LATER);
			this.jdbc.sql("update accounts set role = 'FAN' where id = ?").param(fan.value()).update();
			worker(List.of(this.accounts), Duration.ofDays(15)).some(Duration.ofSeconds(20));
			assertThat(this.jdbc.sql("select role from accounts where id = ?")
				.param(last.id().value())
				.query(String.class)
				.single()).isEqualTo("ADMINISTRATOR");
			assertThat(this.erasures.of(last.id())).as("it waits").isPresent();
			this.erasures.takeBack(last, OnceKey.NONE);
		}
		finally {
			this.jdbc.sql("update accounts set role = 'ADMINISTRATOR' where id in (:ids)")
				.param("ids", others)
				.update();
		}
	}

	@Test
	void who_is_erased_is_erased_once_and_for_all() {
		Viewer her = named("Erasm");
		erase(her, AT_ONCE);
		assertThat(this.all.credentials(her.name())).isEmpty();
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.erasures.askFor(administrator(), OnceKey.NONE, her.id(), "Again", AT_ONCE));
		this.erasures.takeBackFor(administrator(), OnceKey.NONE, her.id());
		assertThat(finished(her.id())).isTrue();
	}

	private static Erasure room(String step, java.util.function.LongUnaryOperator work) {
		return new Erasure() {
			@Override
			public String step() {
				return step;
			}

			@Override
			public Turn turn() {
				return Turn.TRACES;
			}

			@Override
			public long erase(Who person, long from) {
				return work.applyAsLong(from);
			}
		};
	}

	/** A worker that is ahead of the one of the application, so that both do not meet. */
	private ErasureWork worker(List<Erasure> rooms, Duration ahead) {
		Map<String, Object> beans = new TreeMap<>();
		rooms.forEach((room) -> beans.put(room.step(), room));
		return new ErasureWork(new StaticListableBeanFactory(beans).getBeanProvider(Erasure.class), this.jdbc,
				this.accounts, new ErasureSettings(Duration.ofDays(14), "deleted person"), this.viewers, this.journal,
				this.transactions, Clock.offset(Clock.systemUTC(), ahead));
	}

	private void erase(Viewer her, Erasures.Wish wish) {
		this.erasures.ask(her, OnceKey.NONE, wish);
		finish(her.id());
	}

	private void finish(AccountId account) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			this.work.some(Duration.ofSeconds(30));
			return finished(account);
		});
	}

	private boolean finished(AccountId account) {
		return this.jdbc.sql("select count(*) from erasures where account_id = ? and finished_at is not null")
			.param(account.value())
			.query(Long.class)
			.single() == 1;
	}

	private Viewer named(String begin) {
		String name = begin + "-" + this.world.board;
		return new Viewer(this.all.create(name, Role.FAN), name, Role.FAN);
	}

	private Viewer administrator() {
		return this.world.somebody(Role.ADMINISTRATOR);
	}

	private TopicId post(Viewer author, TopicKind kind) {
		return this.topics
			.post(author, OnceKey.NONE, new TopicDraft(this.world.board, kind, "A title", "A text", List.of()))
			.topic();
	}

	private String body(PostId post) {
		return this.jdbc.sql("select body from posts where id = ?").param(post.value()).query(String.class).single();
	}

	private String html(PostId post) {
		return this.jdbc.sql("select html from posts where id = ?").param(post.value()).query(String.class).single();
	}

	private boolean held(TopicId topic) {
		return this.jdbc.sql("select held from topics where id = ?").param(topic.value()).query(Boolean.class).single();
	}

	private List<String> ofAPerson() {
		return this.jdbc.sql("""
				select c.table_name from information_schema.columns c
				join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
				where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'account_id'
				order by c.table_name""").query(String.class).list();
	}

	private Set<String> tablesWith(Viewer her) {
		Set<String> with = new TreeSet<>();
		for (String table : ofAPerson()) {
			if (this.jdbc.sql("select count(*) from " + table + " where account_id = ?")
				.param(her.id().value())
				.query(Long.class)
				.single() > 0) {
				with.add(table);
			}
		}
		return with;
	}

	private Set<String> tablesWithout(Viewer her) {
		Set<String> without = new TreeSet<>(ofAPerson());
		without.removeAll(tablesWith(her));
		return without;
	}

	/** Columns of all tables whose rows hold a text, in any case, and how many do. */
	private Map<String, Long> holding(String text) {
		Map<String, Long> found = new TreeMap<>();
		this.jdbc.sql("""
				select c.table_name, c.column_name from information_schema.columns c
				join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
				where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
				    and (lower(c.data_type) like '%char%' or lower(c.data_type) = 'text')""")
			.query((row, _) -> List.of(row.getString(1), row.getString(2)))
			.list()
			.forEach((column) -> {
				long rows = this.jdbc
					.sql("select count(*) from %s where lower(%s) like ?".formatted(column.get(0), column.get(1)))
					.param("%" + text.toLowerCase(Locale.ROOT) + "%")
					.query(Long.class)
					.single();
				if (rows > 0) {
					found.put(column.get(0) + "." + column.get(1), rows);
				}
			});
		return found;
	}

}
