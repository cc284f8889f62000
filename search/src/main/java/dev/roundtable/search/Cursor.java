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
 * @param score null when nothing was searched for, so that only the date orders
 */
record Cursor(@Nullable Double score, long created, String key) {

	static Cursor parse(String text) {
		try {
			String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(",", 3);
			Double score = parts[0].isEmpty() ? null : Double.valueOf(parts[0]);
			if (score != null && !Double.isFinite(score)) {
				throw new IllegalArgumentException("not a score");
			}
			return new Cursor(score, Long.parseLong(parts[1]), DocumentKey.parse(parts[2]).toString());
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			throw new IllegalArgumentException("The cursor is not one that a search returned", ex);
		}
	}

	static Cursor after(List<FieldValue> sort) {
		Double score = (sort.size() == 3) ? Double.valueOf(sort.getFirst()._get().toString()) : null;
		return new Cursor(score, sort.get(sort.size() - 2).longValue(), sort.getLast().stringValue());
	}

	List<FieldValue> sortValues() {
		List<FieldValue> values = new ArrayList<>();
		if (this.score != null) {
			values.add(FieldValue.of(this.score.doubleValue()));
		}
		values.add(FieldValue.of(this.created));
		values.add(FieldValue.of(this.key));
		return values;
	}

	@Override
	public String toString() {
		String plain = ((this.score != null) ? this.score : "") + "," + this.created + "," + this.key;
		return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
	}

}
