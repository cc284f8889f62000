/**
 * Messages between people: conversations of some who are named, which exist for nobody
 * else. No list, feed, search, page cache or log of another room knows what is said in
 * them; other rooms learn who hears of one, and nothing more, by the view
 * {@code conversation_facts}. A moderator reads what somebody in it reported, that
 * message alone.
 */
@ApplicationModule(displayName = "Messages",
		allowedDependencies = { "moderation", "limits", "trust", "profiles", "people", "journal", "site", "http",
				"writing" })
@NullMarked
package dev.roundtable.messages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
