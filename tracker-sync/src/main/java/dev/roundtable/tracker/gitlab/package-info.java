/**
 * GitLab's issues, by its REST API (v4) with the token of an account of its own, and by
 * its webhooks. Not tried against a live server: GitLab's published description lacks the
 * routes of issues and notes, so that what is asked for rests on its documents.
 *
 * @see <a href="https://docs.gitlab.com/api/issues/">Issues</a>
 * @see <a href="https://docs.gitlab.com/api/notes/">Notes</a>
 * @see <a href="https://docs.gitlab.com/user/project/integrations/webhooks/">Webhooks</a>
 * @see <a href=
 * "https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/">Rate
 * limits</a>
 */
@NamedInterface("gitlab")
@NullMarked
package dev.roundtable.tracker.gitlab;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
