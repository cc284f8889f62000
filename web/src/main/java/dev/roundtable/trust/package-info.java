/**
 * How far people are trusted. Everybody begins as new (0) and rises by reading and being
 * read: to basic (1), member (2) and regular (3). A leader (4) is made by hand alone.
 * Those who work here are above the ladder and not on it.
 * <p>
 * A level takes so many topics opened, posts read, days here, votes given and received,
 * different people who replied, and accepted reports and answers: {@link Ladder} has the
 * numbers, {@code /trust} shows them and {@code /admin/trust} changes them. What is read,
 * visited and replied counts over the last hundred days, the rest for good. Basic and
 * member stay; regular is lost by whoever has less than nine of ten of what it takes, or
 * is silenced or suspended, and for half a year after such a sanction nobody rises,
 * unless it was taken back. A moderator may fix somebody's level, with a reason, and let
 * go of it again.
 * <p>
 * {@link Trust} answers what somebody may: how often, how many links and pictures,
 * whether her posts wait on boards that look at new people first, whether she writes
 * first. Who was imported from elsewhere and never read here is basic from the start.
 * <p>
 * {@link Reading} costs a page no statement. Counting goes over those alone of whom
 * something changed.
 */
@ApplicationModule(displayName = "Trust",
		allowedDependencies = { "profiles", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.trust;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
