package dev.roundtable.messages;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a person wrote to others, and what they wrote to her where she is still in the
 * conversation, for her to take with her.
 */
@Component
class MessagesOfAPerson implements PersonalData {

	/** Rows of one statement, and messages of one file. */
	private static final int PAGE = 200;

	private final JdbcClient jdbc;

	MessagesOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param body as it was typed, null where a moderator took another's away
	 */
	record Written(long id, String author, OffsetDateTime at, @Nullable String body) {
	}

	record Conversation(long id, OffsetDateTime startedAt, @Nullable OffsetDateTime mutedAt,
			@Nullable OffsetDateTime leftAt) {
	}

	record Report(long message, String reason, String note, OffsetDateTime at) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		long after = 0;
		for (int page = 1;; page++) {
			List<Conversation> some = conversations(person, after);
			if (some.isEmpty()) {
				break;
			}
			archive.json("messages/conversations-%d.json".formatted(page), some);
			for (Conversation one : some) {
				pack(person, one, archive);
			}
			after = some.getLast().id();
		}
		archive.json("messages/reports.json", this.jdbc.sql("""
				select message_id as message, reason, note, reported_at as at from message_reports
				where account_id = :account order by id
				""").param("account", person.id().value()).query(Report.class).list());
	}

	/** Those that there are or were for her. */
	private List<Conversation> conversations(Viewer person, long after) {
		return this.jdbc.sql("""
				select c.id, c.started_at as startedAt, m.muted_at as mutedAt, m.left_at as leftAt
				from conversation_members m join conversations c on c.id = m.conversation_id
				where m.account_id = :account and m.last_message is not null and c.id > :after
				order by c.id limit :most
				""")
			.param("account", person.id().value())
			.param("after", after)
			.param("most", PAGE)
			.query(Conversation.class)
			.list();
	}

	private void pack(Viewer person, Conversation conversation, Archive archive) throws IOException {
		long after = 0;
		for (int page = 1;; page++) {
			List<Written> some = this.jdbc.sql("""
					select d.id, a.name as author, d.written_at as at,
					       case when h.message_id is null or d.author_id = :account then d.body end as body
					from direct_messages d join people_names a on a.account_id = d.author_id
					left join message_holds h on h.message_id = d.id
					where d.conversation_id = :conversation and d.id > :after and (d.author_id = :account or :there)
					order by d.id limit :most
					""")
				.param("account", person.id().value())
				.param("conversation", conversation.id())
				.param("after", after)
				.param("there", conversation.leftAt() == null)
				.param("most", PAGE)
				.query(Written.class)
				.list();
			if (some.isEmpty()) {
				return;
			}
			archive.json("messages/conversation-%d-%d.json".formatted(conversation.id(), page), some);
			after = some.getLast().id();
		}
	}

}
