/** How a community grows: people, posts, answers, by day and by week. */
@ApplicationModule(displayName = "Numbers",
		allowedDependencies = { "charts", "forum", "people", "site", "http", "writing" })
@NullMarked
package dev.roundtable.numbers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
