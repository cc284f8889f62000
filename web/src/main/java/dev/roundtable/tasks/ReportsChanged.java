package dev.roundtable.tasks;

/**
 * Who says to have what a task is about has changed, or on what, in the publisher's
 * transaction.
 *
 * @param builds whether the builds on which they have it may be others now
 */
public record ReportsChanged(TaskNumber task, boolean builds) {
}
