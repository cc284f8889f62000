/**
 * The embedded database: one H2 file beside the application, which no acknowledged write
 * leaves when the process dies, which stays small, and which comes back by itself after a
 * full disk. PostgreSQL is not touched by anything here.
 * <p>
 * What was tried, on H2 2.4.240 with the tables and indexes of a reply, eight writers, on
 * a loaded machine, so that the ratios count: {@code WRITE_DELAY=0} wrote 53 KB for each
 * reply, left 6 % of the file alive and never used the rest again, because each chunk
 * keeps a page that is still needed and no thread compacts. A group commit (one thread
 * calls {@code MVStore.commit()} for all who wait) wrote 24 KB at twice the rate; with
 * H2's own threads to serialize and save it was no faster (31 KB). Neither shrinks
 * anything without compaction: rewriting chunks below half alive every 100 ms kept the
 * file at 2.7 times the text, and some seconds of quiet brought it to 1.4 times.
 * <p>
 * H2 collects the roots of its changed tables one after the other, while others write.
 * Without {@link dev.roundtable.database.GroupCommit}'s gate, 40 kills left transactions
 * that were there by half (never an acknowledged one lost); with it, none in 70 kills and
 * 13,018 acknowledged replies. {@code RETENTION_TIME} protects nothing in this version
 * (it looks at when a chunk was made, not at when it died) and keeps the file large. Who
 * must survive a power cut sets {@code roundtable.database.sync}.
 */
@ApplicationModule(displayName = "Database", allowedDependencies = "http")
@NullMarked
package dev.roundtable.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
