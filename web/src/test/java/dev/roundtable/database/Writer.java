package dev.roundtable.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.util.unit.DataSize;

/**
 * A process that writes into an embedded file until it is killed, and says on its output
 * what was acknowledged: the id of a post whose row, journal row and place in its topic
 * were one transaction.
 */
final class Writer {

	private static final int WRITERS = 8;

	private static final int TOPICS = 40;

	private static final AtomicLong IDS = new AtomicLong(System.nanoTime());

	private Writer() {
	}

	static HikariDataSource open(Path file) {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(new DurableDataSource("jdbc:h2:file:" + file, "sa", "",
				new DatabaseSettings(false, DataSize.ofMegabytes(1)),
				new FreeSpace(EmbeddedUrl.file("jdbc:h2:file:" + file), 1)));
		pool.setMaximumPoolSize(WRITERS);
		pool.setConnectionTimeout(2000);
		return pool;
	}

	static void prepare(HikariDataSource pool) throws SQLException {
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("create table if not exists topics (id bigint primary key, floors int not null)");
			statement.execute("create table if not exists posts (id bigint primary key, topic bigint not null, "
					+ "body varchar(100000) not null)");
			statement.execute("create index if not exists posts_of_topic on posts (topic, id)");
			statement.execute("create table if not exists journal (post bigint primary key, topic bigint not null)");
			statement.execute("create index if not exists journal_of_topic on journal (topic, post)");
			for (int topic = 1; topic <= TOPICS; topic++) {
				statement.execute("insert into topics values (" + topic + ", 0) on conflict do nothing");
			}
		}
	}

	/** One transaction. */
	static long write(HikariDataSource pool) throws SQLException {
		ThreadLocalRandom chance = ThreadLocalRandom.current();
		long id = IDS.incrementAndGet();
		long topic = chance.nextLong(1, TOPICS + 1);
		try (Connection connection = pool.getConnection()) {
			connection.setAutoCommit(false);
			update(connection, "insert into posts (id, topic, body) values (?, ?, '" + body(chance) + "')", id, topic);
			update(connection, "update topics set floors = floors + 1 where id = ? and 0 < ?", topic, id);
			update(connection, "insert into journal (post, topic) values (?, ?)", id, topic);
			connection.commit();
		}
		return id;
	}

	private static String body(ThreadLocalRandom chance) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 200; i++) {
			text.append(Long.toHexString(chance.nextLong()));
		}
		return text.toString();
	}

	private static void update(Connection connection, String sql, long first, long second) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setLong(1, first);
			statement.setLong(2, second);
			statement.executeUpdate();
		}
	}

	public static void main(String[] arguments) throws SQLException {
		HikariDataSource pool = open(Path.of(arguments[0]));
		prepare(pool);
		for (int i = 0; i < WRITERS; i++) {
			Thread.ofPlatform().start(() -> writeForEver(pool));
		}
	}

	private static void writeForEver(HikariDataSource pool) {
		while (true) {
			String said;
			try {
				said = Long.toString(write(pool));
			}
			catch (SQLException refused) {
				said = "refused";
				LockSupport.parkNanos(20_000_000);
			}
			synchronized (IDS) {
				System.out.println(said);
				System.out.flush();
			}
		}
	}

}
