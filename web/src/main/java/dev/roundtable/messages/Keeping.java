package dev.roundtable.messages;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;

import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody does with a conversation of hers: reads, mutes, leaves it. */
@Component
class Keeping {

	private final JdbcClient jdbc;

	private final Members members;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	Keeping(JdbcClient jdbc, Members members, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.members = members;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * She has it before her up to that message; again, or less, is no matter.
	 * @throws NotFound when there is no such conversation, or none for her
	 */
	@Transactional
	public void seen(Viewer viewer, ConversationId conversation, long upTo) {
		this.members.require(viewer, conversation);
		this.jdbc
			.sql("""
					update conversation_members set read_to = least(cast(:upTo as bigint), last_message)
					where conversation_id = :id and account_id = :viewer and read_to < least(cast(:upTo as bigint), last_message)
					""")
			.param("upTo", upTo)
			.param("id", conversation.value())
			.param("viewer", viewer.id().value())
			.update();
	}

	/**
	 * @throws NotFound when there is no such conversation, or none for her
	 */
	void mute(Viewer viewer, OnceKey key, ConversationId conversation, boolean muted) {
		this.members.require(viewer, conversation);
		this.once.write(key.asking("mute conversation " + conversation.value(), muted), () -> {
			int changed = set(viewer, conversation, "muted_at", muted ? OffsetDateTime.now(this.clock) : null);
			if (changed > 0) {
				record(viewer, muted ? "muted" : "unmuted", conversation);
			}
		});
	}

	/**
	 * It is gone for her, and nothing written in it reaches her any more. What she wrote
	 * stays with the others, who see that she left. Again is no matter.
	 * @throws NotFound when there was no such conversation for her
	 */
	void leave(Viewer viewer, OnceKey key, ConversationId conversation) {
		Members.requirePresent(viewer);
		this.jdbc.sql("""
				select 1 from conversation_members
				where conversation_id = :id and account_id = :viewer and last_message is not null
				""")
			.param("id", conversation.value())
			.param("viewer", viewer.id().value())
			.query(Integer.class)
			.optional()
			.orElseThrow(() -> new NotFound("conversation " + conversation.value()));
		this.once.write(key.asking("leave conversation " + conversation.value()), () -> {
			if (set(viewer, conversation, "left_at", OffsetDateTime.now(this.clock)) > 0) {
				record(viewer, "left", conversation);
			}
		});
	}

	/** Of one who is there, where it is otherwise. */
	private int set(Viewer viewer, ConversationId conversation, String column, @Nullable OffsetDateTime at) {
		return this.jdbc
			.sql("update conversation_members set " + column + " = :at where conversation_id = :id"
					+ " and account_id = :viewer and left_at is null and " + column
					+ ((at != null) ? " is null" : " is not null"))
			.param("at", at, Types.TIMESTAMP_WITH_TIMEZONE)
			.param("id", conversation.value())
			.param("viewer", viewer.id().value())
			.update();
	}

	private void record(Viewer viewer, String action, ConversationId conversation) {
		this.journal.record(viewer.id().value(), action, Subject.of("conversation", conversation.value()),
				Audience.person(viewer.id().value()), Map.of());
	}

}
