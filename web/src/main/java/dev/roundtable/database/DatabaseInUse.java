package dev.roundtable.database;

import java.sql.SQLException;

import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a few words that another Roundtable has the database file open. */
class DatabaseInUse extends AbstractFailureAnalyzer<SQLException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
		if (cause.getErrorCode() != ErrorCode.DATABASE_ALREADY_OPEN_1) {
			return null;
		}
		return new FailureAnalysis("The database file is in use by another process: " + cause.getMessage(),
				"Stop the other Roundtable first, or give this one its own file with spring.datasource.url. "
						+ "Several nodes at once need PostgreSQL.",
				cause);
	}

}
