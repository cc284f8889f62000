package dev.roundtable.factors;

import dev.roundtable.people.AccountId;

/** What somebody may have instead of codes, in a room that knows. */
@FunctionalInterface
public interface OtherFactor {

	boolean has(AccountId account);

}
