package dev.roundtable.tasks;

/**
 * Who says to have what a task is about has changed, or on what, in the publisher's
 * transaction.
 */
public record ReportsChanged(TaskNumber task) {
}
