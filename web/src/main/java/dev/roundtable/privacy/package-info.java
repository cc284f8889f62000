/**
 * What people may ask of a site that keeps their data: to take it with them. Each room
 * packs what it keeps, see {@link dev.roundtable.people.PersonalData}.
 */
@ApplicationModule(displayName = "Privacy", allowedDependencies = { "people", "limits", "journal", "site", "http" })
@NullMarked
package dev.roundtable.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
