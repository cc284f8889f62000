package dev.roundtable.invitations;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import dev.roundtable.addresses.AddressRule;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.invitations.JoinRequests.Decision;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.Admission;
import dev.roundtable.signin.Admission.Entry;
import dev.roundtable.signin.Admission.Shown;
import dev.roundtable.signin.Joining;
import dev.roundtable.site.Waiting;
import dev.roundtable.site.WaitingCounts;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How new people come in, on both databases. */
@StoreTest
class InvitationsTests {

	private static final AtomicInteger PEOPLE = new AtomicInteger();

	private static final Shown NOTHING = new Shown("", "");

	private final JoiningRules rules;

	private final Links links;

	private final LinkKeeping keeping;

	private final JoinRequests requests;

	private final Admission admission;

	private final Joining joining;

	private final Accounts accounts;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer administrator;

	private final Viewer moderator;

	private final WaitingCounts counts;

	InvitationsTests(JoiningRules rules, Links links, LinkKeeping keeping, JoinRequests requests, Admission admission,
			Joining joining, Accounts accounts, JdbcClient jdbc, World world, WaitingCounts counts) {
		this.counts = counts;
		this.rules = rules;
		this.links = links;
		this.keeping = keeping;
		this.requests = requests;
		this.admission = admission;
		this.joining = joining;
		this.accounts = accounts;
		this.jdbc = jdbc;
		this.world = world;
		this.administrator = world.somebody(Role.ADMINISTRATOR);
		this.moderator = world.somebody(Role.MODERATOR);
	}

	@AfterEach
	void open_again() {
		rule(Entry.OPEN, 0);
	}

	private void rule(Entry entry, int ownUses) {
		this.rules.change(this.administrator, OnceKey.NONE,
				new Rules(entry, null, ownUses, this.rules.now().version()));
	}

	private AccountId join(Shown shown) {
		String name = "newcomer" + PEOPLE.incrementAndGet() + "of" + this.world.board;
		return this.joining.join(OnceKey.NONE, name, "", shown, "192.0.2." + PEOPLE.get() % 250, (_) -> {
		});
	}

	private Link link(@Nullable Integer uses, boolean vouched) {
		long id = this.keeping.make(this.administrator, OnceKey.NONE,
				new LinkEdit("Autumn fair", Source.ACTIVITY, "", uses, "", vouched));
		return this.links.one(this.administrator, id).link();
	}

	private static Shown by(Link link) {
		return new Shown(link.code(), "");
	}

	private String source(AccountId account) {
		return this.jdbc.sql("select source from sign_ups where account_id = ?")
			.param(account.value())
			.query(String.class)
			.single();
	}

