package dev.roundtable.groups;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import dev.roundtable.journal.Subject;

/**
 * What people did for the others, counted from what there is now. Implemented by the room
 * that knows forum and list.
 */
public interface Deeds {

	/** Of those accounts that did anything; a few statements, however many they are. */
	Map<Long, Done> of(Collection<Long> accounts);

	/** Whose deeds may be others since something happened to those topics and tasks. */
	Set<Long> behind(Set<Subject> subjects);

	/**
	 * @param posts floors that others can read
	 * @param reports that the team took up: confirmed, planned, or further
	 * @param answers that solved somebody's question
	 */
	record Done(int posts, int reports, int answers) {

		static final Done NOTHING = new Done(0, 0, 0);

	}

}
