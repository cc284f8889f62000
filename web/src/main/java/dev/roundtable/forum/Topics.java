package dev.roundtable.forum;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes topics and their floors. Floor 1 is the topic's own text. */
@Component
public class Topics {

	static final int TITLE_LENGTH = 255;

	static final int BODY_BYTES = 64 * 1024;

	private static final int MOST_TAGS = 8;

	private final JdbcClient jdbc;

	private final Boards boards;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Topics(JdbcClient jdbc, Boards boards, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.boards = boards;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Posts a topic with its first floor. When this returns inside a transaction,
	 * everything that must be true at once (its task, its index entry) is part of it.
	 * @throws BadInput naming the field at fault
	 */
	@Transactional
	public Posted post(AccountId author, String board, @Nullable TopicKind kind, String title, String body,
			Collection<String> tags) {
		Boards.Board onBoard = this.boards.find(board, null)
			.orElseThrow(() -> new BadInput("board", "board.unknown", board));
		if (kind == null) {
			throw new BadInput("kind", "kind.missing");
		}
		String heading = Text.line("title", title, TITLE_LENGTH);
		String text = Text.body("body", body, BODY_BYTES);
		Set<String> labels = tags(tags);
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into topics (board_id, kind, title, author_id, created_at, last_post_at, last_poster_id)
				values (:board, :kind, :title, :author, :now, :now, :author)
				""")
			.param("board", onBoard.id())
			.param("kind", kind.name())
			.param("title", heading)
			.param("author", author.value())
			.param("now", now)
			.update(key, "id");
		TopicId topic = TopicId.of(Objects.requireNonNull(key.getKeyAs(Long.class)));
		insertPost(topic, 1, author, text, now);
		insertTags(topic, labels);
		this.events.publishEvent(new TopicPosted(topic, kind));
		return new Posted(topic, TopicUrl.of(topic, heading));
	}

	/**
	 * Builds the next floor.
	 * @throws NotFound when there is no such topic
	 */
	@Transactional
	public Reply reply(AccountId author, TopicId topic, String body) {
		String text = Text.body("body", body, BODY_BYTES);
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		int found = this.jdbc
			.sql("""
					update topics set floors = floors + 1, version = version + 1, last_post_at = :now, last_poster_id = :author
					where id = :topic
					""")
			.param("now", now)
			.param("author", author.value())
			.param("topic", topic.value())
			.update();
		if (found == 0) {
			throw new NotFound("topic " + topic.value());
		}
		Head head = this.jdbc.sql("select title, floors from topics where id = :topic")
			.param("topic", topic.value())
			.query(Head.class)
			.single();
		PostId post = insertPost(topic, head.floors(), author, text, now);
		this.events.publishEvent(new PostWritten(topic, post));
		return new Reply(post, head.floors(), TopicUrl.of(topic, head.title(), head.floors()));
	}

	/**
	 * Replaces the text of a floor, and the title if it is the first one.
	 * @param title null keeps it
	 * @throws StaleVersion when somebody edited it meanwhile
	 * @throws AccessDeniedException when the viewer neither wrote it nor moderates
	 */
	@Transactional
	public String edit(Viewer viewer, PostId id, long version, @Nullable String title, String body) {
		EditablePost post = forEdit(viewer, id);
		if (post.version() != version) {
			throw new StaleVersion(post.version());
		}
		String text = Text.body("body", body, BODY_BYTES);
		Rendered rendered = Markdown.render(text);
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		int done = this.jdbc.sql("""
				update posts set body = :body, html = :html, plain = :plain, renderer = :renderer, edited_at = :now,
				    version = version + 1
				where id = :id and version = :version
				""")
			.param("body", text)
			.param("html", rendered.html())
			.param("plain", rendered.plainUnlessSame(text))
			.param("renderer", rendered.renderer())
			.param("now", now)
			.param("id", id.value())
			.param("version", version)
			.update();
		if (done == 0) {
			throw new StaleVersion(version + 1);
		}
		TopicId topic = TopicId.of(post.topicId());
		boolean renames = post.floor() == 1 && title != null;
		String heading = renames ? Text.line("title", title, TITLE_LENGTH) : post.title();
		if (renames) {
			this.jdbc.sql("update topics set title = :title, version = version + 1 where id = :id")
				.param("title", heading)
				.param("id", topic.value())
				.update();
		}
		else {
			// Not the title that was read: it may have been changed since.
			touch(List.of(topic));
		}
		this.events.publishEvent((post.floor() == 1) ? new TopicChanged(topic) : new PostWritten(topic, id));
		return TopicUrl.of(topic, heading, post.floor());
	}

	EditablePost forEdit(Viewer viewer, PostId id) {
		EditablePost post = this.jdbc.sql("""
				select p.id, p.topic_id as topicId, p.floor, p.author_id as authorId, p.body, p.version, t.title
				from posts p join topics t on t.id = p.topic_id where p.id = :id
				""")
			.param("id", id.value())
			.query(EditablePost.class)
			.optional()
			.orElseThrow(() -> new NotFound("post " + id.value()));
		if (post.authorId() != viewer.id().value() && !viewer.may(Capability.MODERATE)) {
			throw new AccessDeniedException("not the author");
		}
		return post;
	}

	/** What readers of these topics see has changed elsewhere. */
	public void touch(Collection<TopicId> topics) {
		if (!topics.isEmpty()) {
			this.jdbc.sql("update topics set version = version + 1 where id in (:ids)")
				.param("ids", topics.stream().map(TopicId::value).toList())
				.update();
		}
	}

	/** What other rooms need to know of a topic. */
	public Optional<Topic> find(TopicId topic) {
		return this.jdbc.sql("""
				select t.id, b.slug as board, t.kind, t.title, t.author_id, t.created_at, t.votes
				from topics t join boards b on b.id = t.board_id where t.id = :id
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

	private PostId insertPost(TopicId topic, int floor, AccountId author, String body, OffsetDateTime now) {
		Rendered rendered = Markdown.render(body);
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into posts (topic_id, floor, author_id, body, html, plain, renderer, created_at)
				values (:topic, :floor, :author, :body, :html, :plain, :renderer, :now)
				""")
			.param("topic", topic.value())
			.param("floor", floor)
			.param("author", author.value())
			.param("body", body)
			.param("html", rendered.html())
			.param("plain", rendered.plainUnlessSame(body))
			.param("renderer", rendered.renderer())
			.param("now", now)
			.update(key, "id");
		return PostId.of(Objects.requireNonNull(key.getKeyAs(Long.class)));
	}

	private void insertTags(TopicId topic, Set<String> tags) {
		for (String tag : tags) {
			this.jdbc.sql("insert into topic_tags (topic_id, tag) values (:topic, :tag)")
				.param("topic", topic.value())
				.param("tag", tag)
				.update();
		}
	}

	private static Set<String> tags(Collection<String> raw) {
		Set<String> tags = new LinkedHashSet<>();
		for (String tag : raw) {
			if (!tag.isBlank()) {
				tags.add(Text.tag(tag));
			}
		}
		if (tags.size() > MOST_TAGS) {
			throw new BadInput("tags", "tags.many", MOST_TAGS);
		}
		return tags;
	}

	public record Posted(TopicId topic, String url) {
	}

	public record Reply(PostId post, int floor, String url) {
	}

	public record Topic(TopicId id, String board, TopicKind kind, String title, AccountId author,
			OffsetDateTime createdAt, int votes) {
	}

	record EditablePost(long id, long topicId, int floor, long authorId, String body, long version, String title) {

		TopicId topic() {
			return TopicId.of(this.topicId);
		}

	}

	private record Head(String title, int floors) {
	}

}
