/**
 * Who gets builds before others: seats in a channel, by a rule, asked first and given
 * back. It keeps house with the tables of the releases, whose room it is in.
 */
@ApplicationModule(displayName = "Seats in channels",
		allowedDependencies = { "releases", "forum", "groups", "trust", "limits", "people", "journal", "site", "http",
				"writing" })
@NullMarked
package dev.roundtable.releases.seats;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
