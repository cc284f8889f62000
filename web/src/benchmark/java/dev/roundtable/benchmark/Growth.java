package dev.roundtable.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

/**
 * Makes a large forum of a real one: its topics again and again, each time with sentences
 * of others on the same board among its own, so that no two are alike and the words are
 * as frequent as they were. The numbers of boards and people stay.
 */
final class Growth {

	private static final int ROWS_AT_ONCE = 2000;

	/** Of a sentence: both scripts' full stops, and the ends of lines. */
	private static final Pattern BORDER = Pattern.compile("(?<=[。！？；\\n])|(?<=[.!?;]\\s)");

	private final Connection database;

	/** The same forum each time. */
	private final Random random = new Random(20261124);

	private final Map<Long, List<String>> sentences = new HashMap<>();

	private final Map<Long, List<String>> titles = new HashMap<>();

	private Growth(Connection database) {
		this.database = database;
	}

	/**
	 * @param file of H2, without its ending, which nobody else has open
	 * @param posts how many there are to be, floors and replies together
	 * @return how many there are
	 */
	static long grow(Path file, long posts) throws SQLException {
		try (Connection database = DriverManager.getConnection(
				"jdbc:h2:file:" + file + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "roundtable",
				"")) {
			database.setAutoCommit(false);
			return new Growth(database).grow(posts);
		}
	}

	private long grow(long wanted) throws SQLException {
		List<Topic> topics = read();
		long posts = number("select count(*) from posts");
		long topic = number("select max(id) from topics");
		long post = number("select max(id) from posts");
		long renderer = number("select max(renderer) from posts");
		try (PreparedStatement addTopic = this.database.prepareStatement("""
				insert into topics (id, board_id, kind, title, author_id, created_at, last_post_at, last_poster_id,
				                    floors, votes)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
				"""); PreparedStatement addPost = this.database.prepareStatement("""
				insert into posts (id, topic_id, floor, author_id, body, html, plain, created_at, renderer)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?)
				""")) {
			long sent = posts;
			while (posts < wanted) {
				for (Topic one : topics) {
					if (posts >= wanted) {
						break;
					}
					add(addTopic, one, ++topic);
					for (Floor floor : one.floors()) {
						add(addPost, one, floor, topic, ++post, renderer);
						posts++;
					}
					if (posts - sent > ROWS_AT_ONCE) {
						addTopic.executeBatch();
						addPost.executeBatch();
						this.database.commit();
						sent = posts;
					}
				}
			}
			addTopic.executeBatch();
			addPost.executeBatch();
		}
		try (Statement next = this.database.createStatement()) {
			next.execute("alter table topics alter column id restart with " + (topic + 1));
			next.execute("alter table posts alter column id restart with " + (post + 1));
		}
		this.database.commit();
		return posts;
	}

	private List<Topic> read() throws SQLException {
		Map<Long, Topic> topics = new HashMap<>();
		List<Topic> inOrder = new ArrayList<>();
		try (Statement statement = this.database.createStatement(); ResultSet row = statement.executeQuery("""
				select t.id, t.board_id, t.title, t.votes, t.last_poster_id, t.last_post_at, p.floor, p.author_id,
				       coalesce(p.plain, p.body) as text, p.created_at
				from topics t join posts p on p.topic_id = t.id order by t.id, p.floor
				""")) {
			while (row.next()) {
				long id = row.getLong("id");
				long board = row.getLong("board_id");
				if (!topics.containsKey(id)) {
					Topic topic = new Topic(board, row.getString("title"), row.getInt("votes"),
							row.getLong("last_poster_id"), row.getObject("last_post_at", OffsetDateTime.class),
							new ArrayList<>());
					topics.put(id, topic);
					inOrder.add(topic);
					this.titles.computeIfAbsent(board, (_) -> new ArrayList<>()).add(topic.title());
				}
				String text = row.getString("text");
				topics.get(id)
					.floors()
					.add(new Floor(row.getInt("floor"), row.getLong("author_id"), text,
							row.getObject("created_at", OffsetDateTime.class)));
				this.sentences.computeIfAbsent(board, (_) -> new ArrayList<>())
					.addAll(List.of(BORDER.split(text)));
			}
		}
		return inOrder;
	}

	private long number(String sql) throws SQLException {
		try (Statement statement = this.database.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getLong(1);
		}
	}

	private void add(PreparedStatement into, Topic topic, long id) throws SQLException {
		Floor first = topic.floors().getFirst();
		Object[] values = { id, topic.board(), "DISCUSSION", title(topic), first.author(), first.createdAt(),
				topic.lastPostAt(), topic.lastPoster(), topic.floors().getLast().number(), topic.votes() };
		set(into, values);
	}

	private void add(PreparedStatement into, Topic topic, Floor floor, long topicId, long id, long renderer)
			throws SQLException {
		String text = mixed(floor.text(), topic.board());
		set(into, id, topicId, floor.number(), floor.author(), text, "<p>" + HtmlUtils.htmlEscape(text) + "</p>", text,
				floor.createdAt(), renderer);
	}

	private static void set(PreparedStatement into, Object... values) throws SQLException {
		for (int i = 0; i < values.length; i++) {
			into.setObject(i + 1, values[i]);
		}
		into.addBatch();
	}

	/** One half of its own, the other of another's. */
	private String title(Topic topic) {
		String own = topic.title();
		String other = pick(this.titles.getOrDefault(topic.board(), List.of()));
		String title = own.substring(0, (own.length() + 1) / 2) + other.substring(other.length() / 2);
		return title.substring(0, Math.min(title.length(), 200));
	}

	/** Every third sentence is another's. */
	private String mixed(String text, long board) {
		List<String> pool = this.sentences.getOrDefault(board, List.of());
		StringBuilder mixed = new StringBuilder();
		for (String sentence : BORDER.split(text)) {
			mixed.append((this.random.nextInt(3) == 0) ? pick(pool) : sentence);
		}
		return mixed.substring(0, Math.min(mixed.length(), 200_000));
	}

	private String pick(List<String> some) {
		return some.get(this.random.nextInt(some.size()));
	}

	private record Topic(long board, String title, int votes, long lastPoster, OffsetDateTime lastPostAt,
			List<Floor> floors) {
	}

	private record Floor(int number, long author, String text, OffsetDateTime createdAt) {
	}

}
