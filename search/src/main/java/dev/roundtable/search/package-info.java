/**
 * The search port ({@code SearchIndex}), its Elasticsearch implementation, the language
 * analysis both sides share, and the private Elasticsearch node for machines without a
 * cluster.
 */
@NullMarked
package dev.roundtable.search;

import org.jspecify.annotations.NullMarked;
