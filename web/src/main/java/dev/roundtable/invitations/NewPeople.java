package dev.roundtable.invitations;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;

import dev.roundtable.groups.GroupsOfNewcomers;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.people.AccountId;
import dev.roundtable.signin.Admission;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets new people in by the rule, by a link, or by what a moderator decides. */
@Component("admission")
class NewPeople implements Admission {

	private final JdbcClient jdbc;

	private final JoiningRules rules;

	private final Links links;

	private final JoinRequests requests;

	private final GroupsOfNewcomers newcomers;

	private final Clock clock;

	NewPeople(JdbcClient jdbc, JoiningRules rules, Links links, JoinRequests requests, GroupsOfNewcomers newcomers,
			Clock clock) {
		this.jdbc = jdbc;
		this.rules = rules;
		this.links = links;
		this.requests = requests;
		this.newcomers = newcomers;
		this.clock = clock;
	}

	@Override
	public Terms terms(Shown shown) {
		Entry entry = this.rules.known().entry();
		Link link = shown(shown);
		return new Terms(entry, (link != null) ? link.code() : "",
				(link != null && link.personal()) ? link.maker() : null, needsApproval(entry, link), shown.statement(),
				JoinRequests.LONGEST);
	}

	/** For the page alone: one who tried too many is shown none. */
	private @Nullable Link shown(Shown shown) {
		try {
			return this.links.find(Code.in(shown.invitation()))
				.filter((link) -> this.links.state(link) == Link.State.OPEN)
				.orElse(null);
		}
		catch (TooManyAttempts guesses) {
			return null;
		}
	}

	private static boolean needsApproval(Entry entry, @Nullable Link link) {
		return entry == Entry.APPROVED && (link == null || !link.vouched());
	}

	/**
	 * Whether a link still lets people in is asked when she comes in: who sends a form
	 * twice took the last place herself.
	 */
	@Override
	public void check(Shown shown) {
		checked(this.rules.known().entry(), shown);
	}

	private @Nullable Link checked(Entry entry, Shown shown) {
		if (entry == Entry.CLOSED) {
			throw new BadInput("form", "joining.closed");
		}
		Link link = this.links.find(Code.in(shown.invitation())).orElse(null);
		if (link == null && !shown.invitation().isBlank()) {
			throw new BadInput("invite", "invitation.unknown");
		}
		if (link == null && entry == Entry.INVITED) {
			throw new BadInput("invite", "invitation.needed");
		}
		if (needsApproval(entry, link)) {
			JoinRequests.statement(shown.statement());
		}
		return link;
	}

	@Override
	public void admit(AccountId account, Shown shown) {
		Entry entry = this.rules.now().entry();
		Link link = checked(entry, shown);
		if (link != null && !this.links.use(link)) {
			throw new BadInput("invite", "invitation.over");
		}
		this.jdbc.sql("""
				insert into sign_ups (account_id, source, link_id, joined_at) values (:account, :source, :link, :now)
				""")
			.param("account", account.value())
			.param("source", ((link != null) ? link.source() : Source.SITE).name())
			.param("link", (link != null) ? link.id() : null, Types.BIGINT)
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		if (link != null && link.groupName() != null) {
			this.newcomers.put(link.groupName(), account, AccountId.of(link.madeBy()));
		}
		if (needsApproval(entry, link)) {
			this.requests.ask(account, shown.statement(), LocaleContextHolder.getLocale());
		}
	}

	@Override
	public boolean membersInvite() {
		return this.rules.known().ownUses() > 0;
	}

	@Override
	public @Nullable Standing standing(AccountId account) {
		return this.requests.standing(account);
	}

}
