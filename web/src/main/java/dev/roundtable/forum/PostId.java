package dev.roundtable.forum;

public record PostId(long value) {

	public static PostId of(long value) {
		return new PostId(value);
	}

}
