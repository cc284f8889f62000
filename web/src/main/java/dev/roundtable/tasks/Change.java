package dev.roundtable.tasks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.roundtable.http.BadInput;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.Title;
import org.jspecify.annotations.Nullable;

import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * What an edit does to a task: the columns that it writes, the rows that its status
 * wants, and the acts as which the journal tells it. What the edit does not name, or
 * names as it is, is not touched. Refuses what makes no sense.
 */
final class Change {

	private final Task before;

	private final TaskStatus next;

	private final Map<String, @Nullable Object> columns = new LinkedHashMap<>();

	private final List<Act> acts = new ArrayList<>();

	private final @Nullable Build build;

	private final @Nullable String reason;

	private final @Nullable String plannedFor;

	private final @Nullable Long into;

	/**
	 * @param was the status that a duplicate came from, to which it may go back
	 * @param assignee whom the edit names, null for nobody
	 * @throws BadInput when the status cannot follow, what it asks for is missing, or a
	 * field is wrong
	 */
	Change(Task before, TaskEdit edit, @Nullable TaskStatus was, @Nullable Assignee assignee) {
		this.before = before;
		this.next = Objects.requireNonNullElse(edit.status(), before.status());
		if (moves() && !before.status().canBecome(this.next) && this.next != was) {
			throw new BadInput("status", "status.follow", inWords(before.status()), inWords(this.next));
		}
		this.build = build(edit.fixedIn());
		this.reason = reason(edit.reason());
		this.into = into(edit.duplicateOf());
		if (moves()) {
			this.columns.put("status", this.next.name());
			act(action(before.status(), this.next), facts());
		}
		title(edit.title());
		rank(edit.severity(), edit.regression());
		component(edit.component());
		if (edit.assignee() != null) {
			assignee(assignee);
		}
		audience(edit.audience());
		this.plannedFor = plannedFor(edit.plannedFor());
	}

	boolean moves() {
		return this.next != this.before.status();
	}

	TaskStatus next() {
		return this.next;
	}

	Map<String, @Nullable Object> columns() {
		return this.columns;
	}

	List<Act> acts() {
		return this.acts;
	}

	/** The build that the status names now, where the edit gave another one. */
	Optional<Build> build() {
		return Optional.ofNullable(this.build);
	}

	/**
	 * What is said about the status: null when that is left as it is, empty for nothing.
	 */
	@Nullable String reason() {
		return this.reason;
	}

	/**
	 * The build that it is planned for: null when that is left as it is, empty for none.
	 */
	@Nullable String plannedFor() {
		return this.plannedFor;
	}

	/** The task that it is merged into by this edit. */
	Optional<Long> into() {
		return Optional.ofNullable(this.into);
	}

	private Map<String, String> facts() {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("from", this.before.status().name());
		facts.put("to", this.next.name());
		String given = (this.build != null) ? this.build.name() : this.before.fixedIn();
		if (given != null && !this.next.isOpen()) {
			facts.put("build", given);
		}
		if (this.reason != null && !this.reason.isEmpty()) {
			facts.put("reason", this.reason);
		}
		if (this.into != null) {
			facts.put("into", this.into.toString());
		}
		return facts;
	}

	private @Nullable Build build(@Nullable String typed) {
		boolean named = typed != null && !typed.isBlank();
		return switch (this.next) {
			case FIXED, RELEASED, VERIFIED -> {
				if (!named && (typed != null || (this.before.fixedIn() == null && this.next != TaskStatus.VERIFIED))) {
					throw new BadInput("fixedIn", "fixedIn.missing");
				}
				Build given = named ? Build.of("fixedIn", typed) : null;
				if (given == null || given.name().equals(this.before.fixedIn())) {
					yield (this.next == TaskStatus.RELEASED && moves())
							? new Build(Objects.requireNonNull((given != null) ? given.name() : this.before.fixedIn()))
							: null;
				}
				if (!moves()) {
					act("corrected-build", Map.of("from", text(this.before.fixedIn()), "to", given.name()));
				}
				yield given;
			}
			case NEW, NEEDS_INFO, CONFIRMED, PLANNED, IN_PROGRESS, DECLINED, DUPLICATE -> {
				if (named) {
					throw new BadInput("fixedIn", "fixedIn.open");
				}
				yield null;
			}
		};
	}

	private @Nullable String reason(@Nullable String typed) {
		String given = (typed == null || typed.isBlank()) ? "" : Text.line("reason", typed, TaskEdit.REASON);
		if (this.next == TaskStatus.DECLINED && given.isEmpty() && (moves() || typed != null)) {
			throw new BadInput("reason", "reason.missing");
		}
		if (moves()) {
			return given;
		}
		if (typed == null || given.equals(text(this.before.reason()))) {
			return null;
		}
		act("explained", Map.of("from", text(this.before.reason()), "to", given));
		return given;
	}

