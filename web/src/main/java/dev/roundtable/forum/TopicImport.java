package dev.roundtable.forum;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.roundtable.people.AccountId;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * Writes whole threads that come from elsewhere, many with each statement and without the
 * limits that hold for typing. Publishes no events: who calls it sees to tasks and index,
 * in the same transaction.
 */
@Component
public class TopicImport {

	/** UTF-16 units of a floor: what its column holds. */
	public static final int BODY_CHARS = 1_048_576;

	// Naming the class alone costs an exception for each row whose columns have an
	// underscore.
	private static final RowMapper<Head> HEADS = (row, n) -> new Head(row.getLong(1), row.getString(2), row.getInt(3));

	private static final RowMapper<ReplyKey> REPLY_KEYS = (row, n) -> new ReplyKey(row.getLong(1), row.getString(2));

	private final JdbcTemplate batch;

	private final JdbcClient jdbc;

	TopicImport(JdbcTemplate batch, JdbcClient jdbc) {
		this.batch = batch;
		this.jdbc = jdbc;
	}

	/**
	 * The stored form of a text that is kept exactly as it came: the page shows it
	 * without the characters that {@link Text} keeps out.
	 */
	public static Rendered render(String body) {
		return Markdown.renderAsItCame(body);
	}

	/** The topics that came from a source, by their ids there. */
	public Map<String, TopicId> find(String source, Collection<String> ids) {
		Map<String, TopicId> found = new HashMap<>();
		heads(source, ids).forEach((id, head) -> found.put(id, TopicId.of(head.id())));
		return found;
	}

	/**
	 * Joined to the ids, because H2 would read all topics of the source for a list of
	 * them.
	 */
	private Map<String, Head> heads(String source, Collection<String> ids) {
		Map<String, Head> found = new HashMap<>();
		if (!ids.isEmpty()) {
			this.jdbc.sql("""
					select t.id, t.external_id, t.floors
					from unnest(cast(:ids as varchar array)) as wanted(external_id)
					join topics t on t.source = :source and t.external_id = wanted.external_id
					""")
				.param("ids", ids.toArray(String[]::new))
				.param("source", source)
				.query(HEADS)
				.list()
				.forEach((head) -> found.put(head.externalId(), head));
		}
		return found;
	}

	/**
	 * Writes what is not there yet: topics with their floors, and the floors that known
	 * topics have gained.
	 * @param topics all of one source, each id once
	 * @return what became of each, in the same order
	 */
	public List<Stored> write(String source, List<NewTopic> topics) {
		Map<String, Head> known = heads(source, topics.stream().map(NewTopic::id).toList());
		List<NewTopic> fresh = topics.stream().filter((topic) -> !known.containsKey(topic.id())).toList();
		List<Long> ids = insertTopics(source, fresh);
		Map<String, List<Floor>> floors = new LinkedHashMap<>();
		Map<String, Long> topicIds = new HashMap<>();
		for (int i = 0; i < fresh.size(); i++) {
			topicIds.put(fresh.get(i).id(), ids.get(i));
			floors.put(fresh.get(i).id(), Floor.all(ids.get(i), fresh.get(i)));
		}
		insertTags(fresh, ids);
		gained(topics.stream().filter((topic) -> known.containsKey(topic.id())).toList(), known, floors);
		known.forEach((id, head) -> topicIds.put(id, head.id()));
		Map<Long, List<PostId>> replies = insertFloors(floors.values().stream().flatMap(List::stream).toList());
		return topics.stream().map((topic) -> {
			long id = Objects.requireNonNull(topicIds.get(topic.id()));
			return new Stored(TopicId.of(id), !known.containsKey(topic.id()), replies.getOrDefault(id, List.of()));
		}).toList();
	}

	private List<Long> insertTopics(String source, List<NewTopic> topics) {
		return insert("""
				insert into topics (board_id, kind, title, author_id, created_at, last_post_at, last_poster_id, floors,
				                    source, external_id)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
				""", topics, (row, topic) -> {
			NewReply last = topic.lastReply();
			row.setLong(1, topic.board());
			row.setString(2, topic.kind().name());
			row.setString(3, topic.title());
			row.setLong(4, topic.author().value());
			row.setObject(5, topic.created());
			row.setObject(6, (last != null) ? last.created() : topic.created());
			row.setLong(7, ((last != null) ? last.author() : topic.author()).value());
			row.setInt(8, topic.replies().size() + 1);
			row.setString(9, source);
			row.setString(10, topic.id());
		});
	}

	private void insertTags(List<NewTopic> topics, List<Long> ids) {
		List<Object[]> tags = new ArrayList<>();
		for (int i = 0; i < topics.size(); i++) {
			for (String tag : topics.get(i).tags()) {
				tags.add(new Object[] { ids.get(i), tag });
			}
		}
		if (!tags.isEmpty()) {
			this.batch.batchUpdate("insert into topic_tags (topic_id, tag) values (?, ?)", tags);
		}
	}

