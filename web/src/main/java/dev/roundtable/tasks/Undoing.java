package dev.roundtable.tasks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.LastActs.Was;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes the last act on a task back, as long as nothing else has become of it: the task
 * is what it was, since when it was that, and by whom. That it was something else for a
 * moment stays in its history, and whoever was told of it is told of this.
 */
@Component
public class Undoing {

	private final JdbcClient jdbc;

	private final Tasks tasks;

	private final LastActs acts;

	private final Merges merges;

	private final TaskStates states;

	private final Accounts accounts;

	private final Once once;

	private final Limits limits;

	private final Clock clock;

	Undoing(JdbcClient jdbc, Tasks tasks, LastActs acts, Merges merges, TaskStates states, Accounts accounts, Once once,
			Limits limits, Clock clock) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.acts = acts;
		this.merges = merges;
		this.states = states;
		this.accounts = accounts;
		this.once = once;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * @param version the one that the act made
	 * @throws NotFound when there is no such task for her
	 * @throws StaleVersion when somebody changed it since
	 * @throws BadInput {@code undo.none} where the last act is not hers, or is one that
	 * has a form of its own
	 */
	public void takeBack(Viewer by, TaskNumber number, long version, OnceKey key) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		this.once.write(key.asking("take back the last act on task " + number, version), () -> {
			Task now = this.tasks.locked(by, number, null, version);
			Was was = this.acts.of(by, now.number(), version).orElseThrow(() -> new BadInput("version", "undo.none"));
			restore(now, was);
			if (now.status() == TaskStatus.DUPLICATE) {
				this.merges.detach(now.number());
			}
			this.states.restore(now.number(), was);
			this.tasks.tell(by, now, this.tasks.find(number, by), told(now, was));
		});
	}

	private void restore(Task now, Was was) {
		this.jdbc.sql("""
				update tasks set touched = nextval('task_touches'), updated_at = :now, version = version + 1,
				    status = :status, status_by = :statusBy, status_at = :statusAt, answered_at = :answered,
				    decided_at = :decided, severity = :severity, standing = :standing, component = :component,
				    assignee_id = :assignee
				where number = :task
				""")
			.param("now", OffsetDateTime.now(this.clock))
			.param("status", was.status().name())
			.param("statusBy", was.statusBy())
			.param("statusAt", was.statusAt())
			.param("answered", was.since("answered"))
			.param("decided", was.since("decided"))
			.param("severity", was.severity().name())
			.param("standing", now.standingAs(was.severity(), now.regression()))
			.param("component", was.component())
			.param("assignee", was.assigneeId())
			.param("task", now.number())
			.update();
	}

	/** What the task's readers are told, in the words of the acts that do the same. */
	private List<Change.Act> told(Task now, Was was) {
		List<Change.Act> told = new ArrayList<>();
		if (now.status() != was.status()) {
			Map<String, String> facts = Map.of("from", now.status().name(), "to", was.status().name());
			told.add(new Change.Act((now.status() == TaskStatus.DUPLICATE) ? "unmerged" : "undid", facts));
		}
		if (now.severity() != was.severity()) {
			told.add(new Change.Act("rated", Map.of("from", now.severity().name(), "to", was.severity().name())));
		}
		if (!Objects.equals(now.component(), was.component())) {
			told.add(new Change.Act("sorted", Map.of("from", text(now.component()), "to", text(was.component()))));
		}
		if (!Objects.equals(now.plannedFor(), was.plannedFor())) {
			told.add(new Change.Act((was.plannedFor() != null) ? "scheduled" : "unscheduled",
					Map.of("from", text(now.plannedFor()), "to", text(was.plannedFor()))));
		}
		if (!Objects.equals(now.assigneeId(), was.assigneeId())) {
			told.add(assigned(was.assigneeId()));
		}
		return told;
	}

	private Change.Act assigned(@Nullable Long person) {
		if (person == null) {
			return new Change.Act("unassigned", Map.of());
		}
		Map<String, String> facts = new HashMap<>();
		facts.put("id", person.toString());
		facts.put("to", text(this.accounts.names(List.of(AccountId.of(person))).get(AccountId.of(person))));
		return new Change.Act("assigned", facts);
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

}
