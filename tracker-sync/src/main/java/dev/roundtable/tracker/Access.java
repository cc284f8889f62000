package dev.roundtable.tracker;

import java.time.Duration;
import java.util.Set;

/**
 * What a connection's token may do.
 *
 * @param account whose token it is
 * @param rights what it may do in the project, of what the tracker can do at all
 * @param ahead how far the tracker's clock is ahead of ours, negative when it is behind
 */
public record Access(RemotePerson account, Set<Ability> rights, Duration ahead) {

	public Access {
		rights = Set.copyOf(rights);
	}

}
