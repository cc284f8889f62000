package dev.roundtable.messages;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Objects;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.moderation.ReportNote;
import dev.roundtable.moderation.ReportReason;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * Takes what people report of what others wrote to them. That opens the one message to
 * moderators, and nothing around it.
 */
@Component
class MessageReports {

	private final JdbcClient jdbc;

	private final MessageList messages;

	private final Limits limits;

	private final Once once;

	private final Clock clock;

	MessageReports(JdbcClient jdbc, MessageList messages, Limits limits, Once once, Clock clock) {
		this.jdbc = jdbc;
		this.messages = messages;
		this.limits = limits;
		this.once = once;
		this.clock = clock;
	}

	/**
	 * Whoever reported it before has reported it.
	 * @param reason one of the choices, or why in her own words
	 * @param note null for none
	 * @return the number of the report
	 * @throws BadInput on the fields {@code reason} and {@code note}
	 * @throws NotFound when there is no such message, or none for her to read
	 */
	long report(Viewer reporter, OnceKey key, ConversationId conversation, long message, @Nullable String reason,
			@Nullable String note) {
		MessageView reported = reportable(reporter, conversation, message);
		reporter.require(Capability.POST);
		this.limits.spend(reporter, Act.REPORT);
		if (reason == null || reason.isBlank()) {
			throw new BadInput("reason", "report.reason");
		}
		ReportReason known = ReportReason.named(reason);
		ReportNote said = (known != null) ? ReportNote.of("note", (note != null) ? note : "")
				: ReportNote.of("reason", reason);
		if (known == ReportReason.OTHER && said.value().isEmpty()) {
			throw new BadInput("note", "report.note");
		}
		if (reported.own()) {
			throw new BadInput("reason", "report.own");
		}
		ReportReason chosen = (known != null) ? known : ReportReason.OTHER;
		return this.once.write(key.asking("report message " + message, chosen, said.value()), () -> {
			insert(reporter, message, chosen, said);
			return number(reporter, message);
		}, (made) -> made, (made) -> made);
	}

	/** What somebody is about to report. */
	MessageView reportable(Viewer reporter, ConversationId conversation, long message) {
		MessageView found = this.messages.one(reporter, conversation, message);
		if (found.body() == null) {
			throw new NotFound("message " + message);
		}
		return found;
	}

	private void insert(Viewer reporter, long message, ReportReason reason, ReportNote note) {
		long review = review(message);
		int made = this.jdbc.sql("""
				insert into message_reports (review_id, message_id, account_id, reason, note, reported_at)
				values (:review, :message, :who, :reason, :note, :now) on conflict do nothing
				""")
			.param("review", review)
			.param("message", message)
			.param("who", reporter.id().value())
			.param("reason", reason.name())
			.param("note", note.value())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		if (made > 0) {
			this.jdbc.sql("update message_reviews set reports = reports + 1 where id = :review")
				.param("review", review)
				.update();
		}
		// Whoever reports again what was decided before opens nothing.
		this.jdbc.sql("delete from message_reviews where id = :review and slot = 0 and reports = 0")
			.param("review", review)
			.update();
	}

	/** The open one of that message. */
	private long review(long message) {
		Long open = open(message);
		if (open != null) {
			return open;
		}
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		int made = this.jdbc
			.sql("insert into message_reviews (message_id, opened_at) values (:message, :now) on conflict do nothing")
			.param("message", message)
			.param("now", OffsetDateTime.now(this.clock))
			.update(key, "id");
		return (made > 0) ? Objects.requireNonNull(key.getKeyAs(Long.class)) : Objects.requireNonNull(open(message));
	}

	private @Nullable Long open(long message) {
		return this.jdbc.sql("select id from message_reviews where message_id = :message and slot = 0 for update")
			.param("message", message)
			.query(Long.class)
			.optional()
			.orElse(null);
	}

	/** Her own reports and what came of each, the latest first. */
	CursorPage<Mine> of(Viewer reporter, @Nullable String cursor, int size) {
		return CursorPage.of(this.jdbc.sql("""
				select r.id, r.reason, r.note, r.reported_at as reportedAt, i.decision, i.reason as answer
				from message_reports r join message_reviews i on i.id = r.review_id
				where r.account_id = :who and r.id < :after order by r.id desc limit :most
				""")
			.param("who", reporter.id().value())
			.param("after", ConversationList.number(cursor))
			.param("most", size + 1)
			.query(Mine.class)
			.list(), size, (last) -> String.valueOf(last.id()));
	}

	/**
	 * @param decision null until somebody has decided
	 * @param answer why it was decided so
	 */
	record Mine(long id, ReportReason reason, String note, OffsetDateTime reportedAt, @Nullable ReviewDecision decision,
			@Nullable String answer) {

		/** Public for its template. */
		public When at() {
			return When.of(this.reportedAt.toInstant());
		}

		/** Public for its template: the end of its message key. */
		public String state() {
			return (this.decision == null) ? "open" : this.decision.upholds() ? "upheld" : "dismissed";
		}

	}

	private long number(Viewer reporter, long message) {
		return this.jdbc.sql("select id from message_reports where message_id = :message and account_id = :who")
			.param("message", message)
			.param("who", reporter.id().value())
			.query(Long.class)
			.single();
	}

}
