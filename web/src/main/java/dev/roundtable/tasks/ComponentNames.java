package dev.roundtable.tasks;

import java.util.Map;

import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * What people call the components that tasks name by key. Implemented by a room that
 * knows.
 */
public interface ComponentNames {

	/**
	 * By key; keys nobody knows are missing, and those whose name is not for her.
	 * @param viewer null for an anonymous reader
	 */
	Map<String, String> names(@Nullable Viewer viewer);

}
