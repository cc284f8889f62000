package dev.roundtable.people;

import java.io.IOException;

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

		/**
		 * @param value a record, or a list of records
		 */
		void json(String file, Object value) throws IOException;

		void text(String file, String text) throws IOException;

		void file(String file, byte[] content) throws IOException;

	}

}
