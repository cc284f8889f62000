package dev.roundtable.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.roundtable.http.NoRoom;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.jspecify.annotations.Nullable;

/**
 * A connection that returns from a commit when it is written, and whose changes stay out
 * of the way of a flush.
 */
class DurableConnection implements InvocationHandler {

	private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(16);

	private final Connection connection;

	private final SessionLocal session;

	private final GroupCommit commits;

	private final FreeSpace space;

	DurableConnection(Connection connection, SessionLocal session, GroupCommit commits, FreeSpace space) {
		this.connection = connection;
		this.session = session;
		this.commits = commits;
		this.space = space;
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		return switch (method.getName()) {
			case "commit", "setAutoCommit" -> committing(method, arguments);
			case "rollback", "close", "abort" -> changing(this.connection, method, arguments);
			case "prepareStatement", "prepareCall", "createStatement" ->
				statement((Connection) proxy, method, arguments);
			case "equals" -> proxy == arguments(arguments)[0];
			case "hashCode" -> System.identityHashCode(proxy);
			default -> plain(this.connection, method, arguments);
		};
	}

	private @Nullable Object committing(Method method, Object @Nullable [] arguments) throws Throwable {
		boolean wrote = this.session.containsUncommitted();
		Object result = changing(this.connection, method, arguments);
		if (wrote && !this.session.containsUncommitted()) {
			this.commits.awaitFlush();
		}
		return result;
	}

	private Object statement(Connection proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		Statement made = (Statement) Objects.requireNonNull(plain(this.connection, method, arguments));
		String sql = (arguments != null && arguments.length > 0 && arguments[0] instanceof String text) ? text : null;
		if (sql != null && made instanceof PreparedStatement && DurableStatement.onlyReads(sql)) {
			// Nothing to wait for, and most statements are of this kind.
			return made;
		}
		Class<?> type = (made instanceof CallableStatement) ? CallableStatement.class
				: (made instanceof PreparedStatement) ? PreparedStatement.class : Statement.class;
		return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type },
				new DurableStatement(proxy, made, sql, this));
	}

	/** Something that changes tables, and outside a transaction is a commit by itself. */
	@Nullable Object write(Object target, Method method, Object @Nullable [] arguments, boolean needsRoom) throws Throwable {
		if (needsRoom && !this.space.isEnough()) {
			throw new NoRoom();
		}
		Object result = changing(target, method, arguments);
		if (!Integer.valueOf(0).equals(result) && !this.session.containsUncommitted() && this.session.getAutoCommit()) {
			this.commits.awaitFlush();
		}
		return result;
	}

	/**
	 * The same for rows with keys. Where another transaction just wrote such a key, H2
	 * tries again and again until that one ends, with a whole core each: a few who send
	 * the same thing twice would leave none to the one they wait for. So it tries only
	 * twice, and the wait is here, where it costs nothing.
	 */
	@Nullable Object insert(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
		int patience = this.session.getLockTimeout();
		long start = System.nanoTime();
		for (long pause = SHORTEST_PAUSE;; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
			this.session.setLockTimeout(0);
			try {
				return write(target, method, arguments, true);
			}
			catch (SQLException ex) {
				if (ex.getErrorCode() != ErrorCode.LOCK_TIMEOUT_1
						|| System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(patience)) {
					throw ex;
				}
			}
			finally {
				this.session.setLockTimeout(patience);
			}
			LockSupport.parkNanos(this, pause);
		}
	}

	private @Nullable Object changing(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
		this.commits.enter();
		try {
			return plain(target, method, arguments);
		}
		finally {
			this.commits.leave();
		}
	}

	@Nullable Object plain(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			Throwable failure = ex.getCause();
			if (failure instanceof SQLException && this.commits.isBroken()) {
				this.commits.giveUp();
				// A state that makes the pool take another connection.
				throw new SQLNonTransientConnectionException("The database file was given up", "08006", failure);
			}
			if (failure instanceof SQLException && this.connection.isClosed()) {
				// H2's own state would leave it in the pool, which asks only those that
				// rested.
				throw new SQLNonTransientConnectionException("The connection was closed beneath the pool", "08003",
						failure);
			}
			throw (failure != null) ? failure : ex;
		}
	}

	private static Object[] arguments(Object @Nullable [] arguments) {
		return (arguments != null) ? arguments : new Object[] { "" };
	}

}
