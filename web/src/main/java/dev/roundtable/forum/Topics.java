package dev.roundtable.forum;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.boards.Boards;
import dev.roundtable.boards.PlaceClosed;
import dev.roundtable.forum.Screening.Screened;
import dev.roundtable.forum.TopicAccess.Place;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.WordList;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Writes topics and their floors. Floor 1 is the topic's own text. */
@Component
public class Topics {

	private final JdbcClient jdbc;

	private final Boards boards;

	private final TopicAccess access;

	private final Tags tags;

	private final Screening screening;

	private final Holds holds;

	private final WordList words;

	private final Limits limits;

	private final Once once;

	private final Journal journal;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Topics(JdbcClient jdbc, Boards boards, TopicAccess access, Tags tags, Screening screening, Holds holds,
			WordList words, Limits limits, Once once, Journal journal, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.boards = boards;
		this.access = access;
		this.tags = tags;
		this.screening = screening;
		this.holds = holds;
		this.words = words;
		this.limits = limits;
		this.once = once;
		this.journal = journal;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Posts a topic with its first floor. When this returns inside a transaction,
	 * everything that must be true at once (its task, its index entry) is part of it.
	 * @throws BadInput naming the field at fault
	 * @throws PlaceClosed when the author may read the board, but not write on it
	 */
	public Posted post(Viewer author, OnceKey key, TopicDraft draft) {
		return post(key, prepare(author, draft));
	}

	/**
	 * What posting does before it writes: it screens and renders, and holds no
	 * connection. For whoever posts in a transaction of its own.
	 * @throws BadInput naming the field at fault
	 * @throws PlaceClosed when the author may read the board, but not write on it
	 */
	public Prepared prepare(Viewer author, TopicDraft draft) {
		author.require(Capability.POST);
		this.limits.spend(author, Act.TOPIC);
		Boards.Board board = this.boards.toPostOn(Objects.requireNonNullElse(draft.board(), ""), author);
		TopicKind kind = draft.kind();
		if (kind == null) {
			throw new BadInput("kind", "kind.missing");
		}
		Set<String> labels = this.tags.screened(author, draft.labels());
		Screened screened = this.screening.screen(author, board.id(), Text.line("title", draft.title(), Text.TITLE),
				Text.body("body", draft.body(), Text.BODY));
		Setup setup = screened(author, draft.setup());
		return new Prepared(author, board, kind, labels, screened, Prose.of(screened.body()), setup);
	}

	/** Writes what was prepared. */
	public Posted post(OnceKey key, Prepared ready) {
		Viewer author = ready.author;
		Boards.Board board = ready.board;
		TopicKind kind = ready.kind;
		Prose text = ready.text;
		String title = ready.screened.titleOr("");
		return this.once.write(key.asking("topic", board.slug(), kind, title, text.body(), ready.labels, ready.setup),
				() -> {
					OffsetDateTime now = OffsetDateTime.now(this.clock);
					TopicId topic = insertTopic(board, kind, title, author, now);
					holdFor(ready.screened, topic, 1, insertPost(topic, 1, author, text, now));
					this.tags.add(topic, ready.labels);
					this.journal.record(author.id().value(), "wrote", Subject.of("topic", topic.value()),
							board.readers(), Map.of("title", title, "kind", kind.name(), "floor", "1"));
					this.events.publishEvent(new TopicPosted(topic, kind, ready.setup));
					return new Posted(topic, TopicUrl.of(topic, title));
				}, (posted) -> posted.topic().value(), (made) -> {
					Place place = this.access.toRead(TopicId.of(made), author);
					return new Posted(place.topic(), TopicUrl.of(place.topic(), place.title()));
				});
	}

	private @Nullable Setup screened(Viewer author, @Nullable Setup setup) {
		String device = (setup != null) ? setup.device() : null;
		return (setup == null || device == null) ? setup : setup.calling(this.words.screened(author, "device", device));
	}

	private TopicId insertTopic(Boards.Board board, TopicKind kind, String title, Viewer author, OffsetDateTime now) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into topics (board_id, kind, title, author_id, created_at, last_post_at, last_poster_id)
				values (:board, :kind, :title, :author, :now, :now, :author)
				""")
			.param("board", board.id())
			.param("kind", kind.name())
			.param("title", title)
			.param("author", author.id().value())
			.param("now", now)
			.update(key, "id");
		return TopicId.of(Objects.requireNonNull(key.getKeyAs(Long.class)));
	}

	/**
	 * Builds the next floor.
	 * @throws NotFound when there is no such topic, or none that the author may read
	 * @throws PlaceClosed when she may read it, but not write
	 * @throws TopicLocked when moderators alone write in it
	 */
	public Reply reply(Viewer author, OnceKey key, TopicId topic, @Nullable String body) {
		author.require(Capability.POST);
		this.limits.spend(author, Act.REPLY);
		Place place = this.access.toWrite(topic, author);
		Screened screened = this.screening.screen(author, place.board(), null, Text.body("body", body, Text.BODY));
		Prose text = Prose.of(screened.body());
		return this.once.write(key.asking("reply " + topic.value(), text.body()), () -> {
			OffsetDateTime now = OffsetDateTime.now(this.clock);
			int floor = nextFloor(topic, author, now);
			PostId post = insertPost(topic, floor, author, text, now);
			holdFor(screened, topic, floor, post);
			this.journal.record(author.id().value(), "wrote", Subject.of("topic", topic.value()), place.readers(),
					Map.of("title", place.title(), "floor", String.valueOf(floor)));
			this.events.publishEvent(new PostWritten(topic, post, author.id()));
			return new Reply(post, floor, TopicUrl.of(topic, place.title(), floor));
		}, (reply) -> reply.post().value(), (made) -> {
			int floor = this.jdbc.sql("select floor from posts where id = :id")
				.param("id", made)
				.query(Integer.class)
				.single();
			return new Reply(PostId.of(made), floor, TopicUrl.of(topic, place.title(), floor));
		});
	}

	/** Before anybody is told of it. */
	private void holdFor(Screened screened, TopicId topic, int floor, PostId post) {
		if (screened.review() == null) {
			return;
		}
		this.holds.put(post, HoldKind.PENDING, null, screened.review());
		if (floor == 1) {
			this.jdbc.sql("update topics set held = true where id = :id").param("id", topic.value()).update();
		}
		this.screening.waits(post);
	}

	/**
	 * The row stays locked until the transaction ends, so floors are consecutive. Its
	 * version stays: what a reader of other pages sees has not changed. The topic may
	 * have been locked, or taken away, since its place was read.
	 */
	private int nextFloor(TopicId topic, Viewer author, OffsetDateTime now) {
		GeneratedKeyHolder raised = new GeneratedKeyHolder();
		int found = this.jdbc.sql("""
				update topics set floors = floors + 1, last_post_at = :now, last_poster_id = :author
				where id = :topic and not merged and (:moderates or not locked and (not held or author_id = :author))
				""")
			.param("now", now)
			.param("author", author.id().value())
			.param("topic", topic.value())
			.param("moderates", author.may(Capability.MODERATE))
			.update(raised, "floors");
		if (found == 0) {
			this.access.toWrite(topic, author);
			throw new NotFound("topic " + topic.value());
		}
		return Objects.requireNonNull(raised.getKeyAs(Integer.class));
	}

	private PostId insertPost(TopicId topic, int floor, Viewer author, Prose text, OffsetDateTime now) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into posts (topic_id, floor, author_id, body, html, plain, renderer, created_at)
				values (:topic, :floor, :author, :body, :html, :plain, :renderer, :now)
				""")
			.param("topic", topic.value())
			.param("floor", floor)
			.param("author", author.id().value())
			.param("body", text.body())
			.param("html", text.html())
			.param("plain", text.plain())
			.param("renderer", text.renderer())
			.param("now", now)
			.update(key, "id");
		return PostId.of(Objects.requireNonNull(key.getKeyAs(Long.class)));
	}

	/** What readers of these topics see has changed elsewhere. */
	public void touch(Collection<TopicId> topics) {
		if (!topics.isEmpty()) {
			this.jdbc.sql("update topics set version = version + 1 where id = any(:ids)")
				.param("ids", topics.stream().map(TopicId::value).toArray(Long[]::new))
				.update();
		}
	}

	/** What other rooms need to know of a topic, whoever may read it. */
	public Optional<Topic> find(TopicId topic) {
		return this.jdbc.sql("""
				select t.id, b.slug as board, t.kind, t.title, t.author_id, t.created_at, t.votes
				from topics t join board_facts b on b.board_id = t.board_id where t.id = :id
				""")
			.param("id", topic.value())
			.query((row, n) -> new Topic(TopicId.of(row.getLong("id")), row.getString("board"),
					TopicKind.valueOf(row.getString("kind")), row.getString("title"),
					AccountId.of(row.getLong("author_id")), row.getObject("created_at", OffsetDateTime.class),
					row.getInt("votes")))
			.optional();
	}

	/** The address of a topic's page. */
	public static String url(TopicId topic, String title) {
		return TopicUrl.of(topic, title);
	}

	/** The address of a floor. */
	public static String url(TopicId topic, String title, int floor) {
		return TopicUrl.of(topic, title, floor);
	}

	/** A topic that wants only to be written. */
	public static final class Prepared {

		private final Viewer author;

		private final Boards.Board board;

		private final TopicKind kind;

		private final Set<String> labels;

		private final Screened screened;

		private final Prose text;

		private final @Nullable Setup setup;

		private Prepared(Viewer author, Boards.Board board, TopicKind kind, Set<String> labels, Screened screened,
				Prose text, @Nullable Setup setup) {
			this.author = author;
			this.board = board;
			this.kind = kind;
			this.labels = labels;
			this.screened = screened;
			this.text = text;
			this.setup = setup;
		}

	}

	public record Posted(TopicId topic, String url) {
	}

	public record Reply(PostId post, int floor, String url) {
	}

	public record Topic(TopicId id, String board, TopicKind kind, String title, AccountId author,
			OffsetDateTime createdAt, int votes) {
	}

}
