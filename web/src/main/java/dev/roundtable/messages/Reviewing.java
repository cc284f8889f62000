package dev.roundtable.messages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.messages.ReviewQueue.Item;
import dev.roundtable.moderation.DecidesForOneself;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Role;
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
 * Decides what becomes of a message that was reported, once. What was taken away can be
 * shown again.
 */
@Component
class Reviewing {

	private static final int REASON = Sanction.REASON;

	/** Days; who wants longer names no end. */
	private static final int LONGEST = 36_500;

	private final JdbcClient jdbc;

	private final ReviewQueue queue;

	private final Sanctions sanctions;

	private final Viewers viewers;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	Reviewing(JdbcClient jdbc, ReviewQueue queue, Sanctions sanctions, Viewers viewers, Once once, Journal journal,
			Clock clock) {
		this.jdbc = jdbc;
		this.queue = queue;
		this.sanctions = sanctions;
		this.viewers = viewers;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * @param days that a sanction lasts, 0 for no end
	 * @throws BadInput on {@code reason}, {@code decision}, {@code days}, and as
	 * {@link Sanctions} throws it
	 * @throws DecidesForOneself on a message of her own
	 * @throws NotFound when there is no such item
	 * @throws StaleVersion when somebody else decided it meanwhile
	 */
	void decide(Viewer moderator, OnceKey key, long id, @Nullable ReviewDecision decision, @Nullable String reason,
			int days) {
		Item item = this.queue.item(moderator, id);
		if (decision == null) {
			throw new BadInput("decision", "decision.missing");
		}
		if (reason == null || reason.isBlank()) {
			throw new BadInput("reason", "moderation.reason");
		}
		String why = Text.line("reason", reason, REASON);
		requireRight(moderator, item);
		if (days < 0 || days > LONGEST) {
			throw new BadInput("days", "sanction.until");
		}
		this.once.write(key.asking("decide message " + id, decision, why, days), () -> {
			close(moderator, id, decision, why);
			carryOut(moderator, item, decision, why, days);
		});
		this.viewers.forget(AccountId.of(item.authorId()));
	}

	private static void requireRight(Viewer moderator, Item item) {
		if (item.authorId() == moderator.id().value()) {
			throw new DecidesForOneself(DecidesForOneself.Why.OWN);
		}
		if (Role.valueOf(item.authorRole()) == Role.ADMINISTRATOR && !moderator.may(Capability.ADMINISTER)) {
			throw new DecidesForOneself(DecidesForOneself.Why.ADMINISTRATOR);
		}
	}

	private void close(Viewer moderator, long id, ReviewDecision decision, String reason) {
		int closed = this.jdbc.sql("""
				update message_reviews set slot = id, decision = :decision, decided_by = :by, decided_at = :now,
				    reason = :reason where id = :id and slot = 0
				""")
			.param("decision", decision.name())
			.param("by", moderator.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("reason", reason)
			.param("id", id)
			.update();
		if (closed == 0) {
			throw new StaleVersion(id);
		}
		// Its reporters are told, each by herself.
		this.journal.record(moderator.id().value(), "judged", Subject.of("messagereview", id), Audience.TEAM,
				Map.of("outcome", decision.upholds() ? "upheld" : "dismissed", "reason", reason));
	}

	/**
	 * Back into the queue: what was done stays as it is until somebody decides again.
	 * @throws NotFound when there is no such item
	 */
	void reopen(Viewer moderator, OnceKey key, long id) {
		Item item = this.queue.item(moderator, id);
		this.once.write(key.asking("reopen message " + id), () -> {
			int opened = this.jdbc
				.sql("""
						update message_reviews set slot = 0, decision = null, decided_by = null, decided_at = null, reason = null
						where id = :id and slot > 0
						and not exists (select 1 from message_reviews o where o.message_id = :message and o.slot = 0)
						""")
				.param("id", id)
				.param("message", item.messageId())
				.update();
			if (opened > 0) {
				this.journal.record(moderator.id().value(), "reopened", Subject.of("messagereview", id), Audience.TEAM,
						Map.of());
			}
		});
	}

	private void carryOut(Viewer moderator, Item item, ReviewDecision decision, String reason, int days) {
		AccountId author = AccountId.of(item.authorId());
		Instant until = (days == 0) ? null : this.clock.instant().plus(Duration.ofDays(days));
		if (decision.upholds()) {
			hide(moderator, item, reason);
		}
		switch (decision) {
			case KEEP, HIDE -> {
			}
			case SILENCE ->
				this.sanctions.impose(moderator, OnceKey.NONE, author, Sanction.Kind.SILENCED, reason, until);
			case SUSPEND ->
				this.sanctions.impose(moderator, OnceKey.NONE, author, Sanction.Kind.SUSPENDED, reason, until);
		}
	}

	private void hide(Viewer moderator, Item item, String reason) {
		int made = this.jdbc.sql("""
				insert into message_holds (message_id, held_by, held_at, reason) values (:message, :by, :now, :reason)
				on conflict do nothing
				""")
			.param("message", item.messageId())
			.param("by", moderator.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("reason", reason)
			.update();
		if (made > 0) {
			record(moderator, item, "hid", reason);
		}
	}

	/**
	 * What is not hidden stays as it is.
	 * @throws DecidesForOneself on a message of her own
	 * @throws NotFound when there is no such item
	 */
	void show(Viewer moderator, OnceKey key, long id) {
		Item item = this.queue.item(moderator, id);
		requireRight(moderator, item);
		this.once.write(key.asking("show message " + id), () -> {
			int gone = this.jdbc.sql("delete from message_holds where message_id = :message")
				.param("message", item.messageId())
				.update();
			if (gone > 0) {
				record(moderator, item, "unhid", "");
			}
		});
	}

	private void record(Viewer moderator, Item item, String action, String reason) {
		this.journal.record(moderator.id().value(), action, Subject.of("directmessage", item.messageId()),
				Audience.TEAM, Map.of("reason", reason, "author", String.valueOf(item.authorId())));
	}

}
