package dev.roundtable.site;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * How much waits for whoever is signed in, for the frame of every page. Implemented by
 * the room that tells people things.
 */
public interface Bell {

	/** What the bell shows at most; more are "and more". */
	int MOST = 99;

	/** At most one more than {@link #MOST}; one cheap statement. */
	int unread(Principal viewer);

	/** The same to be counted with others; null for whom there is no bell. */
	@Nullable Waiting waiting(Principal viewer);

}
