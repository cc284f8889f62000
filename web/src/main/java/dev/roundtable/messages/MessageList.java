package dev.roundtable.messages;

import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.people.Face;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said in a conversation, for one who is in it. */
@Component
class MessageList {

	private static final String SELECT = """
			select d.id, a.name as author, a.picture, a.role, d.author_id = :viewer as own, d.body, d.html, h.reason as hidden,
			       not (%s) as folded, d.written_at as at, exists (
			           select 1 from message_reports r where r.message_id = d.id and r.account_id = :viewer) as reported
			from direct_messages d join people_names a on a.account_id = d.author_id
			left join message_holds h on h.message_id = d.id
			where d.conversation_id = :id
			"""
		.formatted(Members.HEARD);

	private final JdbcClient jdbc;

	private final Members members;

	MessageList(JdbcClient jdbc, Members members) {
		this.jdbc = jdbc;
		this.members = members;
	}

	/**
	 * The latest first.
	 * @throws BadInput on {@code cursor}
	 * @throws NotFound when there is no such conversation, or none for the viewer
	 */
	CursorPage<MessageView> page(Viewer viewer, ConversationId conversation, @Nullable String cursor, int size) {
		long before = ConversationList.number(cursor);
		this.members.require(viewer, conversation);
		return CursorPage
			.of(this.jdbc.sql(SELECT + " and d.id < :before order by d.id desc limit :most")
				.param("viewer", viewer.id().value())
				.param("id", conversation.value())
				.param("before", before)
				.param("most", size + 1)
				.query(Row.class)
				.list(), size, (row) -> String.valueOf(row.id()))
			.map(Row::view);
	}

	/**
	 * @throws NotFound when it is not in that conversation, or that is none for the
	 * viewer
	 */
	MessageView one(Viewer viewer, ConversationId conversation, long message) {
		this.members.require(viewer, conversation);
		return this.jdbc.sql(SELECT + " and d.id = :message")
			.param("viewer", viewer.id().value())
			.param("id", conversation.value())
			.param("message", message)
			.query(Row.class)
			.optional()
			.map(Row::view)
			.orElseThrow(() -> new NotFound("message " + message));
	}

	/** Who else is or was in it, and whether she left. The caller has asked for it. */
	List<Member> people(Viewer viewer, ConversationId conversation) {
		return this.jdbc.sql("""
				select a.name, m.left_at is not null as gone from conversation_members m
				join people_names a on a.account_id = m.account_id
				where m.conversation_id = :id and m.account_id <> :viewer order by a.name
				""").param("id", conversation.value()).param("viewer", viewer.id().value()).query(Member.class).list();
	}

	/** How far the viewer has read, and how far there is something for her. */
	Marks marks(Viewer viewer, ConversationId conversation) {
		return this.jdbc.sql("""
				select m.read_to as read, m.last_message as last, m.muted_at is not null as muted
				from conversation_members m where m.conversation_id = :id and m.account_id = :viewer
				""").param("id", conversation.value()).param("viewer", viewer.id().value()).query(Marks.class).single();
	}

	record Member(String name, boolean gone) {
	}

	record Marks(long read, long last, boolean muted) {

		/** Public for its template. */
		public boolean unread() {
			return this.read < this.last;
		}

	}

	private record Row(long id, String author, @Nullable String picture, Role role, boolean own, String body,
			String html, @Nullable String hidden, boolean folded, OffsetDateTime at, boolean reported) {

		MessageView view() {
			boolean readable = this.hidden == null || this.own;
			return new MessageView(this.id, this.author, Face.small(this.picture), this.role.isTeam(), this.own,
					readable ? this.body : null, readable ? this.html : null, this.hidden, this.folded, this.reported,
					When.of(this.at.toInstant()));
		}

	}

}
