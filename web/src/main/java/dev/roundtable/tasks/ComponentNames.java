package dev.roundtable.tasks;

import java.util.Map;

/**
 * What people call the components that tasks name by key. Implemented by a room that
 * knows.
 */
public interface ComponentNames {

	/** By key; keys nobody knows are missing. */
	Map<String, String> names();

}
