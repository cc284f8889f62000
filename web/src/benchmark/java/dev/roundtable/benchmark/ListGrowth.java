package dev.roundtable.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes a long list of a real one: reports with the titles that are there, cut and joined
 * anew, each with a topic, ten votes on average (few have many, as it is), and everything
 * that a list is asked for spread over them.
 */
final class ListGrowth {

	private static final int ROWS_AT_ONCE = 2000;

	private static final OffsetDateTime SINCE = OffsetDateTime.of(2016, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

	private static final int MINUTES = 10 * 365 * 24 * 60;

	/** Of a hundred, as statuses are on a list that is worked. */
	private static final List<Share> STATUSES = List.of(new Share("NEW", 18), new Share("NEEDS_INFO", 5),
			new Share("CONFIRMED", 12), new Share("PLANNED", 4), new Share("IN_PROGRESS", 3), new Share("FIXED", 5),
			new Share("RELEASED", 13), new Share("VERIFIED", 20), new Share("DECLINED", 20));

	private static final List<Share> SEVERITIES = List.of(new Share("CRITICAL", 3), new Share("MAJOR", 17),
			new Share("NORMAL", 55), new Share("MINOR", 25));

	private final Connection database;

	/** The same list each time. */
	private final Random random = new Random(20261124);

	private List<Long> people = List.of();

	private List<Long> boards = List.of();

	private List<String> slugs = new ArrayList<>();

	private List<String> titles = new ArrayList<>();

	private ListGrowth(Connection database) {
		this.database = database;
	}

	/**
	 * @param file of H2, without its ending, which nobody else has open
	 * @return how many votes there are
	 */
	static long grow(java.nio.file.Path file, long tasks) throws SQLException {
		try (Connection database = DriverManager.getConnection(
				"jdbc:h2:file:" + file + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "roundtable",
				"")) {
			database.setAutoCommit(false);
			long votes = new ListGrowth(database).grow(tasks);
			// As it lies after a while: nobody measures beside the tidying up of all this.
			try (Statement statement = database.createStatement()) {
				statement.execute("shutdown compact");
			}
			return votes;
		}
	}

	private long grow(long wanted) throws SQLException {
		read();
		long task = number("select coalesce(max(number), 0) from tasks");
		long topic = number("select coalesce(max(id), 0) from topics");
		long post = number("select coalesce(max(id), 0) from posts");
		long votes = 0;
		try (PreparedStatement topics = this.database.prepareStatement("""
				insert into topics (id, board_id, kind, title, author_id, created_at, last_post_at, last_poster_id, floors,
				                    votes)
				values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
				"""); PreparedStatement posts = this.database.prepareStatement("""
				insert into posts (id, topic_id, floor, author_id, body, html, created_at, renderer)
				values (?, ?, 1, ?, ?, ?, ?, 100)
				"""); PreparedStatement tasks = this.database.prepareStatement("""
				insert into tasks (number, kind, title, status, status_at, severity, regression, component, assignee_id,
				                   author_id, origin, origin_ref, people, votes, standing, answered_at, created_at,
				                   updated_at)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'TOPIC', ?, ?, ?, ?, ?, ?, ?)
				"""); PreparedStatement links = this.database.prepareStatement("""
				insert into task_topics (topic_id, task_number, linked_at) values (?, ?, ?)
				"""); PreparedStatement given = this.database.prepareStatement("""
				insert into topic_votes (topic_id, account_id, created_at) values (?, ?, ?)
				"""); PreparedStatement fixes = this.database.prepareStatement("""
				insert into task_fixes (task_number, build, fixed_at) values (?, ?, ?)
				""")) {
			List<PreparedStatement> all = List.of(topics, posts, tasks, links, given, fixes);
			for (long made = 0; made < wanted; made++) {
				int place = this.random.nextInt(this.boards.size());
				long author = pick(this.people);
				OffsetDateTime at = SINCE.plusMinutes(this.random.nextInt(MINUTES));
				int count = votes();
				String title = title();
				String kind = (this.random.nextInt(4) == 0) ? "IDEA" : "BUG";
				String status = share(STATUSES);
				set(topics, ++topic, this.boards.get(place), kind, title, author, at, at, author, count);
				set(posts, ++post, topic, author, title, "<p>report</p>", at);
				String severity = share(SEVERITIES);
				boolean regression = this.random.nextInt(20) == 0;
				set(tasks, ++task, kind, title, status, at, severity, regression, this.slugs.get(place),
						(this.random.nextInt(3) == 0) ? this.people.get(this.random.nextInt(20)) : null, author,
						String.valueOf(topic), count + 1, count, standing(count, severity, regression, at),
						status.equals("NEW") ? null : at.plusHours(5), at, at.plusHours(this.random.nextInt(2000)));
				set(links, topic, task, at);
				int first = this.random.nextInt(this.people.size());
				for (int i = 0; i < count; i++) {
					set(given, topic, this.people.get((first + i) % this.people.size()), at);
				}
				votes += count;
				if (List.of("FIXED", "RELEASED", "VERIFIED").contains(status)) {
					set(fixes, task, "5.%d.%d".formatted(this.random.nextInt(12), this.random.nextInt(20)), at.plusDays(20));
				}
				if (made % ROWS_AT_ONCE == ROWS_AT_ONCE - 1) {
					send(all);
				}
			}
			send(all);
		}
		try (Statement next = this.database.createStatement()) {
			next.execute("alter table topics alter column id restart with " + (topic + 1));
			next.execute("alter table posts alter column id restart with " + (post + 1));
			next.execute("alter table tasks alter column number restart with " + (task + 1));
		}
		this.database.commit();
		return votes;
	}

	private void read() throws SQLException {
		this.people = numbers("select id from accounts order by id limit 20000");
		this.boards = numbers("select id from boards order by id");
		try (Statement statement = this.database.createStatement()) {
			try (ResultSet row = statement.executeQuery("select slug from boards order by id")) {
				while (row.next()) {
					this.slugs.add(row.getString(1));
				}
			}
			try (ResultSet row = statement.executeQuery("select title from topics order by id limit 50000")) {
				while (row.next()) {
					this.titles.add(row.getString(1));
				}
			}
		}
	}

	/** Many have a few, few have thousands: ten on average. */
	private int votes() {
		double rare = this.random.nextDouble();
		return (int) Math.min(Math.min(3000, this.people.size()), 3.1 * (1 / Math.sqrt(1 - rare) - 1) * 3.2);
	}

	private double standing(int votes, String severity, boolean regression, OffsetDateTime at) {
		int harm = switch (severity) {
			case "CRITICAL" -> 60;
			case "MAJOR" -> 30;
			case "NORMAL" -> 10;
			default -> 0;
		};
		return 20 * Math.log(2 + votes) / Math.log(2) + 6 * Math.log(1 + votes) / Math.log(2) + harm
				+ (regression ? 20 : 0) - at.toEpochSecond() / 8_640_000.0;
	}

	private String title() {
		String own = pick(this.titles);
		String other = pick(this.titles);
		String title = own.substring(0, (own.length() + 1) / 2) + other.substring(other.length() / 2);
		return title.substring(0, Math.min(title.length(), 200));
	}

	private String share(List<Share> shares) {
		int place = this.random.nextInt(100);
		for (Share one : shares) {
			place -= one.ofHundred();
			if (place < 0) {
				return one.name();
			}
		}
		return shares.getFirst().name();
	}

	private <T> T pick(List<T> some) {
		return some.get(this.random.nextInt(some.size()));
	}

	private void send(List<PreparedStatement> statements) throws SQLException {
		for (PreparedStatement statement : statements) {
			statement.executeBatch();
		}
		this.database.commit();
	}

	private static void set(PreparedStatement into, @org.jspecify.annotations.Nullable Object... values)
			throws SQLException {
		for (int i = 0; i < values.length; i++) {
			into.setObject(i + 1, values[i]);
		}
		into.addBatch();
	}

	private long number(String sql) throws SQLException {
		return numbers(sql).getFirst();
	}

	private List<Long> numbers(String sql) throws SQLException {
		List<Long> numbers = new ArrayList<>();
		try (Statement statement = this.database.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			while (row.next()) {
				numbers.add(row.getLong(1));
			}
		}
		return numbers;
	}

	private record Share(String name, int ofHundred) {
	}

}
