/**
 * Redmine 5 and later, by its REST API with the key of an account of its own.
 *
 * <p>
 * What it does unexpectedly is written down in {@code RedmineOdditiesIT}. The two that
 * shape this package: it acknowledges what its workflow forbids and ignores it, so
 * everything is read back; and it takes an unknown key for nobody, who may read public
 * projects, so that the key is asked about apart (see {@code Account}).
 *
 * @see <a href="https://www.redmine.org/projects/redmine/wiki/Rest_api">REST API</a>
 */
@NamedInterface("redmine")
@NullMarked
package dev.roundtable.tracker.redmine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
