package dev.roundtable.tracker.sync;

/** What is done with one field. */
public record FieldRule(Direction direction, Policy policy, ValueMap map) {
}
