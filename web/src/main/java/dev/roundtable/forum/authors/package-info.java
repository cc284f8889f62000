/**
 * What the forum has of a person: on her page, in the data that she takes with her, and
 * what becomes of it when her picture changes or she is erased. It keeps house with the
 * tables of the forum.
 */
@ApplicationModule(displayName = "Authors",
		allowedDependencies = { "forum", "profiles", "people", "journal", "site", "writing" })
@NullMarked
package dev.roundtable.forum.authors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
