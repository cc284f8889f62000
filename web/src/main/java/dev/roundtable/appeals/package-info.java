/** What people say against being silenced or suspended, and what moderators answer. */
@ApplicationModule(displayName = "Appeals",
		allowedDependencies = { "moderation", "forum", "limits", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.appeals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
