package dev.roundtable.moderation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.Removing;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.moderation.Queue.Item;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Role;
import dev.roundtable.people.Sanction;
import dev.roundtable.people.Sanctions;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Decides what becomes of an item of the queue, once. */
@Component
class Deciding {

	/** Days; who wants longer names no end. */
	private static final int LONGEST = 36_500;

	private final JdbcClient jdbc;

	private final Queue queue;

	private final Hiding hiding;

	private final Removing removing;

	private final Sanctions sanctions;

	private final Viewers viewers;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	Deciding(JdbcClient jdbc, Queue queue, Hiding hiding, Removing removing, Sanctions sanctions, Viewers viewers,
			Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.queue = queue;
		this.hiding = hiding;
		this.removing = removing;
		this.sanctions = sanctions;
		this.viewers = viewers;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * @throws BadInput on {@code reason}, on {@code decision}, and as {@link Sanctions}
	 * and {@link Hiding} throw it
	 * @throws DecidesForOneself on a post of her own
	 * @throws NotFound when there is no such item, or none whose post she may read
	 * @throws StaleVersion when somebody else decided it meanwhile, or its author changed
	 * what the moderator read
	 */
	void decide(Viewer moderator, OnceKey key, long id, Verdict verdict) {
		Item item = this.queue.item(moderator, id);
		Decision decision = checked(moderator, item, verdict);
		String why = Hiding.reason(verdict.reason());
		int days = verdict.days();
		this.once.write(key.asking("decide " + id, decision, why, days), () -> {
			requireRead(this.queue.item(moderator, id), verdict.version());
			close(moderator, id, decision, why);
			carryOut(moderator, item, decision, why, days);
		});
		if (decision.ofPerson()) {
			this.viewers.forget(AccountId.of(item.authorId()));
		}
	}

	/**
	 * Whether she is to be asked once more, before {@link #decide}.
	 * @throws BadInput as that throws it
	 * @throws DecidesForOneself on a post of her own
	 * @throws NotFound when there is no such item, or none whose post she may read
	 */
	boolean asksAgain(Viewer moderator, long id, Verdict verdict) {
		Item item = this.queue.item(moderator, id);
		return checked(moderator, item, verdict).sweeping() && item.decision() == null;
	}

	private static Decision checked(Viewer moderator, Item item, Verdict verdict) {
		Decision decision = verdict.decision();
		if (decision == null) {
			throw new BadInput("decision", "decision.missing");
		}
		Hiding.reason(verdict.reason());
		requireRight(moderator, item, decision);
		if (verdict.days() < 0 || verdict.days() > LONGEST) {
			throw new BadInput("days", "sanction.until");
		}
		return decision;
	}

	private static void requireRight(Viewer moderator, Item item, Decision decision) {
		if (item.authorId() == moderator.id().value()) {
			throw new DecidesForOneself(DecidesForOneself.Why.OWN);
		}
		Role role = Role.valueOf(item.authorRole());
		if (role == Role.ADMINISTRATOR && !moderator.may(Capability.ADMINISTER)) {
			throw new DecidesForOneself(DecidesForOneself.Why.ADMINISTRATOR);
		}
		if (decision == Decision.REMOVE && role.isTeam()) {
			throw new BadInput("decision", "decision.team");
		}
	}

	/** A text that is swapped while somebody reads it is not what she decides of. */
	private static void requireRead(Item item, @Nullable Long version) {
		if (version != null && version != item.version()) {
			throw new StaleVersion(item.version());
		}
	}

	private void close(Viewer moderator, long id, Decision decision, String reason) {
		int closed = this.jdbc
			.sql("""
					update review_items set slot = id, decision = :decision, decided_by = :by, decided_at = :now, reason = :reason
					where id = :id and slot = 0
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
		if (judge(id, decision.upholds()) > 0) {
			// Its reporters are told, each by herself.
			this.journal.record(moderator.id().value(), "judged", Subject.of("review", id), Audience.TEAM,
					Map.of("outcome", decision.upholds() ? "upheld" : "dismissed", "reason", reason));
		}
	}

	/**
	 * Back into the queue: what was done stays as it is until somebody decides again.
	 * @throws NotFound when there is no such item, or none whose post she may read
	 */
	void reopen(Viewer moderator, OnceKey key, long id) {
		Item item = this.queue.item(moderator, id);
		this.once.write(key.asking("reopen " + id), () -> {
			int opened = this.jdbc
				.sql("""
						update review_items set slot = 0, decision = null, decided_by = null, decided_at = null, reason = null
						where id = :id and slot > 0
						and not exists (select 1 from review_items o where o.post_id = :post and o.slot = 0)
						""")
				.param("id", id)
				.param("post", item.postId())
				.update();
			if (opened > 0) {
				this.jdbc.sql("update post_reports set upheld = null where item_id = :id").param("id", id).update();
				this.journal.record(moderator.id().value(), "reopened", Subject.of("review", id), Audience.TEAM,
						Map.of());
			}
		});
	}

	private int judge(long item, boolean upheld) {
		return this.jdbc.sql("update post_reports set upheld = :upheld where item_id = :item and upheld is null")
			.param("upheld", upheld)
			.param("item", item)
			.update();
	}

	private void carryOut(Viewer moderator, Item item, Decision decision, String reason, int days) {
		PostId post = PostId.of(item.postId());
		AccountId author = AccountId.of(item.authorId());
		Instant until = (days == 0) ? null : this.clock.instant().plus(Duration.ofDays(days));
		switch (decision) {
			case KEEP -> {
				if ("PENDING".equals(item.held())) {
					this.hiding.show(moderator, OnceKey.NONE, post);
				}
				else {
					record(moderator, item, "kept", reason);
				}
			}
			case WARN -> record(moderator, item, "warned", reason);
			case HIDE -> this.hiding.hide(moderator, OnceKey.NONE, post, reason);
			case DELETE -> this.hiding.delete(moderator, OnceKey.NONE, post, reason);
			case SILENCE -> {
				this.hiding.hide(moderator, OnceKey.NONE, post, reason);
				this.sanctions.impose(moderator, OnceKey.NONE, author, Sanction.Kind.SILENCED, reason, until);
			}
			case SUSPEND -> {
				this.hiding.hide(moderator, OnceKey.NONE, post, reason);
				this.sanctions.impose(moderator, OnceKey.NONE, author, Sanction.Kind.SUSPENDED, reason, until);
			}
			case REMOVE -> {
				if ("PENDING".equals(item.held())) {
					this.hiding.delete(moderator, OnceKey.NONE, post, reason);
				}
				this.removing.remove(moderator, OnceKey.NONE, author, reason);
				this.sanctions.impose(moderator, OnceKey.NONE, author, Sanction.Kind.SUSPENDED, reason, null);
				closeOthersOf(moderator, author, reason);
			}
		}
	}

	/**
	 * All else of hers that waits is decided with it. What nobody has seen yet is deleted
	 * by itself: an act that is undone must not show it.
	 */
	private void closeOthersOf(Viewer moderator, AccountId author, String reason) {
		List<Other> others = this.jdbc.sql("""
				select i.id, i.post_id as post from review_items i join post_facts p on p.post_id = i.post_id
				where i.slot = 0 and p.author_id = :author order by i.id
				""").param("author", author.value()).query(Other.class).list();
		for (Other other : others) {
			this.hiding.delete(moderator, OnceKey.NONE, PostId.of(other.post()), reason);
			close(moderator, other.id(), Decision.REMOVE, reason);
		}
	}

	private record Other(long id, long post) {
	}

	private void record(Viewer moderator, Item item, String action, String reason) {
		String readers = this.jdbc.sql("select readers from topic_facts where topic_id = :topic")
			.param("topic", item.topicId())
			.query(String.class)
			.single();
		this.journal.record(moderator.id().value(), action, Subject.of("topic", item.topicId()), new Audience(readers),
				Map.of("title", item.title(), "floor", String.valueOf(item.floor()), "reason", reason));
	}

	/** Everything that an act deleted is shown again, and its author may come back. */
	void undoRemoval(Viewer moderator, OnceKey key, long removal) {
		moderator.require(Capability.MODERATE);
		AccountId account = this.jdbc.sql("select account_id from post_removal_facts where removal_id = :id")
			.param("id", removal)
			.query(Long.class)
			.optional()
			.map(AccountId::of)
			.orElseThrow(() -> new NotFound("removal " + removal));
		this.once.write(key.asking("undo removal " + removal), () -> {
			if (this.removing.undo(moderator, OnceKey.NONE, removal)) {
				this.sanctions.lift(moderator, OnceKey.NONE, account, Sanction.Kind.SUSPENDED);
			}
		});
		this.viewers.forget(account);
	}

}
