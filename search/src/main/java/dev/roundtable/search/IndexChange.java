package dev.roundtable.search;

/** One step that brings the index in line with the database. */
public sealed interface IndexChange {

	DocumentKey key();

	record Put(SearchDocument document) implements IndexChange {

		@Override
		public DocumentKey key() {
			return this.document.key();
		}

	}

	/**
	 * @param version as of a document: a removal is no exception to the order
	 */
	record Remove(DocumentKey key, long version) implements IndexChange {

	}

}
