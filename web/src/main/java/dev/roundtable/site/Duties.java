package dev.roundtable.site;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * What waits for somebody because of what she does for the site, for the frame of every
 * page. Implemented by a room that keeps a queue.
 */
public interface Duties {

	/** What is shown at most; more are "and more". */
	int MOST = 99;

	/** Null for those whose task it is not; stops being counted beyond {@link #MOST}. */
	@Nullable Waiting waiting(Principal viewer);

}
