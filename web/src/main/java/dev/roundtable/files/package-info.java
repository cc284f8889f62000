/**
 * Uploaded pictures. What comes in is looked at before it is decoded, decoded, and made
 * anew in a few fixed sizes: nothing of the file that was sent is kept, so neither is
 * where a photo was taken nor what else a file was. The files lie in a store under names
 * that their content gives them, and are served at addresses that never change.
 */
@ApplicationModule(displayName = "Files",
		allowedDependencies = { "limits", "people", "database", "journal", "site", "server", "http" })
@NullMarked
package dev.roundtable.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