	private static void refused(String code, Runnable work) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(work::run)
			.satisfies((refused) -> assertThat(refused.code()).isEqualTo("error." + code));
	}

	@Test
	void an_open_site_takes_whoever_comes_and_notes_by_which_way() {
		assertThat(source(join(NOTHING))).isEqualTo("SITE");
		Link link = link(null, false);
		assertThat(source(join(by(link)))).isEqualTo("ACTIVITY");
		assertThat(source(join(new Shown("https://forum.example/j/" + link.code().toUpperCase() + "?x=1", ""))))
			.isEqualTo("ACTIVITY");
		assertThat(source(join(new Shown("http://x/register?invite=" + link.code() + "&next=/", ""))))
			.isEqualTo("ACTIVITY");
		assertThat(this.links.one(this.administrator, link.id()).link().used()).isEqualTo(3);
		refused("invitation.unknown", () -> join(new Shown("2222222222", "")));
	}

	@Test
	void a_site_by_invitation_takes_who_has_a_link() {
		rule(Entry.INVITED, 0);
		refused("invitation.needed", () -> join(NOTHING));
		assertThat(join(by(link(1, false)))).isNotNull();
	}

	@Test
	void a_closed_site_takes_nobody_by_no_link_and_administrators_go_on_making_accounts() {
		Link link = link(null, true);
		rule(Entry.CLOSED, 0);
		refused("joining.closed", () -> join(NOTHING));
		refused("joining.closed", () -> join(by(link)));
		assertThat(this.accounts.create("made-of-" + this.world.board, Role.FAN)).isNotNull();
	}

	@Test
	void who_asks_waits_until_a_moderator_lets_her_in() {
		rule(Entry.APPROVED, 0);
		refused("text.empty", () -> join(NOTHING));
		refused("text.long", () -> join(new Shown("", "w".repeat(JoinRequests.LONGEST + 1))));
		int before = waiting();
		AccountId her = join(new Shown("", "w".repeat(JoinRequests.LONGEST)));
		assertThat(waiting()).isEqualTo(before + 1);
		assertThat(this.admission.standing(her)).isNotNull().satisfies((it) -> assertThat(it.declined()).isFalse());
		this.requests.decide(this.moderator, OnceKey.NONE, her.value(), Decision.APPROVED, "");
		assertThat(this.admission.standing(her)).isNull();
		assertThat(waiting()).isEqualTo(before);
		assertThatExceptionOfType(StaleVersion.class).as("nobody is put out this way who is in")
			.isThrownBy(() -> this.requests.decide(this.moderator, OnceKey.NONE, her.value(), Decision.DECLINED, "No"));
	}

	@Test
	void who_is_declined_reads_why_and_can_be_let_in_later() {
		rule(Entry.APPROVED, 0);
		AccountId her = join(new Shown("", "I sell watches"));
		refused("text.empty",
				() -> this.requests.decide(this.moderator, OnceKey.NONE, her.value(), Decision.DECLINED, " "));
		this.requests.decide(this.moderator, OnceKey.NONE, her.value(), Decision.DECLINED, "Not here");
		assertThat(this.admission.standing(her)).isNotNull().satisfies((it) -> {
			assertThat(it.declined()).isTrue();
			assertThat(it.reason()).isEqualTo("Not here");
		});
		this.requests.decide(this.administrator, OnceKey.NONE, her.value(), Decision.APPROVED, "");
		assertThat(this.admission.standing(her)).isNull();
	}

	@Test
	void two_moderators_at_once_decide_once() throws InterruptedException {
		rule(Entry.APPROVED, 0);
		AccountId her = join(new Shown("", "I own one"));
		Viewer other = this.world.somebody(Role.MODERATOR);
		Callable<Boolean> yes = () -> decided(this.moderator, her, Decision.APPROVED);
		Callable<Boolean> alsoYes = () -> decided(other, her, Decision.APPROVED);
		assertThat(World.atOnce(2, List.of(yes, alsoYes))).containsExactlyInAnyOrder(true, false);
		assertThat(this.jdbc.sql("select count(*) from journal where subject = ? and action = 'join request approved'")
			.param("account-" + her.value())
			.query(Long.class)
			.single()).isOne();
	}

	private boolean decided(Viewer who, AccountId her, Decision decision) {
		try {
			this.requests.decide(who, OnceKey.NONE, her.value(), decision, "Why");
			return true;
		}
		catch (StaleVersion meanwhile) {
			return false;
		}
	}

	@Test
	void a_link_that_vouches_spares_the_wait_and_another_does_not() {
		rule(Entry.APPROVED, 0);
		assertThat(this.admission.standing(join(by(link(null, true))))).isNull();
		Link plain = link(null, false);
		refused("text.empty", () -> join(by(plain)));
		assertThat(this.admission.standing(join(new Shown(plain.code(), "I was there")))).isNotNull();
	}

	@Test
	void of_two_at_once_for_the_last_place_one_gets_it() throws InterruptedException {
		rule(Entry.INVITED, 0);
		Link link = link(2, false);
		join(by(link));
		List<Boolean> in = World.atOnce(4, Collections.nCopies(4, () -> {
			try {
				join(by(link));
				return true;
			}
			catch (BadInput over) {
				assertThat(over.code()).isEqualTo("error.invitation.over");
				return false;
			}
		}));
		assertThat(in).containsOnlyOnce(true);
		assertThat(this.links.one(this.administrator, link.id()).link().used()).isEqualTo(2);
		assertThat(this.links.one(this.administrator, link.id()).state()).isEqualTo(Link.State.USED_UP);
	}

	@Test
	void a_link_lets_people_in_until_the_moment_at_which_it_ends() {
		Instant end = Instant.parse("2026-10-01T00:00:00Z");
		Link link = new Link(1, "c", "l", Source.SITE, 1, "m", end.atOffset(ZoneOffset.UTC), false, false, null,
				end.atOffset(ZoneOffset.UTC), 3, 2, null);
		assertThat(link.at(end.minusNanos(1))).isEqualTo(Link.State.OPEN);
		assertThat(link.at(end)).isEqualTo(Link.State.ENDED);
		Link real = link(null, false);
		OffsetDateTime past = OffsetDateTime.now(ZoneOffset.UTC).minus(Duration.ofSeconds(1));
		this.jdbc.sql("update invitation_links set ends_at = ? where id = ?").param(past).param(real.id()).update();
		refused("invitation.over", () -> join(by(real)));
	}

	@Test
	void a_revoked_link_lets_nobody_in() {
		Link link = link(null, false);
		this.keeping.revoke(this.administrator, OnceKey.NONE, link.id());
		this.keeping.revoke(this.administrator, OnceKey.NONE, link.id());
		refused("invitation.over", () -> join(by(link)));
		assertThat(this.jdbc.sql("select count(*) from journal where subject = ? and action = 'invitation revoked'")
			.param("invitation-" + link.id())
			.query(Long.class)
			.single()).isOne();
	}

	@Test
	void a_member_has_so_many_links_of_her_own_and_no_more_however_fast_she_is() throws InterruptedException {
		Viewer her = this.world.fan();
		refused("invitation.off", () -> this.keeping.makeOwn(her, OnceKey.NONE));
		rule(Entry.INVITED, 2);
		List<Long> made = new ArrayList<>(World.atOnce(4, Collections.nCopies(6, () -> {
			try {
				return this.keeping.makeOwn(her, OnceKey.NONE);
			}
			catch (BadInput enough) {
				return 0L;
			}
		})));
		made.removeIf((id) -> id == 0);
		assertThat(made).hasSize(LinkKeeping.OWN);
		this.keeping.revoke(her, OnceKey.NONE, made.getFirst());
		Link own = this.links.one(her, this.keeping.makeOwn(her, OnceKey.NONE)).link();
		assertThat(source(join(by(own)))).isEqualTo("INVITE");
		join(by(own));
		refused("invitation.over", () -> join(by(own)));
		assertThat(this.keeping.makeOwn(her, OnceKey.NONE)).as("what is used up makes room").isPositive();
	}

	@Test
	void a_members_link_ends_when_members_invite_no_more() {
		rule(Entry.OPEN, 5);
		Viewer her = this.world.fan();
		Link own = this.links.one(her, this.keeping.makeOwn(her, OnceKey.NONE)).link();
		assertThat(this.links.state(own)).isEqualTo(Link.State.OPEN);
		rule(Entry.OPEN, 0);
		assertThat(this.links.state(own)).isEqualTo(Link.State.REVOKED);
		refused("invitation.over", () -> join(by(own)));
	}

	@Test
	void who_comes_by_a_link_is_in_its_group() {
		this.jdbc.sql(
				"insert into member_groups (name, title, about, with_team, made_at) values (:name, 't', '', false, now())")
			.param("name", "g" + this.world.board)
			.update();
		long id = this.keeping.make(this.administrator, OnceKey.NONE,
				new LinkEdit("Beta", Source.OTHER, null, null, "g" + this.world.board, null));
		AccountId her = join(by(this.links.one(this.administrator, id).link()));
		assertThat(this.jdbc.sql("select standing from group_members where account_id = ?")
			.param(her.value())
			.query(String.class)
			.single()).isEqualTo("HAND");
		refused("group.unknown", () -> this.keeping.make(this.administrator, OnceKey.NONE,
				new LinkEdit("Beta", Source.OTHER, null, null, "nobody", null)));
	}

	@Test
	void what_a_link_is_made_of_is_checked_at_its_edges() {
		for (LinkEdit wrong : List.of(edit("", "", 1), edit("l".repeat(LinkEdit.LABEL + 1), "", 1), edit("l", "", 0),
				edit("l", "", LinkEdit.MOST_USES + 1), edit("l", "2020-01-01", 1), edit("l", "soon", 1))) {
			assertThatExceptionOfType(BadInput.class).as(wrong.toString())
				.isThrownBy(() -> this.keeping.make(this.administrator, OnceKey.NONE, wrong));
		}
		assertThat(this.keeping.make(this.administrator, OnceKey.NONE,
				edit("l".repeat(LinkEdit.LABEL), "9998-12-31", LinkEdit.MOST_USES)))
			.isPositive();
		refused("number.range", () -> rule(Entry.OPEN, Rules.MOST_OWN + 1));
		refused("number.range", () -> rule(Entry.OPEN, -1));
	}

	private static LinkEdit edit(String label, String until, int uses) {
		return new LinkEdit(label, Source.SITE, until, uses, "", null);
	}

	@Test
	void nobody_does_what_is_not_hers_to_do() {
		rule(Entry.APPROVED, 1);
		long asked = join(new Shown("", "Please")).value();
		long site = link(null, false).id();
		long own = this.keeping.makeOwn(this.world.mei, OnceKey.NONE);
		for (Viewer other : List.of(this.world.jun, this.world.lin)) {
			for (Runnable act : List.<Runnable>of(() -> this.requests.item(other, asked),
					() -> this.requests.page(other, false, null, 5),
					() -> this.requests.decide(other, OnceKey.NONE, asked, Decision.APPROVED, ""),
					() -> this.rules.of(other), () -> this.links.ofTheSite(other, true),
					() -> this.rules.change(other, OnceKey.NONE, this.rules.now()),
					() -> this.keeping.make(other, OnceKey.NONE, LinkEdit.EMPTY))) {
				assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(act::run);
			}
			for (long not : List.of(site, own)) {
				assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.links.one(other, not));
				assertThatExceptionOfType(NotFound.class)
					.isThrownBy(() -> this.keeping.revoke(other, OnceKey.NONE, not));
			}
		}
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.keeping.make(this.moderator, OnceKey.NONE, LinkEdit.EMPTY));
		assertThat(this.links.one(this.administrator, own).open()).isTrue();
	}

	@Test
	void each_change_of_the_rule_is_a_row_of_the_journal_and_a_late_one_loses_nothing() {
		Rules before = this.rules.now();
		this.rules.change(this.administrator, OnceKey.NONE,
				new Rules(Entry.INVITED, AddressRule.REQUIRED, 3, before.version()));
		assertThat(this.jdbc.sql("select action from journal where actor = ? and subject = ? order by id desc limit 3")
			.param(this.administrator.id().value())
			.param("account-" + this.administrator.id().value())
			.query(String.class)
			.list())
			.containsExactlyInAnyOrder("joining changed", "address rule changed", "members' invitations changed");
		assertThat(this.rules.chosen()).isEqualTo(AddressRule.REQUIRED);
		assertThatExceptionOfType(StaleVersion.class)
			.isThrownBy(() -> this.rules.change(this.administrator, OnceKey.NONE, before));
	}

	@Test
	void who_waits_is_counted_once_she_is_in() {
		rule(Entry.APPROVED, 0);
		OffsetDateTime longAgo = OffsetDateTime.parse("2001-01-01T00:00:00Z");
		AccountId her = join(new Shown("", "Please"));
		this.jdbc.sql("update sign_ups set joined_at = ? where account_id = ?")
			.param(longAgo)
			.param(her.value())
			.update();
		assertThat(seen(longAgo)).isZero();
		this.requests.decide(this.moderator, OnceKey.NONE, her.value(), Decision.APPROVED, "");
		assertThat(seen(longAgo)).isOne();
		this.jdbc.sql("delete from sign_ups where account_id = ?").param(her.value()).update();
	}

	private long seen(OffsetDateTime at) {
		return this.jdbc.sql("select count(*) from sign_up_sources where joined_at = ?")
			.param(at)
			.query(Long.class)
			.single();
	}

	private int waiting() {
		return this.counts.of(List.of(new Waiting(this.requests.open(), Map.of())), 1000).getFirst();
	}

}
