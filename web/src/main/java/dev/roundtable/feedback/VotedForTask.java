package dev.roundtable.feedback;

import dev.roundtable.tasks.TaskNumber;

/** Somebody voted for a task itself, or took that back; published in the transaction. */
public record VotedForTask(TaskNumber task) {
}
