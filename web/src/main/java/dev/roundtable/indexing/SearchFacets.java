package dev.roundtable.indexing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import dev.roundtable.people.Audiences;
import dev.roundtable.search.DocumentKey;
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

	private final FoundRows rows;

	SearchFacets(Messages messages, FoundRows rows) {
		this.rows = rows;
		this.messages = messages;
	}

	/**
	 * Those with more than one choice, one of which leaves fewer hits.
	 * @param boards that she may read: of others nothing is told, not even how many
	 * @param further what the addresses say beside the query
	 */
	List<Facet> of(Finder.Results results, List<Boards.Board> boards, String further) {
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
				.map((count) -> choice(asked, field, operator, count, names, further))
				.toList();
			if (choices.size() > 1 && choices.stream().anyMatch((choice) -> choice.count() < results.total())) {
				facets.add(new Facet(operator.written(), choices));
			}
		});
		return facets;
	}

	private Choice choice(Asked asked, Field field, Operator operator, SearchHits.Count count,
			Map<String, String> boards, String further) {
		String value = count.value();
		String label = switch (field) {
			case BOARD -> boards.getOrDefault(value, value);
			case KIND -> text("kind.", value);
			case STATUS -> text("status.", value);
			case HAS -> text("search.has.", value);
			default -> value;
		};
		boolean ofEnum = field == Field.KIND || field == Field.STATUS;
		String q = Understanding.narrowed(asked, operator, ofEnum ? spoken(value) : value);
		return new Choice(label, count.hits(), "/search?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + further);
	}

	private String text(String of, String value) {
		return this.messages.of(of + value);
	}

	/** {@code NEEDS_INFO} as a person would write it. */
	static String spoken(String name) {
		return name.toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** Whatever narrows the search now, each with the query without it. */
	List<Chip> chips(Asked asked, Audiences audiences) {
		return asked.terms()
			.stream()
			.filter((term) -> term.excluded()
					|| term instanceof Term.Named named && Understanding.operator(named).isPresent())
			.map((term) -> new Chip(label(term, audiences), asked.without(term).toString()))
			.toList();
	}

	/** A topic is called by its title, where she may know that there is such a one. */
	private String label(Term term, Audiences audiences) {
		if (!(term instanceof Term.Named named) || !Operator.of(named.name()).filter(Operator.TOPIC::equals).isPresent()
				|| named.excluded() || named.values().size() != 1) {
			return term.written();
		}
		String topic = Values.topic(named.values().getFirst().text());
		if (topic == null) {
			return term.written();
		}
		DocumentKey key = DocumentKey.parse(topic);
		FoundRows.Row row = this.rows.read(List.of(key), audiences).get(key);
		return (row != null) ? this.messages.of("search.chip.topic", row.title()) : term.written();
	}

	record Facet(String name, List<Choice> choices) {
	}

	record Choice(String label, long count, String url) {
	}

	record Chip(String label, String without) {
	}

}
