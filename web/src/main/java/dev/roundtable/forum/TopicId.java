package dev.roundtable.forum;

public record TopicId(long value) {

	public static TopicId of(long value) {
		return new TopicId(value);
	}

}
