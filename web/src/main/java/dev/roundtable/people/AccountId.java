package dev.roundtable.people;

public record AccountId(long value) {

	public static AccountId of(long value) {
		return new AccountId(value);
	}

}
