package dev.roundtable.messages;

import dev.roundtable.http.NotFound;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * For whom a conversation exists: who is in it, has not left it, and was reached by
 * something said in it. To everybody else, whatever her role, there is none.
 */
@Component
class Members {

	/** Of {@code conversation_members m}. */
	static final String HERS = " m.account_id = :viewer and m.left_at is null and m.last_message is not null ";

	/** That the viewer does not block the author of message {@code d}. */
	static final String HEARD = """
			 not exists (select 1 from block_facts b
			    where b.account_id = :viewer and b.what = concat('person-', d.author_id))
			""";

	private final JdbcClient jdbc;

	Members(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** To who is suspended the site is what a stranger sees. */
	static void requirePresent(Viewer viewer) {
		if (viewer.suspended()) {
			viewer.require(Capability.POST);
		}
	}

	/**
	 * @return whether she wants to hear of it
	 * @throws NotFound when there is no such conversation, or none for her
	 */
	boolean require(Viewer viewer, ConversationId conversation) {
		requirePresent(viewer);
		return this.jdbc
			.sql("select muted_at is null from conversation_members m where m.conversation_id = :id and" + HERS)
			.param("id", conversation.value())
			.param("viewer", viewer.id().value())
			.query(Boolean.class)
			.optional()
			.orElseThrow(() -> new NotFound("conversation " + conversation.value()));
	}

	/** Whether anybody but her is still there. */
	boolean others(Viewer viewer, ConversationId conversation) {
		return this.jdbc.sql("""
				select count(*) from conversation_members m
				where m.conversation_id = :id and m.account_id <> :viewer and m.left_at is null
				""")
			.param("id", conversation.value())
			.param("viewer", viewer.id().value())
			.query(Integer.class)
			.single() > 0;
	}

}
