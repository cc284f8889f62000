package dev.roundtable.factors;

import dev.roundtable.people.AccountId;

/**
 * An administrator took somebody's second step off, who lost all that she had for it.
 * Told in the transaction.
 */
public record FactorsTakenOff(AccountId account) {
}
