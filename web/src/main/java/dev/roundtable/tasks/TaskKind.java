package dev.roundtable.tasks;

public enum TaskKind {

	BUG, IDEA, CHORE

}
