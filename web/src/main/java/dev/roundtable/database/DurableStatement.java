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

		READS, NEEDS_NO_ROOM, INSERTS, WRITES

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
			case NEEDS_NO_ROOM -> this.durable.write(this.statement, method, arguments, false);
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
		if (begins(text, "delete") || begins(text, "call") || begins(text, "set")) {
			return Kind.NEEDS_NO_ROOM;
		}
		if (begins(text, "insert") || begins(text, "merge")) {
			return Kind.INSERTS;
		}
		if (begins(text, "select") || begins(text, "with") || begins(text, "(")) {
			return text.toLowerCase(Locale.ROOT).contains("for update") ? Kind.NEEDS_NO_ROOM : Kind.READS;
		}
		return Kind.WRITES;
	}

	private static boolean begins(String text, String word) {
		return text.regionMatches(true, 0, word, 0, word.length());
	}

}
