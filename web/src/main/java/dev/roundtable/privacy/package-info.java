/**
 * What people may ask of a site that keeps their data: to take it with them, and to be
 * erased. Each room packs and erases what it keeps, see
 * {@link dev.roundtable.people.PersonalData} and {@link dev.roundtable.people.Erasure}.
 */
@ApplicationModule(displayName = "Privacy",
		allowedDependencies = { "signin", "people", "limits", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
