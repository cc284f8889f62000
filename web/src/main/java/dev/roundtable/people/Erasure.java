package dev.roundtable.people;

/**
 * What a room forgets of a person who is erased. It is asked step by step, each in a
 * transaction of its own, by whichever node is free, and goes on after a kill where it
 * was; the same step may be asked again and then finds nothing. A step never waits for a
 * person, a page or another service.
 */
public interface Erasure {

	/** What {@link #erase} returns when nothing is left. */
	long DONE = -1;

	/** What a step is called, for good: at most 40 characters, one for each. */
	String step();

	Turn turn();

	/**
	 * Erases some of it in the caller's transaction, with everything that has to follow:
	 * pages, search, the list.
	 * @param from 0 at first, then what this returned before
	 * @return where to go on, larger than {@code from}, or {@link #DONE}
	 */
	long erase(Who person, long from);

	/** In which order rooms are asked. */
	enum Turn {

		/** Whatever she could come in by. */
		ACCESS,

		/** What is hers, and where else her name stands, which is still known. */
		TRACES,

		/** Her name itself. */
		NAME,

		/** What shows her name, which is another now, and what she wrote. */
		WORDS

	}

	/**
	 * @param name hers, until {@link Turn#NAME} is over
	 * @param placeholder what stands in the place of her name from then on
	 * @param words whether what she wrote goes, too
	 */
	record Who(AccountId id, String name, String placeholder, boolean words) {
	}

}
