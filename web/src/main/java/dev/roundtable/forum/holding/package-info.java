/**
 * Authors take back what they wrote, and moderators hide and delete it: the addresses of
 * both. What a floor that is held is, the room says that it is in.
 */
@ApplicationModule(displayName = "Holding",
		allowedDependencies = { "forum", "boards", "limits", "people", "site", "http" })
@NullMarked
package dev.roundtable.forum.holding;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
