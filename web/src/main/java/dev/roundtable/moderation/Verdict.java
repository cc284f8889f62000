package dev.roundtable.moderation;

import org.jspecify.annotations.Nullable;

/**
 * What a moderator decides of an item, as it was asked for.
 *
 * @param days that silence or suspend last, 0 for no end
 * @param version of the text that she read; null where she does not say
 */
record Verdict(@Nullable Decision decision, @Nullable String reason, int days, @Nullable Long version) {
}