	private void gained(List<NewTopic> topics, Map<String, Head> known, Map<String, List<Floor>> floors) {
		if (topics.isEmpty()) {
			return;
		}
		List<Long> ids = known.values().stream().map(Head::id).sorted().toList();
		// No constraint keeps a second import from writing the same replies.
		this.jdbc.sql("select id from topics where id in (:ids) order by id for update")
			.param("ids", ids)
			.query(Long.class)
			.list();
		Set<ReplyKey> stored = new HashSet<>(this.jdbc.sql("""
				select topic_id, external_id from posts where topic_id in (:ids) and external_id is not null
				union
				select s.from_topic, p.external_id from topic_splits s join split_floors f on f.split_id = s.id
				join posts p on p.id = f.post_id
				where s.from_topic in (:ids) and s.slot = 0 and p.external_id is not null
				""").param("ids", ids).query(REPLY_KEYS).list());
		for (NewTopic topic : topics) {
			Head head = Objects.requireNonNull(known.get(topic.id()));
			List<NewReply> missing = topic.replies()
				.stream()
				.filter((reply) -> !stored.contains(new ReplyKey(head.id(), reply.id())))
				.toList();
			if (!missing.isEmpty()) {
				floors.put(topic.id(), Floor.more(head.id(), head.floors(), missing));
				raise(head.id(), missing);
			}
		}
	}

	private void raise(long topic, List<NewReply> replies) {
		NewReply last = Objects.requireNonNull(NewReply.latest(replies));
		this.jdbc.sql("""
				update topics set floors = floors + :more, version = version + 1,
				    last_poster_id = case when last_post_at < :at then :by else last_poster_id end,
				    last_post_at = case when last_post_at < :at then :at else last_post_at end
				where id = :topic
				""")
			.param("more", replies.size())
			.param("at", last.created())
			.param("by", last.author().value())
			.param("topic", topic)
			.update();
	}

	/** The replies among the floors by topic. */
	private Map<Long, List<PostId>> insertFloors(List<Floor> floors) {
		List<Long> ids = insert("""
				insert into posts (topic_id, floor, author_id, body, html, plain, renderer, accepted, created_at,
				                   external_id)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
				""", floors, (row, floor) -> {
			row.setLong(1, floor.topic());
			row.setInt(2, floor.number());
			row.setLong(3, floor.author().value());
			row.setString(4, floor.body());
			row.setString(5, floor.text().html());
			row.setString(6, floor.text().plainUnlessSame(floor.body()));
			row.setInt(7, floor.text().renderer());
			row.setBoolean(8, floor.accepted());
			row.setObject(9, floor.created());
			row.setString(10, floor.externalId());
		});
		Map<Long, List<PostId>> replies = new HashMap<>();
		for (int i = 0; i < floors.size(); i++) {
			if (floors.get(i).externalId() != null) {
				replies.computeIfAbsent(floors.get(i).topic(), (topic) -> new ArrayList<>()).add(PostId.of(ids.get(i)));
			}
		}
		return replies;
	}

	/** The generated ids, in the order of the rows. */
	private <T> List<Long> insert(String sql, List<T> rows, RowSetter<T> setter) {
		if (rows.isEmpty()) {
			return List.of();
		}
		GeneratedKeyHolder keys = new GeneratedKeyHolder();
		this.batch.batchUpdate((connection) -> connection.prepareStatement(sql, new String[] { "id" }),
				new BatchPreparedStatementSetter() {

					@Override
					public void setValues(PreparedStatement row, int i) throws SQLException {
						setter.set(row, rows.get(i));
					}

					@Override
					public int getBatchSize() {
						return rows.size();
					}

				}, keys);
		return keys.getKeyList().stream().map((key) -> ((Number) key.values().iterator().next()).longValue()).toList();
	}

	private interface RowSetter<T> {

		void set(PreparedStatement row, T value) throws SQLException;

	}

	/**
	 * @param id at its source
	 * @param board id of its board
	 * @param text what {@link #render} made of the body
	 * @param replies each id once, in the order of their floors
	 */
	public record NewTopic(String id, long board, TopicKind kind, AccountId author, OffsetDateTime created,
			String title, String body, Rendered text, Set<String> tags, List<NewReply> replies) {

		@Nullable NewReply lastReply() {
			NewReply last = NewReply.latest(this.replies);
			return (last != null && last.created().isAfter(this.created)) ? last : null;
		}

	}

	public record NewReply(String id, AccountId author, OffsetDateTime created, String body, Rendered text,
			boolean accepted) {

		static @Nullable NewReply latest(List<NewReply> replies) {
			NewReply latest = null;
			for (NewReply reply : replies) {
				latest = (latest == null || reply.created().isAfter(latest.created())) ? reply : latest;
			}
			return latest;
		}

	}

	/**
	 * @param created false when the topic was there
	 * @param replies those that were not
	 */
	public record Stored(TopicId topic, boolean created, List<PostId> replies) {
	}

	private record Head(long id, String externalId, int floors) {
	}

	private record ReplyKey(long topicId, String externalId) {
	}

	/**
	 * @param externalId null for the topic's own text
	 */
	private record Floor(long topic, int number, AccountId author, OffsetDateTime created, String body, Rendered text,
			boolean accepted, @Nullable String externalId) {

		static List<Floor> all(long id, NewTopic topic) {
			List<Floor> floors = new ArrayList<>();
			floors.add(new Floor(id, 1, topic.author(), topic.created(), topic.body(), topic.text(), false, null));
			floors.addAll(more(id, 1, topic.replies()));
			return floors;
		}

		static List<Floor> more(long topic, int highest, List<NewReply> replies) {
			List<Floor> floors = new ArrayList<>();
			for (NewReply reply : replies) {
				floors.add(new Floor(topic, highest + floors.size() + 1, reply.author(), reply.created(), reply.body(),
						reply.text(), reply.accepted(), reply.id()));
			}
			return floors;
		}

	}

}
