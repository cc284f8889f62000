package dev.roundtable.indexing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.roundtable.indexing.FoundRows.Row;
import dev.roundtable.people.Audiences;
import dev.roundtable.queries.Asked;
import dev.roundtable.queries.Term;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchUnavailable;
import dev.roundtable.search.Slip;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Says what somebody meant who typed a word that nobody wrote. The index only knows the
 * stems of words, so a word is told as it stands in a text that she may read now.
 */
@Component
class Corrections {

	private final SearchIndex index;

	private final FoundRows rows;

	Corrections(SearchIndex index, FoundRows rows) {
		this.index = index;
		this.rows = rows;
	}

	/** The whole query with the words that were meant; null where nothing is near. */
	@Nullable String of(Understood understood, Audiences audiences) {
		try {
			return of(understood.asked(), this.index.slips(understood.text(), audiences.keys()), audiences);
		}
		catch (SearchUnavailable away) {
			return null;
		}
	}

	private @Nullable String of(Asked asked, List<Slip> slips, Audiences audiences) {
		if (slips.isEmpty()) {
			return null;
		}
		List<DocumentKey> places = slips.stream()
			.flatMap((slip) -> slip.near().stream())
			.flatMap((near) -> near.places().stream())
			.distinct()
			.toList();
		Map<DocumentKey, Row> texts = this.rows.read(places, audiences);
		Map<String, String> meant = new HashMap<>();
		slips.forEach((slip) -> slip.near()
			.stream()
			.map((near) -> slip.asWritten(near, texts(near.places(), texts)))
			.flatMap(Optional::stream)
			.findFirst()
			.ifPresent((word) -> meant.put(slip.word(), word)));
		String corrected = replaced(asked, meant).toString();
		return corrected.equals(asked.toString()) ? null : corrected;
	}

	private static List<String> texts(Collection<DocumentKey> places, Map<DocumentKey, Row> rows) {
		return places.stream()
			.map(rows::get)
			.flatMap(Stream::ofNullable)
			.flatMap((row) -> Stream.of(row.title(), row.body()))
			.toList();
	}

	/** Only in words: what is quoted, excluded or named stays. */
	private static Asked replaced(Asked asked, Map<String, String> meant) {
		List<Term> terms = new ArrayList<>();
		for (Term term : asked.terms()) {
			if (term instanceof Term.Word word && !word.excluded()) {
				String text = word.text();
				for (Map.Entry<String, String> one : meant.entrySet()) {
					text = Pattern
						.compile("(?<![\\p{IsLatin}\\p{N}])" + Pattern.quote(one.getKey()) + "(?![\\p{IsLatin}\\p{N}])")
						.matcher(text)
						.replaceAll(Matcher.quoteReplacement(one.getValue()));
				}
				terms.add(new Term.Word(text, false));
			}
			else {
				terms.add(term);
			}
		}
		return new Asked(terms, List.of());
	}

}
