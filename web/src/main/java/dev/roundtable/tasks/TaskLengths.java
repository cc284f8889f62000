package dev.roundtable.tasks;

import dev.roundtable.writing.Title;

import org.springframework.stereotype.Component;

/**
 * The limits of what is typed about a task, for forms:
 * {@code th:maxlength="${@taskLengths.build}"}.
 */
@Component
class TaskLengths {

	public int getTitle() {
		return Title.MAX;
	}

	public int getBuild() {
		return Build.LENGTH;
	}

	public int getComponent() {
		return NewTask.COMPONENT;
	}

	public int getReason() {
		return TaskEdit.REASON;
	}

}
