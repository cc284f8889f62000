package dev.roundtable.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import co.elastic.clients.elasticsearch._types.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * The place after the last hit of a page.
 *
 * @param loosened as of {@link SearchHits}: the next page is asked for as this one was
 * @param first the score or the people; null where the date comes first
 */
record Cursor(SearchQuery.Sort order, boolean loosened, @Nullable Double first, long created, String key) {

	static Cursor parse(String text) {
		try {
			String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(",", 5);
			SearchQuery.Sort order = SearchQuery.Sort.valueOf(parts[0]);
			Double first = parts[2].isEmpty() ? null : Double.valueOf(parts[2]);
			if ((first == null) != (order == SearchQuery.Sort.NEWEST) || first != null && !Double.isFinite(first)) {
				throw new IllegalArgumentException("not what comes first");
			}
			return new Cursor(order, Boolean.parseBoolean(parts[1]), first, Long.parseLong(parts[3]),
					DocumentKey.parse(parts[4]).toString());
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			throw new IllegalArgumentException("The cursor is not one that a search returned", ex);
		}
	}

	static Cursor after(SearchQuery.Sort order, boolean loosened, List<FieldValue> sort) {
		Double first = (sort.size() == 3) ? Double.valueOf(sort.getFirst()._get().toString()) : null;
		return new Cursor(order, loosened, first, sort.get(sort.size() - 2).longValue(), sort.getLast().stringValue());
	}

	boolean fits(SearchQuery.Sort other) {
		return this.order == other;
	}

	List<FieldValue> sortValues() {
		List<FieldValue> values = new ArrayList<>();
		if (this.first != null) {
			values.add((this.order == SearchQuery.Sort.PEOPLE) ? FieldValue.of(this.first.longValue())
					: FieldValue.of(this.first.doubleValue()));
		}
		values.add(FieldValue.of(this.created));
		values.add(FieldValue.of(this.key));
		return values;
	}

	@Override
	public String toString() {
		String plain = String.join(",", this.order.name(), String.valueOf(this.loosened),
				(this.first != null) ? this.first.toString() : "", String.valueOf(this.created), this.key);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
	}

}
