/**
 * Votes for ideas: one person, one vote for an idea, over all its topics, and so many
 * open ideas at once. It keeps house with the tables of feedback, whose room it is in.
 */
@ApplicationModule(displayName = "Voting",
		allowedDependencies = { "feedback", "forum", "boards", "tasks", "charts", "trust", "limits", "people",
				"journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.feedback.voting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
