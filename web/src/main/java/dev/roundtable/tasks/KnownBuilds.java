package dev.roundtable.tasks;

import java.util.List;

/**
 * Which builds there are, so that a fix names one that people will have. Implemented by
 * the room that keeps releases; where it keeps none, every build is known.
 */
public interface KnownBuilds {

	/** Those that a form offers. */
	int OFFERED = 100;

	boolean knows(Build build);

	/** Those that are written most like it, at most three. */
	List<Build> near(Build build);

	/** For forms: the newest first, at most {@link #OFFERED}. */
	List<String> latest();

}
