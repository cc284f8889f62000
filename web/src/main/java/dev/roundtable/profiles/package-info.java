/**
 * The page of a person: what she says of herself, and the parts that other rooms bring.
 */
@ApplicationModule(displayName = "Profiles", allowedDependencies = { "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.profiles;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
