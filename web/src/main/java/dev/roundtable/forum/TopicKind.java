package dev.roundtable.forum;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** What a topic is. Bugs and ideas are feedback: they become rows of the one list. */
public enum TopicKind {

	DISCUSSION, QUESTION, BUG, IDEA;

	public boolean isFeedback() {
		return this == BUG || this == IDEA;
	}

	/** As somebody chose it in a form; null where that is none. */
	public static @Nullable TopicKind chosen(String typed) {
		return Arrays.stream(values()).filter((one) -> one.name().equals(typed)).findFirst().orElse(null);
	}

}
