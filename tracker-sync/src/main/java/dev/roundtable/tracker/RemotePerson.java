package dev.roundtable.tracker;

/**
 * Somebody who works in the tracker.
 *
 * @param key what identifies her there and stays, as {@link Field#ASSIGNEE} has it
 * @param name to be read; never an e-mail address
 */
public record RemotePerson(String key, String name) {

	public RemotePerson {
		if (key.isBlank() || name.isBlank()) {
			throw new IllegalArgumentException("a person has a key and a name");
		}
	}

}
