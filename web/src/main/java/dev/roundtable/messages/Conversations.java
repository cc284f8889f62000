package dev.roundtable.messages;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.moderation.BlockedWords;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.trust.NeedsTrust;
import dev.roundtable.trust.Trust;
import dev.roundtable.writing.Body;
import dev.roundtable.writing.Rendered;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * Begins conversations and writes into them. What somebody writes does not reach those
 * who block her, and nothing tells her so.
 */
@Component
class Conversations {

	private final JdbcClient jdbc;

	private final Correspondents correspondents;

	private final Members members;

	private final Trust trust;

	private final BlockedWords words;

	private final Limits limits;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	Conversations(JdbcClient jdbc, Correspondents correspondents, Members members, Trust trust, BlockedWords words,
			Limits limits, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.correspondents = correspondents;
		this.members = members;
		this.trust = trust;
		this.words = words;
		this.limits = limits;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/** Whether she may write first. */
	boolean mayStart(Viewer viewer) {
		return viewer.may(Capability.POST) && this.trust.mayWriteFirst(viewer);
	}

	/**
	 * @param to names of those it is for
	 * @throws BadInput on the field {@code to}, see {@link Correspondents#named}, and on
	 * {@code body}
	 * @throws NeedsTrust when she is too new to write first
	 */
	ConversationId start(Viewer author, OnceKey key, Collection<String> to, @Nullable String typed) {
		author.require(Capability.POST);
		this.trust.requireToWriteFirst(author);
		this.limits.spend(author, Act.CONVERSATION);
		Set<AccountId> people = this.correspondents.named(author, to);
		Text text = text(author, typed);
		List<Long> ids = people.stream().map(AccountId::value).sorted().toList();
		return this.once.write(key.asking("start conversation", ids, text.body()), () -> {
			ConversationId made = insert(author, ids);
			insert(author, made, text);
			return made;
		}, ConversationId::value, ConversationId::of);
	}

	/**
	 * @return the number of the message
	 * @throws BadInput on the field {@code body}; {@code message.alone} where everybody
	 * else has left
	 * @throws NotFound when there is no such conversation, or none for her
	 */
	long write(Viewer author, OnceKey key, ConversationId conversation, @Nullable String typed) {
		this.members.require(author, conversation);
		author.require(Capability.POST);
		this.limits.spend(author, Act.MESSAGE);
		Text text = text(author, typed);
		return this.once.write(key.asking("message " + conversation.value(), text.body()), () -> {
			// One after the other, so that numbers rise in the order in which they are
			// seen.
			this.jdbc.sql("select id from conversations where id = :id for update")
				.param("id", conversation.value())
				.query(Long.class)
				.single();
			this.members.require(author, conversation);
			if (!this.members.others(author, conversation)) {
				throw new BadInput("form", "message.alone");
			}
			return insert(author, conversation, text);
		}, (made) -> made, (made) -> made);
	}

	private Text text(Viewer author, @Nullable String typed) {
		Body body = Body.of(typed);
		Rendered rendered = body.render();
		this.words.refuse(author, "body", body.value(), rendered.plain());
		return new Text(body.value(), rendered);
	}

	private ConversationId insert(Viewer author, List<Long> people) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("insert into conversations (started_by, started_at) values (:by, :now)")
			.param("by", author.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.update(key, "id");
		long id = Objects.requireNonNull(key.getKeyAs(Long.class));
		this.jdbc.sql("""
				insert into conversation_members (conversation_id, account_id)
				select :id, p.account_id from people_names p where p.account_id = any(:people)
				""")
			.param("id", id)
			.param("people", Stream.concat(Stream.of(author.id().value()), people.stream()).toArray(Long[]::new))
			.update();
		return ConversationId.of(id);
	}

	private long insert(Viewer author, ConversationId conversation, Text text) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into direct_messages (conversation_id, author_id, body, html, plain, renderer, written_at)
				values (:conversation, :author, :body, :html, :plain, :renderer, :now)
				""")
			.param("conversation", conversation.value())
			.param("author", author.id().value())
			.param("body", text.body())
			.param("html", text.rendered().html())
			.param("plain", text.rendered().plainUnlessSame(text.body()))
			.param("renderer", text.rendered().renderer())
			.param("now", OffsetDateTime.now(this.clock))
			.update(key, "id");
		long message = Objects.requireNonNull(key.getKeyAs(Long.class));
		this.jdbc.sql("""
				update conversation_members m set last_message = :message,
				    read_to = case when m.account_id = :author then :message else m.read_to end
				where m.conversation_id = :conversation and m.left_at is null
				and not exists (select 1 from block_facts b where b.account_id = m.account_id and b.what = :what)
				""")
			.param("message", message)
			.param("author", author.id().value())
			.param("conversation", conversation.value())
			.param("what", "person-" + author.id().value())
			.update();
		this.journal.record(author.id().value(), "messaged", Subject.of("conversation", conversation.value()),
				Audience.person(author.id().value()), Map.of("message", String.valueOf(message)));
		return message;
	}

	private record Text(String body, Rendered rendered) {
	}

}
