/**
 * Honours: levels, medals, and the days on which people check in. Each can be switched
 * off ({@code roundtable.honours.*}), and none grants anything.
 * <p>
 * A level is computed from points: 20 for each report that the team took up, 10 for each
 * answer that solved somebody's question, half a point for each post up to 200 of them,
 * and half a point for each day of checking in up to 100. Level <i>n</i> takes
 * 10&nbsp;(<i>n</i>&nbsp;-&nbsp;1)² points: 10 for the second, 40 for the third, 90, 160,
 * 250. Posts and checking in make 150 points at most, so that nobody comes beyond level 4
 * without having helped. What people did is counted in batches by the room of groups.
 */
@ApplicationModule(displayName = "Honours",
		allowedDependencies = { "files", "profiles", "people", "journal", "site", "server", "http", "writing" })
@NullMarked
package dev.roundtable.honours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
