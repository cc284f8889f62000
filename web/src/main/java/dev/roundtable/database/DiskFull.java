package dev.roundtable.database;

import java.sql.SQLException;

import dev.roundtable.http.NoRoom;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a few words that there is no room for what a start has to write. */
class DiskFull extends AbstractFailureAnalyzer<SQLException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
		MVStoreException file = findCause(rootFailure, MVStoreException.class);
		boolean unwritten = file != null && file.getErrorCode() == DataUtils.ERROR_WRITING_FAILED;
		if (!unwritten && findCause(rootFailure, NoRoom.class) == null) {
			return null;
		}
		return new FailureAnalysis("The disk of the database is full, or nearly, and a start has something to write.",
				"Make room there. With less in roundtable.database.reserve it starts on the last of the disk.", cause);
	}

}
