/**
 * Web push (RFC 8030, 8291, 8292): the site's keys, the browsers that people want to be
 * told in, and the way to their push services. It knows nothing of what is told.
 */
@ApplicationModule(displayName = "Push",
		allowedDependencies = { "limits", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
