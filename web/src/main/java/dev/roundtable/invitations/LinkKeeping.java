package dev.roundtable.invitations;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.roundtable.groups.Groups;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.invitations.Link.State;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Makes links and ends them: administrators the site's, members their own. */
@Component
class LinkKeeping {

	/** How many links of one member let people in at a time. */
	static final int OWN = 3;

	/** How long a member's link does. */
	static final Duration OWN_LASTS = Duration.ofDays(30);

	private final JdbcClient jdbc;

	private final Links links;

	private final JoiningRules rules;

	private final Groups groups;

	private final Limits limits;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	LinkKeeping(JdbcClient jdbc, Links links, JoiningRules rules, Groups groups, Limits limits, Once once,
			Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.links = links;
		this.rules = rules;
		this.groups = groups;
		this.limits = limits;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * @param place of a member's own, null of one of the site
	 */
	private record New(String label, Source source, @Nullable Integer place, boolean vouched, @Nullable String group,
			@Nullable OffsetDateTime end, @Nullable Integer uses) {

		boolean personal() {
			return this.place != null;
		}

	}

	/**
	 * @return its id
	 * @throws BadInput on the field that is wrong
	 */
	long make(Viewer viewer, OnceKey key, LinkEdit edit) {
		viewer.require(Capability.ADMINISTER);
		String group = edit.groupName();
		if (group != null && !this.groups.exists(group)) {
			throw new BadInput("group", "group.unknown", group);
		}
		New wanted = new New(edit.checkedLabel(), edit.checkedSource(), null, edit.isVouched(), group,
				edit.checkedEnd(this.clock.instant()), edit.checkedUses());
		return this.once.write(key.asking("invitation", wanted), () -> write(viewer, wanted), Long::longValue,
				(made) -> made);
	}

	/**
	 * A link of her own, for a few friends.
	 * @return its id
	 * @throws BadInput on {@code form}: {@code invitation.off} where members invite
	 * nobody, {@code invitation.enough}
	 */
	long makeOwn(Viewer viewer, OnceKey key) {
		viewer.require(Capability.POST);
		this.limits.spend(viewer, Act.INVITATION);
		for (int tries = 1;; tries++) {
			try {
				return this.once.write(key.asking("own invitation"), () -> takePlace(viewer), Long::longValue,
						(made) -> made);
			}
			catch (DuplicateKeyException atOnce) {
				// The same place, by another request of hers.
				if (tries > OWN) {
					throw new BadInput("form", "invitation.enough", OWN);
				}
			}
		}
	}

	private long takePlace(Viewer viewer) {
		int uses = this.rules.now().ownUses();
		if (uses == 0) {
			throw new BadInput("form", "invitation.off");
		}
		this.jdbc.sql("""
				update invitation_links set place = null where made_by = :me and place is not null
				    and (revoked_at is not null or ends_at <= :now or used >= uses)
				""").param("me", viewer.id().value()).param("now", OffsetDateTime.now(this.clock)).update();
		List<Integer> taken = this.jdbc
			.sql("select place from invitation_links where made_by = :me and place is not null")
			.param("me", viewer.id().value())
			.query(Integer.class)
			.list();
		int place = IntStream.rangeClosed(1, OWN)
			.filter((one) -> !taken.contains(one))
			.findFirst()
			.orElseThrow(() -> new BadInput("form", "invitation.enough", OWN));
		return write(viewer,
				new New("", Source.INVITE, place, false, null, OffsetDateTime.now(this.clock).plus(OWN_LASTS), uses));
	}

	boolean mayMakeOwn(Viewer viewer) {
		return this.rules.known().ownUses() > 0 && viewer.may(Capability.POST);
	}

	private long write(Viewer viewer, New wanted) {
		GeneratedKeyHolder id = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into invitation_links (code, label, source, made_by, made_at, personal, vouched, group_name,
				    ends_at, uses, used, place)
				values (:code, :label, :source, :by, :now, :personal, :vouched, :group, :end, :uses, 0, :place)
				""")
			.param("code", Code.random())
			.param("label", wanted.label())
			.param("source", wanted.source().name())
			.param("by", viewer.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("personal", wanted.personal())
			.param("vouched", wanted.vouched())
			.param("group", wanted.group(), Types.VARCHAR)
			.param("end", wanted.end(), Types.TIMESTAMP_WITH_TIMEZONE)
			.param("uses", wanted.uses(), Types.INTEGER)
			.param("place", wanted.place(), Types.INTEGER)
			.update(id, "id");
		long made = Objects.requireNonNull(id.getKeyAs(Long.class));
		record(viewer, "invitation made", made, wanted.personal(), facts(wanted));
		return made;
	}

	private static Map<String, String> facts(New wanted) {
		Map<String, String> facts = new HashMap<>(Map.of("source", wanted.source().name()));
		if (!wanted.label().isEmpty()) {
			facts.put("label", wanted.label());
		}
		if (wanted.group() != null) {
			facts.put("group", wanted.group());
		}
		return facts;
	}

	/**
	 * Lets nobody in by it any more. What was ended is left as it is.
	 * @throws NotFound when it is not hers to end
	 */
	void revoke(Viewer viewer, OnceKey key, long id) {
		Links.Shown shown = this.links.one(viewer, id);
		if (shown.link().at(this.clock.instant()) == State.REVOKED) {
			return;
		}
		this.once.write(key.asking("revoke invitation " + id), () -> {
			int ended = this.jdbc
				.sql("update invitation_links set revoked_at = :now where id = :id and revoked_at is null")
				.param("now", OffsetDateTime.now(this.clock))
				.param("id", id)
				.update();
			if (ended > 0) {
				record(viewer, "invitation revoked", id, shown.link().personal(), Map.of());
			}
		});
	}

	/** What a member does with her own is hers. */
	private void record(Viewer viewer, String action, long link, boolean personal, Map<String, String> facts) {
		this.journal.record(viewer.id().value(), action, Subject.of("invitation", link),
				personal ? Audience.person(viewer.id().value()) : Audience.TEAM, facts);
	}

}
