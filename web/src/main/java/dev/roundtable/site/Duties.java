package dev.roundtable.site;

import java.security.Principal;

/**
 * What waits for somebody because of what she does for the site, for the frame of every
 * page. Implemented by a room that keeps a queue.
 */
public interface Duties {

	/** What is shown at most; more are "and more". */
	int MOST = 99;

	/**
	 * Nothing for those whose task it is not. A cheap statement for each queue, which
	 * stops counting beyond {@link #MOST}.
	 */
	int waiting(Principal viewer);

}
