package dev.roundtable.indexing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.boards.Boards;
import dev.roundtable.http.Messages;
import dev.roundtable.queries.Asked;
import dev.roundtable.queries.Operator;
import dev.roundtable.queries.Term;
import dev.roundtable.search.Field;
import dev.roundtable.search.SearchHits;

import org.springframework.stereotype.Component;

/** By what the hits of a search can be narrowed further, and by what they are. */
@Component
class SearchFacets {

	private static final Map<Field, Operator> COUNTED = new EnumMap<>(
			Map.of(Field.BOARD, Operator.IN, Field.KIND, Operator.KIND, Field.STATUS, Operator.STATUS, Field.TAG,
					Operator.TAG, Field.HAS, Operator.HAS, Field.CREATED, Operator.YEAR));

	private static final int SHOWN = 8;

	private final Messages messages;

	SearchFacets(Messages messages) {
		this.messages = messages;
	}

	/**
	 * Those with more than one choice, one of which leaves fewer hits.
	 * @param boards that she may read: of others nothing is told, not even how many
	 */
	List<Facet> of(Finder.Results results, List<Boards.Board> boards) {
		Asked asked = results.understood().asked();
		Map<String, String> names = boards.stream()
			.collect(Collectors.toMap((board) -> board.slug().value(), Boards.Board::name));
		List<Facet> facets = new ArrayList<>();
		COUNTED.forEach((field, operator) -> {
			List<Choice> choices = results.counts()
				.getOrDefault(field, List.of())
				.stream()
				.filter((count) -> field != Field.BOARD || names.containsKey(count.value()))
				.limit(SHOWN)
				.map((count) -> choice(asked, field, operator, count, names))
				.toList();
			if (choices.size() > 1 && choices.stream().anyMatch((choice) -> choice.count() < results.total())) {
				facets.add(new Facet(operator.written(), choices));
			}
		});
		return facets;
	}

	private Choice choice(Asked asked, Field field, Operator operator, SearchHits.Count count,
			Map<String, String> boards) {
		String value = count.value();
		String label = switch (field) {
			case BOARD -> boards.getOrDefault(value, value);
			case KIND -> text("kind.", value);
			case STATUS -> text("status.", value);
			case HAS -> text("search.has.", value);
			default -> value;
		};
		boolean ofEnum = field == Field.KIND || field == Field.STATUS;
		return new Choice(label, count.hits(), Understanding.narrowed(asked, operator, ofEnum ? spoken(value) : value));
	}

	private String text(String of, String value) {
		return this.messages.of(of + value);
	}

	/** {@code NEEDS_INFO} as a person would write it. */
	static String spoken(String name) {
		return name.toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** Whatever narrows the search now, each with the query without it. */
	static List<Chip> chips(Asked asked) {
		return asked.terms()
			.stream()
			.filter((term) -> term.excluded()
					|| term instanceof Term.Named named && Understanding.operator(named).isPresent())
			.map((term) -> new Chip(term.written(), asked.without(term).toString()))
			.toList();
	}

	record Facet(String name, List<Choice> choices) {
	}

	record Choice(String label, long count, String q) {
	}

	record Chip(String label, String without) {
	}

}
