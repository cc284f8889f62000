package dev.roundtable.database;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import org.h2.Driver;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections to the embedded file whose commits return when they are written. Opens the
 * file anew when it had to be given up.
 */
class DurableDataSource extends AbstractDataSource {

	private final String url;

	private final String user;

	private final String password;

	private final boolean sync;

	private final FreeSpace space;

	private @Nullable GroupCommit current;

	/** In s: how long the pool waits at its end for a connection that is being made. */
	private volatile int loginTimeout = 1;

	DurableDataSource(String url, String user, String password, DatabaseSettings settings, FreeSpace space) {
		this.url = EmbeddedUrl.complete(url);
		this.user = user;
		this.password = password;
		this.sync = settings.sync();
		this.space = space;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return getConnection(this.user, this.password);
	}

	/** The pool gives null for what is empty. */
	@Override
	public Connection getConnection(@Nullable String name, @Nullable String secret) throws SQLException {
		Properties who = new Properties();
		who.put("user", (name != null) ? name : "");
		who.put("password", (secret != null) ? secret : "");
		Connection connection = new Driver().connect(this.url, who);
		if (connection == null) {
			throw new SQLException("Not the address of an H2 file: " + this.url);
		}
		SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
		var durable = new DurableConnection(connection, session, commitsOf(session.getDatabase()), this.space);
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				durable);
	}

	@Override
	public int getLoginTimeout() {
		return this.loginTimeout;
	}

	@Override
	public void setLoginTimeout(int seconds) {
		this.loginTimeout = seconds;
	}

	private synchronized GroupCommit commitsOf(Database database) {
		GroupCommit commits = this.current;
		if (commits == null || !commits.isOf(database)) {
			commits = new GroupCommit(database, this.sync, this.space);
			this.current = commits;
			ClosedLast.arrange();
		}
		return commits;
	}

}
