/**
 * Brings threads from elsewhere: {@code --import=FILE} reads NDJSON, UTF-8, one topic a
 * line, and ends without having started a web server.
 *
 * <pre>
 * {"type":"topic", "source":"rust", "id":"12345", "board":"typesystem", "kind":"bug",
 *  "author":"mei", "created":"2014-05-06T07:08:09Z", "title":"…", "body":"Markdown",
 *  "tags":["A-typesystem"], "status":"open", "duplicate_of":"12001",
 *  "replies":[{"id":"77", "author":"tom", "created":"…", "body":"…", "accepted":true}]}
 * </pre>
 *
 * {@code kind} is discussion, question, bug or idea; {@code status} is open (the default)
 * or closed. {@code tags}, {@code duplicate_of}, {@code replies} and {@code accepted} may
 * be missing. {@code (source, id)} names a topic for good and {@code (source, id, reply
 * id)} a reply: what is there already stays as it is, so an import can be repeated, also
 * after it was killed. Refused lines go to {@code FILE.rejected}.
 */
@ApplicationModule(displayName = "Importing",
		allowedDependencies = { "boards", "forum", "tasks", "feedback", "indexing", "people", "journal", "site", "http",
				"writing", "search" })
@NullMarked
package dev.roundtable.importing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
