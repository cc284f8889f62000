package dev.roundtable.invitations;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.moderation.OtherQueue;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.privacy.Applicants;
import dev.roundtable.signin.Admission.Standing;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Those who asked to be let in, for moderators. */
@Component
class JoinRequests implements OtherQueue {

	/** UTF-16 units, of what she says and of why she was declined. */
	static final int LONGEST = 400;

	static final String PAGE = "/moderation/joining";

	private static final String SELECT = """
			select r.account_id as id, a.name, r.statement, r.language, r.asked_at as askedAt, r.decision,
			       d.name as decidedBy, r.decided_at as decidedAt, r.reason, s.source, l.label as link
			from join_requests r join people_names a on a.account_id = r.account_id
			left join people_names d on d.account_id = r.decided_by
			left join sign_ups s on s.account_id = r.account_id left join invitation_links l on l.id = s.link_id
			""";

	private final JdbcClient jdbc;

	private final JoinLetters letters;

	private final Applicants applicants;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	JoinRequests(JdbcClient jdbc, JoinLetters letters, Applicants applicants, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.letters = letters;
		this.applicants = applicants;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/** What becomes of it. */
	enum Decision {

		APPROVED, DECLINED

	}

	/** In the transaction that makes her account. */
	void ask(AccountId account, String statement, Locale language) {
		this.jdbc.sql("""
				insert into join_requests (account_id, statement, language, asked_at)
				values (:account, :statement, :language, :now)
				""")
			.param("account", account.value())
			.param("statement", statement(statement))
			.param("language", language.toLanguageTag())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

	/**
	 * @throws BadInput on {@code statement}
	 */
	static String statement(String typed) {
		return Text.line("statement", typed, LONGEST);
	}

	@Nullable Standing standing(AccountId account) {
		return this.jdbc.sql("""
				select statement, decision, reason, asked_at from join_requests
				where account_id = :account and (decision is null or decision = 'DECLINED')
				""")
			.param("account", account.value())
			.query((row, _) -> new Standing(row.getString("decision") != null, row.getString("statement"),
					row.getString("reason"), When.of(row.getObject("asked_at", OffsetDateTime.class).toInstant())))
			.optional()
			.orElse(null);
	}

	@Override
	public String url() {
		return PAGE;
	}

	@Override
	public String title() {
		return "joining.waiting";
	}

	@Override
	public String open() {
		return "select 1 as one from join_requests where decision is null";
	}

	/**
	 * The open ones from the oldest on, or those that were decided from the newest
	 * account back.
	 * @throws BadInput on {@code cursor}
	 */
	CursorPage<Item> page(Viewer moderator, boolean decided, @Nullable String cursor, int size) {
		moderator.require(Capability.MODERATE);
		boolean first = cursor == null || cursor.isEmpty();
		String sql = decided ? "where r.decision is not null and r.account_id < :after order by r.account_id desc"
				: "where r.decision is null and r.account_id > :after order by r.account_id";
		return CursorPage.of(this.jdbc.sql(SELECT + sql + " limit :most")
			.param("after", first ? (decided ? Long.MAX_VALUE : 0) : number(cursor))
			.param("most", size + 1)
			.query(Item.class)
			.list(), size, (last) -> String.valueOf(last.id()));
	}

	private static long number(@Nullable String cursor) {
		try {
			return Long.parseLong(String.valueOf(cursor));
		}
		catch (NumberFormatException ex) {
			throw new BadInput("cursor", "cursor.invalid");
		}
	}

	/**
	 * @throws NotFound when nobody asked with that account
	 */
	Item item(Viewer moderator, long id) {
		moderator.require(Capability.MODERATE);
		return this.jdbc.sql(SELECT + "where r.account_id = :id")
			.param("id", id)
			.query(Item.class)
			.optional()
			.orElseThrow(() -> new NotFound("join request " + id));
	}

	/**
	 * Lets her in, or not; who was declined can be let in later, until she is forgotten.
	 * @throws BadInput on {@code reason}, which a decline needs
	 * @throws StaleVersion when another moderator decided otherwise meanwhile
	 */
	void decide(Viewer moderator, OnceKey key, long id, Decision decision, @Nullable String reason) {
		Item item = item(moderator, id);
		String why = (decision == Decision.DECLINED) ? Text.line("reason", reason, LONGEST) : "";
		this.once.write(key.asking("join request " + id, decision, why), () -> {
			int decided = this.jdbc.sql("""
					update join_requests set decision = :decision, decided_by = :by, decided_at = :now, reason = :why
					where account_id = :id and (decision is null or (decision = 'DECLINED' and :decision = 'APPROVED'))
					""")
				.param("decision", decision.name())
				.param("by", moderator.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.param("why", why)
				.param("id", id)
				.update();
			if (decided == 0) {
				throw new StaleVersion(0);
			}
			this.letters.decided(AccountId.of(id), item, decision, why);
			switch (decision) {
				case DECLINED -> this.applicants.decline(moderator, AccountId.of(id));
				case APPROVED -> this.applicants.letIn(AccountId.of(id));
			}
			this.journal.record(moderator.id().value(),
					(decision == Decision.APPROVED) ? "join request approved" : "join request declined",
					Subject.of("account", id), Audience.TEAM, Map.of("reason", why));
		});
	}

	/**
	 * Public for its template.
	 *
	 * @param id of her account
	 * @param decision null while it is open
	 * @param link the label of the link that she came by
	 */
	record Item(long id, String name, String statement, String language, OffsetDateTime askedAt,
			@Nullable Decision decision, @Nullable String decidedBy, @Nullable OffsetDateTime decidedAt,
			@Nullable String reason, @Nullable Source source, @Nullable String link) {

		public When asked() {
			return When.of(this.askedAt.toInstant());
		}

		public @Nullable When decided() {
			return (this.decidedAt != null) ? When.of(this.decidedAt.toInstant()) : null;
		}

	}

	/** What somebody said and what was decided, as she takes it with her. */
	record Own(String statement, OffsetDateTime askedAt, @Nullable String decision, @Nullable OffsetDateTime decidedAt,
			@Nullable String reason) {
	}

	List<Own> of(AccountId account) {
		return this.jdbc.sql("""
				select statement, asked_at as askedAt, decision, decided_at as decidedAt, reason
				from join_requests where account_id = :account
				""").param("account", account.value()).query(Own.class).list();
	}

}
