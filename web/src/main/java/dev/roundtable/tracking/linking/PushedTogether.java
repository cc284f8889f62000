package dev.roundtable.tracking.linking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tracking.Linking;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Many tasks pushed to one tracker. Each is a write of its own: what cannot be done to
 * one is said of that one, and done to all others.
 */
@Component
class PushedTogether {

	/** Tasks in one request, as in other acts on many. */
	static final int MOST = 100;

	private final Linking linking;

	private final Messages messages;

	PushedTogether(Linking linking, Messages messages) {
		this.linking = linking;
		this.messages = messages;
	}

	/**
	 * @return what became of each, in the order of the request; a task that is named
	 * twice is pushed once
	 * @throws BadInput where there are none, too many, or no tracker is named
	 */
	List<PushOutcome> push(Viewer by, List<Long> tasks, @Nullable Long tracker, OnceKey key) {
		by.require(Capability.CHANGE_TASKS);
		if (tasks.isEmpty() || tasks.stream().anyMatch(Objects::isNull)) {
			throw new BadInput("tasks", "bulk.none");
		}
		if (tasks.size() > MOST) {
			throw new BadInput("tasks", "bulk.many", MOST, tasks.size());
		}
		if (tracker == null) {
			throw new BadInput("tracker", "links.which");
		}
		Map<Long, PushOutcome> outcomes = new LinkedHashMap<>();
		tasks.forEach((number) -> outcomes.computeIfAbsent(number, (one) -> push(by, one, tracker, key)));
		return new ArrayList<>(outcomes.values());
	}

	private PushOutcome push(Viewer by, long number, long tracker, OnceKey key) {
		try {
			this.linking.push(by, TaskNumber.of(number), tracker, key.part("task " + number));
			return new PushOutcome(number, true, null, null);
		}
		catch (BadInput bad) {
			return new PushOutcome(number, false, bad.code().replaceFirst("^error\\.(links\\.)?", ""),
					this.messages.of(bad));
		}
		catch (NotFound missing) {
			return new PushOutcome(number, false, "missing", this.messages.of("bulk.missing"));
		}
	}

	/**
	 * @param reason {@code private}, {@code already}, {@code missing} and the like; null
	 * where it is done
	 * @param detail the same in words
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record PushOutcome(long number, boolean done, @Nullable String reason, @Nullable String detail) {
	}

}
