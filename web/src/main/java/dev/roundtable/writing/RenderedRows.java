package dev.roundtable.writing;

import java.util.List;

/**
 * Rows of one kind that keep what {@link Markdown} made of a text. The room that owns
 * them implements this, so that they are made again when the renderer has changed.
 */
public interface RenderedRows {

	/** Its name, for good: how far it got is kept under it. */
	String kind();

	/**
	 * The next rows that an older renderer made, by their ids.
	 * @param after the id they come after
	 */
	List<Row> outdated(long after, int renderer, int most);

	/**
	 * Stores the text anew in the caller's transaction. Does nothing where somebody is
	 * changing the row or has changed it since, and never waits for that. Raises what
	 * caches of pages go by, but not the version that an open edit was made against.
	 */
	void rewrite(Row row, Rendered text);

	/**
	 * @param version what the body was read at
	 */
	record Row(long id, long version, String body) {
	}

}
