package dev.roundtable.site;

import java.util.Map;

/**
 * What waits in one place for whoever is signed in: a room says how its rows are found,
 * and they are counted together with those of all other rooms.
 *
 * @param rows SQL that selects them
 * @param parameters by name; what has one name in two rooms is the same in both
 */
public record Waiting(String rows, Map<String, ?> parameters) {

	public Waiting {
		parameters = Map.copyOf(parameters);
	}

}
