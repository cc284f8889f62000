package dev.roundtable.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** A statement that knows whether it only reads. */
class DurableStatement implements InvocationHandler {

	private enum Kind {

		READS, DELETES, INSERTS, WRITES

	}

	private final Connection connection;

	private final Statement statement;

	private final DurableConnection durable;

	private final @Nullable Kind prepared;

	DurableStatement(Connection connection, Statement statement, @Nullable String sql, DurableConnection durable) {
		this.connection = connection;
		this.statement = statement;
		this.durable = durable;
		this.prepared = (sql != null) ? kind(sql) : null;
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		return switch (method.getName()) {
			case "execute", "executeUpdate", "executeLargeUpdate", "executeQuery", "executeBatch",
					"executeLargeBatch" ->
				execute(method, arguments);
			case "getConnection" -> this.connection;
			case "equals" -> arguments != null && proxy == arguments[0];
			case "hashCode" -> System.identityHashCode(proxy);
			default -> this.durable.plain(this.statement, method, arguments);
		};
	}

	private @Nullable Object execute(Method method, Object @Nullable [] arguments) throws Throwable {
		Kind kind = this.prepared;
		if (kind == null) {
			kind = (arguments != null && arguments[0] instanceof String sql) ? kind(sql) : Kind.WRITES;
		}
		return switch (kind) {
			case READS -> this.durable.plain(this.statement, method, arguments);
			case DELETES -> this.durable.write(this.statement, method, arguments, false);
			// What of a batch went through must not be done again.
			case INSERTS ->
				method.getName().endsWith("Batch") ? this.durable.write(this.statement, method, arguments, true)
						: this.durable.insert(this.statement, method, arguments);
			case WRITES -> this.durable.write(this.statement, method, arguments, true);
		};
	}

	static boolean onlyReads(String sql) {
		return kind(sql) == Kind.READS;
	}

	private static Kind kind(String sql) {
		String text = sql.stripLeading();
		if (text.regionMatches(true, 0, "delete", 0, 6)) {
			return Kind.DELETES;
		}
		if (text.regionMatches(true, 0, "insert", 0, 6) || text.regionMatches(true, 0, "merge", 0, 5)) {
			return Kind.INSERTS;
		}
		boolean select = text.regionMatches(true, 0, "select", 0, 6) || text.regionMatches(true, 0, "with", 0, 4)
				|| text.regionMatches(true, 0, "(", 0, 1);
		return (select && !text.toLowerCase(Locale.ROOT).contains("for update")) ? Kind.READS : Kind.WRITES;
	}

}
