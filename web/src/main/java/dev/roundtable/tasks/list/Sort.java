package dev.roundtable.tasks.list;

import java.util.Locale;

import dev.roundtable.http.CursorPage;
import dev.roundtable.tasks.Task;

/** The orders of the list, each from the greatest down. */
enum Sort {

	SCORE("t.standing"), NEW("t.created_at"), VOTES("t.votes"), UPDATED("t.updated_at");

	private final String column;

	Sort(String column) {
		this.column = column;
	}

	String column() {
		return this.column;
	}

	/** As it is written in a query. */
	String written() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * What a cursor says.
	 * @throws java.time.DateTimeException when it is no moment
	 * @throws NumberFormatException when it is no number
	 */
	Object parse(String position) {
		return switch (this) {
			case SCORE -> Double.parseDouble(position);
			case VOTES -> Integer.parseInt(position);
			case NEW, UPDATED -> CursorPage.moment(position);
		};
	}

	Object position(Task row) {
		return switch (this) {
			case SCORE -> row.standing();
			case VOTES -> row.votes();
			case NEW -> row.createdAt();
			case UPDATED -> row.updatedAt();
		};
	}

	/** For a cursor. */
	String written(Task row) {
		return switch (this) {
			case SCORE, VOTES -> String.valueOf(position(row));
			case NEW -> row.createdAt().toInstant().toString();
			case UPDATED -> row.updatedAt().toInstant().toString();
		};
	}

}
