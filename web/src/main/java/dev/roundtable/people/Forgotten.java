package dev.roundtable.people;

import org.jspecify.annotations.Nullable;

/**
 * What somebody is, or by what she came in, may have changed a moment ago: whoever holds
 * something open for her looks again. Told after the commit, on the node that changed it.
 *
 * @param account null where one secret alone is meant
 * @param hash the digest of that secret, null where all of the account's are meant
 */
public record Forgotten(@Nullable AccountId account, @Nullable String hash) {
}
