package dev.roundtable.invitations;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.http.NotFound;
import dev.roundtable.invitations.Link.State;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds links, and lets people in by them. */
@Component
class Links {

	/** On a page of the administration. */
	static final int SHOWN = 200;

	private static final String SELECT = """
			select l.id, l.code, l.label, l.source, l.made_by as madeBy, p.name as maker, l.made_at as madeAt, l.personal,
			       l.vouched, l.group_name as groupName, l.ends_at as endsAt, l.uses, l.used, l.revoked_at as revokedAt
			from invitation_links l join people_names p on p.account_id = l.made_by
			""";

	private final JdbcClient jdbc;

	private final JoiningRules rules;

	private final Viewers viewers;

	private final Limits limits;

	private final Clock clock;

	Links(JdbcClient jdbc, JoiningRules rules, Viewers viewers, Limits limits, Clock clock) {
		this.jdbc = jdbc;
		this.rules = rules;
		this.viewers = viewers;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * The link that somebody shows. Who tries many that do not exist has to wait.
	 * @throws dev.roundtable.http.TooManyAttempts when she tried too many
	 */
	Optional<Link> find(String code) {
		return code.isEmpty() ? Optional.empty() : this.limits.guess(Act.INVITATION,
				() -> this.jdbc.sql(SELECT + "where l.code = :code").param("code", code).query(Link.class).optional());
	}

	/** Whether it lets people in now. */
	State state(Link link) {
		State state = link.at(this.clock.instant());
		return (state == State.OPEN && link.personal() && !stands(link)) ? State.REVOKED : state;
	}

	/** A member's link is worth as much as she is herself, while members invite. */
	private boolean stands(Link link) {
		Viewer maker = this.viewers.all(List.of(link.madeBy())).get(link.madeBy());
		return this.rules.known().ownUses() > 0 && maker != null && maker.may(Capability.POST);
	}

	/**
	 * Lets one more in, in the caller's transaction: of two at once for the last place,
	 * one.
	 * @return false where it lets nobody in any more
	 */
	boolean use(Link link) {
		return state(link) == State.OPEN && this.jdbc.sql("""
				update invitation_links set used = used + 1
				where id = :id and revoked_at is null and (ends_at is null or ends_at > :now)
				    and (uses is null or used < uses)
				""").param("id", link.id()).param("now", OffsetDateTime.now(this.clock)).update() == 1;
	}

	/** The latest first. */
	List<Shown> ofTheSite(Viewer viewer, boolean personal) {
		viewer.require(Capability.ADMINISTER);
		return this.jdbc.sql(SELECT + "where l.personal = :personal order by l.id desc limit :most")
			.param("personal", personal)
			.param("most", SHOWN)
			.query(Link.class)
			.list()
			.stream()
			.map((link) -> new Shown(link, personal ? link.at(this.clock.instant()) : state(link)))
			.toList();
	}

	/** Those that she hands out herself, the latest first. */
	List<Shown> own(Viewer viewer) {
		return this.jdbc.sql(SELECT + "where l.personal = true and l.made_by = :me order by l.id desc limit :most")
			.param("me", viewer.id().value())
			.param("most", SHOWN)
			.query(Link.class)
			.list()
			.stream()
			.map((link) -> new Shown(link, state(link)))
			.toList();
	}

	/**
	 * @throws NotFound when there is no such link, or when it is not hers to see
	 */
	Shown one(Viewer viewer, long id) {
		Link link = this.jdbc.sql(SELECT + "where l.id = :id")
			.param("id", id)
			.query(Link.class)
			.optional()
			.filter((found) -> viewer.may(Capability.ADMINISTER)
					|| (found.personal() && AccountId.of(found.madeBy()).equals(viewer.id())))
			.orElseThrow(() -> new NotFound("link " + id));
		return new Shown(link, state(link));
	}

	/** How many by each way, for a link's page: those who are still here. */
	Map<String, Object> joined(Shown shown) {
		long here = this.jdbc.sql("select count(*) from sign_ups where link_id = :id")
			.param("id", shown.link().id())
			.query(Long.class)
			.single();
		return Map.of("used", shown.link().used(), "here", here);
	}

	/** Public for its template. */
	record Shown(Link link, State state) {

		public boolean open() {
			return this.state == State.OPEN;
		}

	}

}
