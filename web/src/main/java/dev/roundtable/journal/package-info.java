/**
 * One row for each thing that happened, written in the transaction in which it happened,
 * and its delivery to those who follow. Notifications, mail, histories, feeds, trackers
 * and statistics read it.
 * <p>
 * Delivery is our own because of what two libraries did when tried (Boot 4.1.1, eight
 * writers on 200 subjects, H2 2.4.240 with {@code WRITE_DELAY=0} and PostgreSQL 15; five
 * kills with SIGKILL at random of one H2 node, and of one of two nodes on one
 * PostgreSQL). The machine had a load of about 20 on two cores, so the rates say little:
 * writes a second without delivery, with this room's queue, with the registry, with
 * Namastack were 450, 361, 18, 26 on H2 and 56, 39, 20, 24 a minute later; on PostgreSQL
 * 169, 117, 74, 97, and single runs differed by several times. Spring Modulith's registry
 * 2.1.0 told 13 of 297 twice after the kills on H2, and on two nodes 7 of 5,867 twice and
 * 42 out of order; it keeps no order, and what a dead node was at waits for a restart (3
 * rows did). Namastack's outbox 1.6.0 (the newest that could be resolved, without
 * Modulith's starter for it) lost nothing and kept the order but for repetitions: 3 of
 * 553 twice on H2, 6 of 21,060 on two nodes. It is the one to take should this room ever
 * be too little. It was not taken because it gives a follower one record at a time (37 to
 * 42 a second on H2, 150 to 164 on PostgreSQL) and marks it outside the follower's
 * transaction, so that a database is written twice; it keeps six indexes and a copy of
 * the payload for each record, takes a node for dead after 30 seconds by default, and
 * brings Kotlin. This room's queue, as tried there: none of 668 and none of 13,899 lost,
 * doubled or out of order.
 */
@ApplicationModule(displayName = "Journal", allowedDependencies = { "site", "http" })
@NullMarked
package dev.roundtable.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
