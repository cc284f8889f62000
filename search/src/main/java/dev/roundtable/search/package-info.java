/**
 * The search port ({@code SearchIndex}), its Elasticsearch implementation and the
 * language analysis both sides share. The private node for machines without a cluster is
 * in {@code node}.
 */
@NullMarked
package dev.roundtable.search;

import org.jspecify.annotations.NullMarked;
