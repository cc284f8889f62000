package dev.roundtable.tasks;

import java.util.List;

/**
 * Which tasks a query of the list finds, for rooms that act on them by rule: of those
 * that everybody may see. Implemented by the list.
 */
public interface TaskQueries {

	/** UTF-16 units of a query. */
	int LENGTH = 500;

	/**
	 * @throws dev.roundtable.http.BadInput on {@code q} where anything in it is not
	 * understood
	 */
	void require(String q);

	/** A query that is not understood any more finds nothing. */
	boolean finds(String q, long task);

	/** Numbers behind one, in their order. */
	List<Long> found(String q, long behind, int most);

}
