package dev.roundtable.http;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list and where the next one starts.
 *
 * @param next opaque cursor, null on the last page
 */
public record CursorPage<T>(@ArraySchema(maxItems = CursorPage.API_ITEMS) List<T> items, @Nullable String next) {

	/** On a page of the API. */
	public static final int API_ITEMS = 50;

	/** Later than anything that happens, and still a moment for every database. */
	public static final OffsetDateTime END_OF_TIME = OffsetDateTime.parse("9999-12-31T00:00:00Z");

	/**
	 * A moment in a cursor.
	 * @throws DateTimeParseException when it is none, or beyond what databases keep
	 */
	public static OffsetDateTime moment(String text) {
		OffsetDateTime moment = OffsetDateTime.parse(text);
		if (moment.getYear() < 1 || moment.isAfter(END_OF_TIME)) {
			throw new DateTimeParseException("beyond what databases keep", text, 0);
		}
		return moment;
	}

	/**
	 * Cuts a page from rows that were fetched one beyond its size.
	 */
	public static <T> CursorPage<T> of(List<T> rows, int size, Function<T, String> cursor) {
		if (rows.size() <= size) {
			return new CursorPage<>(rows, null);
		}
		List<T> items = List.copyOf(rows.subList(0, size));
		return new CursorPage<>(items, cursor.apply(items.getLast()));
	}

	public <R> CursorPage<R> map(Function<T, R> mapping) {
		return new CursorPage<>(this.items.stream().map(mapping).toList(), this.next);
	}

}
