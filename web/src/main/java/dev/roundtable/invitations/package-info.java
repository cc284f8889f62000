/**
 * How new people come in: the rule that administrators set, links that say where people
 * come from, those who asked to be let in, and how many came by which way.
 */
@ApplicationModule(displayName = "Invitations",
		allowedDependencies = { "signin", "privacy", "moderation", "groups", "addresses", "mail", "admin", "people",
				"limits", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.invitations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
