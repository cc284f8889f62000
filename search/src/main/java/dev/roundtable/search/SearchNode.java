package dev.roundtable.search;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/** A single Elasticsearch node that may still be coming up. */
public interface SearchNode {

	SearchIndex.State state();

	/** Where it answers, null until it does. */
	@Nullable URI uri();

}
