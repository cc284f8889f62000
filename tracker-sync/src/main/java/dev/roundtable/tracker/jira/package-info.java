/**
 * Jira, of Cloud and of Data Center, by version 2 of its REST API: both have it, and both
 * take and give wiki markup by it, where version 3 is Cloud's alone. Not tried against a
 * live server: what is asked for rests on the documents of both.
 *
 * <p>
 * Our name for a task is a label, which both find by an exact search; properties of
 * issues are found by those alone that an app has registered.
 *
 * @see <a href= "https://developer.atlassian.com/cloud/jira/platform/rest/v2/intro/">
 * Cloud</a>
 * @see <a href= "https://docs.atlassian.com/software/jira/docs/api/REST/latest/">Data
 * Center</a>
 * @see <a href=
 * "https://developer.atlassian.com/cloud/jira/platform/rate-limiting/">Limits</a>
 */
@NamedInterface("jira")
@NullMarked
package dev.roundtable.tracker.jira;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
