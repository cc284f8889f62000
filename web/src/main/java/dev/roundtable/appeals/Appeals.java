package dev.roundtable.appeals;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.forum.Hiding;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.moderation.DecidesForOneself;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Sanction;
import dev.roundtable.people.Sanctions;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What somebody says against being silenced or suspended: once for each time, to
 * moderators alone, and decided once.
 */
@Component
class Appeals {

	/** UTF-16 units, as the column has it. */
	static final int TEXT = 2000;

	private static final int BYTES_OF_A_UNIT = 4;

	private static final String SELECT = """
			select p.id, p.account_id as account, a.name, p.kind, p.reason, i.name as imposedBy,
			       p.imposed_at as imposedAt, p.text, p.made_at as madeAt, p.lifted, d.name as decidedBy,
			       p.decided_at as decidedAt, p.answer
			from appeals p join people_names a on a.account_id = p.account_id
			left join people_names i on i.account_id = p.imposed_by
			left join people_names d on d.account_id = p.decided_by
			""";

	private final JdbcClient jdbc;

	private final Sanctions sanctions;

	private final Viewers viewers;

	private final Limits limits;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	Appeals(JdbcClient jdbc, Sanctions sanctions, Viewers viewers, Limits limits, Once once, Journal journal,
			Clock clock) {
		this.jdbc = jdbc;
		this.sanctions = sanctions;
		this.viewers = viewers;
		this.limits = limits;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * @return its number
	 * @throws BadInput on {@code text}: what is wrong with it, {@code appeal.none} where
	 * nothing holds, {@code appeal.again} where she said something else against it before
	 */
	long appeal(Viewer person, OnceKey key, @Nullable String typed) {
		this.limits.spend(person, Act.APPEAL);
		String text = Text.body("text", typed, TEXT * BYTES_OF_A_UNIT);
		if (text.length() > TEXT) {
			throw new BadInput("text", "text.long", TEXT, text.length());
		}
		return this.once.write(key.asking("appeal", text), () -> {
			Held held = held(person.id()).orElseThrow(() -> new BadInput("text", "appeal.none"));
			long made = insert(person.id(), held, text);
			this.journal.record(person.id().value(), "appealed", Subject.of("account", person.id().value()),
					Audience.TEAM, Map.of("against", held.kind().name()));
			return made;
		}, Long::longValue, (id) -> id);
	}

	private long insert(AccountId person, Held held, String text) {
		int made = this.jdbc.sql("""
				insert into appeals (account_id, kind, reason, imposed_by, imposed_at, text, made_at)
				values (:who, :kind, :reason, :by, :at, :text, :now) on conflict do nothing""")
			.param("who", person.value())
			.param("kind", held.kind().name())
			.param("reason", held.reason())
			.param("by", held.imposedBy())
			.param("at", held.imposedAt())
			.param("text", text)
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		if (made == 0) {
			throw new BadInput("text", "appeal.again");
		}
		return this.jdbc.sql("select id from appeals where account_id = :who and imposed_at = :at")
			.param("who", person.value())
			.param("at", held.imposedAt())
			.query(Long.class)
			.single();
	}

	private Optional<Held> held(AccountId person) {
		return this.jdbc.sql("""
				select kind, reason, imposed_by as imposedBy, imposed_at as imposedAt, until_at as untilAt
				from sanction_facts where account_id = :who""")
			.param("who", person.value())
			.query(Held.class)
			.optional()
			.filter((held) -> held.untilAt() == null || this.clock.instant().isBefore(held.untilAt().toInstant()));
	}

	private record Held(Sanction.Kind kind, String reason, long imposedBy, OffsetDateTime imposedAt,
			@Nullable OffsetDateTime untilAt) {
	}

	/** Her own against what holds now; null where there is none. */
	@Nullable Appeal current(Viewer person) {
		return held(person.id())
			.flatMap((held) -> this.jdbc.sql(SELECT + "where p.account_id = :who and p.imposed_at = :at")
				.param("who", person.id().value())
				.param("at", held.imposedAt())
				.query(Appeal.class)
				.optional())
			.orElse(null);
	}

	/** All that she ever made, the latest first. */
	List<Appeal> of(Viewer person) {
		return this.jdbc.sql(SELECT + "where p.account_id = :who order by p.id desc")
			.param("who", person.id().value())
			.query(Appeal.class)
			.list();
	}

	/**
	 * The same, a page at a time.
	 * @throws BadInput on {@code cursor}
	 */
	CursorPage<Appeal> of(Viewer person, @Nullable String cursor, int size) {
		return CursorPage
			.of(this.jdbc.sql(SELECT + "where p.account_id = :who and p.id < :before order by p.id desc limit :most")
				.param("who", person.id().value())
				.param("before", number(cursor, Long.MAX_VALUE))
				.param("most", size + 1)
				.query(Appeal.class)
				.list(), size, (last) -> String.valueOf(last.id()));
	}

	/**
	 * Those that wait from the oldest on, or those that were decided from the latest
	 * back.
	 * @throws BadInput on {@code cursor}
	 */
	CursorPage<Appeal> page(Viewer moderator, boolean decided, @Nullable String cursor, int size) {
		moderator.require(Capability.MODERATE);
		return CursorPage.of(this.jdbc
			.sql(SELECT + (decided ? "where p.slot > 0 and p.slot < :after order by p.slot desc limit :most"
					: "where p.slot = 0 and p.id > :after order by p.id limit :most"))
			.param("after", number(cursor, decided ? Long.MAX_VALUE : 0))
			.param("most", size + 1)
			.query(Appeal.class)
			.list(), size, (last) -> String.valueOf(last.id()));
	}

	private static long number(@Nullable String cursor, long first) {
		try {
			return (cursor == null || cursor.isEmpty()) ? first : Long.parseLong(cursor);
		}
		catch (NumberFormatException garbage) {
			throw new BadInput("cursor", "cursor.invalid");
		}
	}

	/**
	 * Leaves what she appeals against as it is, or takes it back where it still holds.
	 * @throws BadInput on {@code reason}, on {@code lift}, and on {@code name} as
	 * {@link Sanctions#lift}
	 * @throws DecidesForOneself on her own
	 * @throws NotFound when there is no such appeal
	 * @throws StaleVersion when another moderator decided it meanwhile
	 */
	void decide(Viewer moderator, OnceKey key, long id, @Nullable Boolean lift, @Nullable String reason) {
		moderator.require(Capability.MODERATE);
		Appeal appeal = find(id);
		if (appeal.account() == moderator.id().value()) {
			throw new DecidesForOneself(DecidesForOneself.Why.OWN);
		}
		if (lift == null) {
			throw new BadInput("lift", "decision.missing");
		}
		String why = Hiding.reason(reason);
		AccountId person = AccountId.of(appeal.account());
		this.once.write(key.asking("decide appeal " + id, lift, why), () -> {
			close(moderator, id, lift, why);
			boolean same = held(person).filter((held) -> held.imposedAt().isEqual(appeal.imposedAt())).isPresent();
			if (lift && same) {
				this.sanctions.lift(moderator, OnceKey.NONE, person, appeal.kind());
			}
			this.journal.record(moderator.id().value(), lift ? "appeal-lifted" : "appeal-kept",
					Subject.of("account", appeal.account()), Audience.TEAM, Map.of("reason", why));
		});
		this.viewers.forget(person);
	}

	private void close(Viewer moderator, long id, boolean lift, String why) {
		int closed = this.jdbc.sql("""
				update appeals set slot = id, lifted = :lift, decided_by = :by, decided_at = :now, answer = :why
				where id = :id and slot = 0""")
			.param("lift", lift)
			.param("by", moderator.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("why", why)
			.param("id", id)
			.update();
		if (closed == 0) {
			throw new StaleVersion(id);
		}
	}

	private Appeal find(long id) {
		return this.jdbc.sql(SELECT + "where p.id = :id")
			.param("id", id)
			.query(Appeal.class)
			.optional()
			.orElseThrow(() -> new NotFound("appeal " + id));
	}

}
