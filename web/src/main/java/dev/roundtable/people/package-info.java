/**
 * Who people are: accounts and their names, roles and what they may do, whoever looks and
 * what she may see, sanctions.
 */
@ApplicationModule(displayName = "People", allowedDependencies = { "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
