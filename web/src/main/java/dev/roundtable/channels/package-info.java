/**
 * How people are told beyond the page: mail at once, digests, their browsers; when it is
 * quiet, in which language, and how each is ended.
 */
@ApplicationModule(displayName = "Channels",
		allowedDependencies = { "notifications", "mail", "push", "forum", "limits", "people", "journal", "site", "http",
				"writing" })
@NullMarked
package dev.roundtable.channels;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
