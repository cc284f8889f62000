package dev.roundtable.people;

/**
 * Looks at what somebody is about to publish where nothing waits for review: what she
 * says of herself, the name of a tag. Implemented by the room that knows which words are
 * not to be written.
 */
public interface WordList {

	/**
	 * @param typed plain text or Markdown
	 * @return what may be published
	 * @throws dev.roundtable.http.BadInput on that field what may not be written at all,
	 * and what somebody would have to look at first
	 */
	String screened(Viewer author, String field, String typed);

	/**
	 * Of the name that somebody chooses for herself: nothing in it is crossed out.
	 * @throws dev.roundtable.http.BadInput {@code name.word} on {@code name}
	 */
	void refuseName(String typed);

}
