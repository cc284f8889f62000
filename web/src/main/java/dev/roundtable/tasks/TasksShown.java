package dev.roundtable.tasks;

import java.util.List;

/** Who may read these tasks has changed, in the publisher's transaction. */
public record TasksShown(List<TaskNumber> tasks) {
}
