package dev.roundtable.notifications;

import dev.roundtable.people.Viewer;

/**
 * What another room shows on the page where somebody chooses what reaches her.
 */
@FunctionalInterface
public interface SettingsPart {

	Shown of(Viewer viewer);

	/**
	 * @param template whose fragment {@code note} stands before the choices, and
	 * {@code part} after them
	 * @param it what those fragments know as {@code it}
	 */
	record Shown(String template, Object it) {
	}

}