	private @Nullable Long into(@Nullable Long wanted) {
		if (this.next != TaskStatus.DUPLICATE) {
			if (wanted != null) {
				throw new BadInput("duplicateOf", "duplicate.status");
			}
			return null;
		}
		if (wanted == null && moves()) {
			throw new BadInput("duplicateOf", "duplicate.missing");
		}
		if (wanted != null && wanted.equals(this.before.duplicateOf())) {
			return null;
		}
		if (wanted != null && !moves()) {
			act("merged", Map.of("into", wanted.toString()));
		}
		return wanted;
	}

	private @Nullable String plannedFor(@Nullable String typed) {
		String before = text(this.before.plannedFor());
		boolean given = typed != null && !typed.isBlank();
		String wanted = given ? Build.of("plannedFor", typed).name() : "";
		if (given && !this.next.isOpen()) {
			throw new BadInput("plannedFor", "plannedFor.closed");
		}
		if (typed == null || wanted.equals(before)) {
			return null;
		}
		act(given ? "scheduled" : "unscheduled", Map.of("from", before, "to", wanted));
		return wanted;
	}

	private void title(@Nullable String typed) {
		String title = (typed != null) ? Title.of(typed).value() : this.before.title();
		if (!title.equals(this.before.title())) {
			this.columns.put("title", title);
			this.columns.put("retitled", true);
			act("retitled", Map.of("from", this.before.title(), "to", title));
		}
	}

	private void rank(@Nullable Severity severity, @Nullable Boolean regression) {
		Severity harm = Objects.requireNonNullElse(severity, this.before.severity());
		boolean regressed = Objects.requireNonNullElse(regression, this.before.regression());
		if (harm != this.before.severity()) {
			this.columns.put("severity", harm.name());
			act("rated", Map.of("from", this.before.severity().name(), "to", harm.name()));
		}
		if (regressed != this.before.regression()) {
			this.columns.put("regression", regressed);
			act(regressed ? "called-regression" : "called-no-regression", Map.of());
		}
		if (harm != this.before.severity() || regressed != this.before.regression()) {
			this.columns.put("standing", this.before.standingAs(harm, regressed));
		}
	}

	private void component(@Nullable String typed) {
		if (typed == null) {
			return;
		}
		String component = typed.isBlank() ? "" : Text.line("component", typed, NewTask.COMPONENT);
		if (!component.equals(text(this.before.component()))) {
			this.columns.put("component", component.isEmpty() ? null : component);
			act("sorted", Map.of("from", text(this.before.component()), "to", component));
		}
	}

	private void assignee(@Nullable Assignee person) {
		Long id = (person != null) ? person.id() : null;
		if (!Objects.equals(id, this.before.assigneeId())) {
			this.columns.put("assignee_id", id);
			act((person != null) ? "assigned" : "unassigned",
					(person != null) ? Map.of("to", person.name(), "id", String.valueOf(person.id())) : Map.of());
		}
	}

	private void audience(@Nullable String typed) {
		if (typed == null) {
			return;
		}
		String key = chosenAudience(typed).key();
		if (!key.equals(this.before.audience())) {
			this.columns.put("audience", key);
			act(key.equals(Audience.TEAM.key()) ? "kept-to-team" : "opened-to-all", Map.of());
		}
	}

	/**
	 * Everybody or the team.
	 * @throws BadInput {@code audience.unknown}
	 */
	static Audience chosenAudience(String key) {
		Audience chosen = Audience.chosen("audience", key);
		if (!chosen.equals(Audience.EVERYONE) && !chosen.equals(Audience.TEAM)) {
			throw new BadInput("audience", "audience.unknown", key);
		}
		return chosen;
	}

	private void act(String action, Map<String, String> facts) {
		this.acts.add(new Act(action, facts));
	}

	private static String action(TaskStatus from, TaskStatus to) {
		if (!from.isOpen() && to.isOpen()) {
			return (from == TaskStatus.DUPLICATE) ? "unmerged" : "reopened";
		}
		return switch (to) {
			case NEW -> "sent-back";
			case NEEDS_INFO -> "asked";
			case CONFIRMED -> "confirmed";
			case PLANNED -> "planned";
			case IN_PROGRESS -> "started";
			case FIXED -> "fixed";
			case RELEASED -> "released";
			case VERIFIED -> "verified";
			case DECLINED -> "declined";
			case DUPLICATE -> "merged";
		};
	}

	private static DefaultMessageSourceResolvable inWords(TaskStatus status) {
		return new DefaultMessageSourceResolvable("status." + status.name());
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

	/** One thing that was done, as the journal keeps it. */
	record Act(String action, Map<String, String> facts) {

		/** Whether it names another task. */
		boolean ofMerging() {
			return this.action.equals("merged") || this.action.equals("unmerged");
		}

	}

	record Assignee(long id, String name) {
	}

}
