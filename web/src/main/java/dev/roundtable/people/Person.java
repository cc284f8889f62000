package dev.roundtable.people;

/** An account as others see it. */
public record Person(AccountId id, String name, Role role) {
}
