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

	record Remove(DocumentKey key) implements IndexChange {

	}

}
