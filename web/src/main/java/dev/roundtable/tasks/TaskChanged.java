package dev.roundtable.tasks;

/** A task was opened, changed or publicly answered, in the publisher's transaction. */
public record TaskChanged(TaskNumber task) {
}
