package dev.roundtable.addresses;

import dev.roundtable.people.AccountId;

/**
 * Somebody took back a change of her address that she did not make: whoever made it may
 * still be signed in. Told in the transaction.
 */
public record AddressRestored(AccountId account) {
}
