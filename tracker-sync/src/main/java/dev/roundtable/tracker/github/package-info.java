/**
 * GitHub Issues, by its REST API of {@code 2022-11-28} with the token of an account of
 * its own, and by its webhooks.
 *
 * @see <a href="https://docs.github.com/en/rest/issues">Issues</a>
 * @see <a href=
 * "https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api"> Rate
 * limits</a>
 * @see <a href=
 * "https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">
 * Validating webhook deliveries</a>
 */
@NamedInterface("github")
@NullMarked
package dev.roundtable.tracker.github;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
