package dev.roundtable.forum;

/** What a topic is. Bugs and ideas are feedback: they become rows of the one list. */
public enum TopicKind {

	DISCUSSION, QUESTION, BUG, IDEA;

	public boolean isFeedback() {
		return this == BUG || this == IDEA;
	}

}
