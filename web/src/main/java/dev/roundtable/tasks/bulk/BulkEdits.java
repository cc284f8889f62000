package dev.roundtable.tasks.bulk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The same edit of many tasks. Each is a write of its own: what cannot be done to one is
 * said of that one, and done to all others.
 */
@Component
class BulkEdits {

	/** Tasks in one request; each is a transaction. */
	static final int MOST = 100;

	private final Tasks tasks;

	private final Messages messages;

	BulkEdits(Tasks tasks, Messages messages) {
		this.tasks = tasks;
		this.messages = messages;
	}

	/**
	 * @param edit whose version is that of each row
	 * @return what became of each, in the order of the request; a task that is named
	 * twice is changed once
	 * @throws BadInput where there are none, too many, or nothing to change
	 */
	List<Outcome> change(Viewer by, List<Row> rows, TaskEdit edit, OnceKey key) {
		by.require(Capability.CHANGE_TASKS);
		if (rows.isEmpty()) {
			throw new BadInput("tasks", "bulk.none");
		}
		if (rows.size() > MOST) {
			throw new BadInput("tasks", "bulk.many", MOST, rows.size());
		}
		if (edit.version() != null || edit.at(0).equals(TaskEdit.nothing(0))) {
			throw new BadInput("set", "bulk.nothing");
		}
		Map<Long, Outcome> outcomes = new LinkedHashMap<>();
		for (Row row : rows) {
			if (row.number() == null || row.version() == null) {
				throw new BadInput("tasks", "version.missing");
			}
			TaskEdit ofRow = edit.at(row.version());
			outcomes.computeIfAbsent(row.number(), (number) -> change(by, number, ofRow, key));
		}
		return new ArrayList<>(outcomes.values());
	}

	private Outcome change(Viewer by, long number, TaskEdit edit, OnceKey key) {
		try {
			this.tasks.change(by, TaskNumber.of(number), edit, key.part("task " + number));
			return new Outcome(number, true, null, null, null);
		}
		catch (StaleVersion stale) {
			return new Outcome(number, false, "stale", this.messages.of("bulk.stale"), stale.current());
		}
		catch (BadInput bad) {
			return new Outcome(number, false, bad.field(), this.messages.of(bad), null);
		}
		catch (NotFound missing) {
			return new Outcome(number, false, "missing", this.messages.of("bulk.missing"), null);
		}
	}

	/**
	 * A task as somebody saw it.
	 */
	record Row(@Nullable Long number, @Nullable Long version) {
	}

	/**
	 * @param reason {@code stale}, {@code missing}, or the field that was wrong; null
	 * where it is done
	 * @param detail the same in words
	 * @param current the version that it has now, where it is another one
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Outcome(long number, boolean done, @Nullable String reason, @Nullable String detail,
			@Nullable Long current) {
	}

}
