/**
 * The private Elasticsearch node for machines without a cluster: its folder, its process,
 * and that it never outlives Roundtable.
 */
@NamedInterface("node")
@NullMarked
package dev.roundtable.search.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
