package dev.roundtable.people;

import java.io.IOException;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** What a room keeps of a person, for her to take with her. */
@FunctionalInterface
public interface PersonalData {

	/**
	 * Packs all of it, page by page, so that no connection is held and little memory used
	 * however much there is. Her own words are hers wherever they stand; what others
	 * wrote, only as far as she may read it now.
	 */
	void pack(Viewer person, Archive archive) throws IOException;

	/** Where it goes. Names of files are unique, and may have folders. */
	interface Archive {

		/** Rows of one statement, and of one file. */
		int ROWS = 200;

		/**
		 * @param value a record, or a list of records
		 */
		void json(String file, Object value) throws IOException;

		/**
		 * All rows of a kind, a page at a time, each page a file of its own; no file
		 * where there are none.
		 * @param files with a place for the number of the page, from 1
		 * @param after the next rows behind a key, {@link #ROWS} of them at most
		 */
		default <T> void pages(String files, LongFunction<List<T>> after, ToLongFunction<T> key) throws IOException {
			long last = 0;
			for (int page = 1;; page++) {
				List<T> rows = after.apply(last);
				if (rows.isEmpty()) {
					return;
				}
				json(files.formatted(page), rows);
				last = key.applyAsLong(rows.getLast());
			}
		}

		void text(String file, String text) throws IOException;

		void file(String file, byte[] content) throws IOException;

	}

}
