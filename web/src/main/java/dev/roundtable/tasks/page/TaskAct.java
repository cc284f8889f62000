package dev.roundtable.tasks.page;

import java.util.Arrays;
import java.util.Locale;

import dev.roundtable.http.NotFound;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the team does to a task. Each act has an address of its own, on pages and for
 * programs, which takes what the act needs and nothing else.
 */
enum TaskAct {

	CONFIRM, PLAN, START, VERIFY, SEND_BACK, NEED_INFO, ASK, FIX, RELEASE, DECLINE, MERGE, UNMERGE, REOPEN, ASSIGN,
	ASSIGN_ME, RETITLE, RATE, REGRESSION, COMPONENT, AUDIENCE, SCHEDULE, TAKE_BACK;

	/** The end of its address. */
	String address() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * @throws NotFound when there is no such act
	 */
	static TaskAct at(String address) {
		return Arrays.stream(values())
			.filter((act) -> act.address().equals(address))
			.findFirst()
			.orElseThrow(() -> new NotFound("act " + address));
	}

	/** Of what was sent, that which is the act's. */
	TaskEdit edit(long version, TaskEdit sent, Viewer viewer) {
		return switch (this) {
			case CONFIRM -> TaskEdit.status(version, TaskStatus.CONFIRMED).because(sent.reason());
			case PLAN -> TaskEdit.planned(version, blankToNull(sent.plannedFor())).because(sent.reason());
			case START -> TaskEdit.status(version, TaskStatus.IN_PROGRESS).because(sent.reason());
			case VERIFY -> TaskEdit.status(version, TaskStatus.VERIFIED).because(sent.reason());
			case SEND_BACK -> TaskEdit.status(version, TaskStatus.NEW).because(sent.reason());
			case NEED_INFO, ASK -> TaskEdit.status(version, TaskStatus.NEEDS_INFO, sent.reason());
			case FIX -> TaskEdit.fixed(version, text(sent.fixedIn())).because(sent.reason());
			case RELEASE -> TaskEdit.released(version, sent.fixedIn()).because(sent.reason());
			case DECLINE -> TaskEdit.declined(version, text(sent.reason()));
			case MERGE -> TaskEdit.merged(version, sent.duplicateOf());
			case UNMERGE, TAKE_BACK -> TaskEdit.nothing(version);
			case REOPEN -> TaskEdit.nothing(version).because(sent.reason());
			case ASSIGN -> TaskEdit.assignee(version, text(sent.assignee()));
			case ASSIGN_ME -> TaskEdit.assignee(version, viewer.name());
			case RETITLE -> TaskEdit.title(version, text(sent.title()));
			case RATE -> TaskEdit.severity(version, sent.severity());
			case REGRESSION -> TaskEdit.regression(version, Boolean.TRUE.equals(sent.regression()));
			case COMPONENT -> TaskEdit.component(version, text(sent.component()));
			case AUDIENCE -> TaskEdit.audience(version, text(sent.audience()));
			case SCHEDULE -> TaskEdit.plannedFor(version, text(sent.plannedFor()));
		};
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private static @Nullable String blankToNull(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text;
	}

}
