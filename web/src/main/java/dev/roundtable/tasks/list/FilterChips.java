package dev.roundtable.tasks.list;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.http.Messages;
import dev.roundtable.queries.Operator;
import dev.roundtable.queries.Term;
import dev.roundtable.queries.Value;

import org.springframework.stereotype.Component;

/** What narrows the list, in the reader's words, each with the list without it. */
@Component
class FilterChips {

	private final Messages messages;

	FilterChips(Messages messages) {
		this.messages = messages;
	}

	/**
	 * @param components what people call them
	 */
	List<Chip> of(ListQuery query, Map<String, String> components) {
		return of(query, components, "/tasks");
	}

	/**
	 * @param components what people call them
	 * @param page the address of the page that shows the list
	 */
	List<Chip> of(ListQuery query, Map<String, String> components, String page) {
		return query.asked()
			.terms()
			.stream()
			.filter((term) -> !(term instanceof Term.Named named
					&& Operator.of(named.name()).filter(Operator.SORT::equals).isPresent()))
			.map((term) -> new Chip(label(term, components), term.excluded(),
					page + "?q=" + TaskListController.encoded(query.asked().without(term).toString())))
			.toList();
	}

	private String label(Term term, Map<String, String> components) {
		return switch (term) {
			case Term.Word word -> "“" + word.text() + "”";
			case Term.Phrase phrase -> "“" + phrase.text() + "”";
			case Term.Named named -> label(named, components);
		};
	}

	private String label(Term.Named named, Map<String, String> components) {
		Operator operator = Operator.of(named.name()).orElseThrow();
		String name = text("filter.name.", operator.written());
		return named.values()
			.stream()
			.map((value) -> sign(value.is()) + value(operator, value.text(), components))
			.collect(Collectors.joining(" / ", name + " ", ""));
	}

	private String value(Operator operator, String text, Map<String, String> components) {
		String constant = text.toUpperCase(Locale.ROOT).replace('-', '_');
		return switch (operator) {
			case KIND -> text("kind.", constant);
			case STATUS -> text("status.", constant);
			case SEVERITY -> text("severity.", constant);
			case IN -> components.getOrDefault(text, text);
			case IS, HAS, ORIGIN, AUDIENCE -> {
				String key = "filter.value." + operator.written() + "." + text.toLowerCase(Locale.ROOT);
				String words = this.messages.of(key);
				yield words.equals(key) ? text : words;
			}
			default -> text;
		};
	}

	private String text(String of, String value) {
		return this.messages.of(of + value);
	}

	private static String sign(Value.Is is) {
		return switch (is) {
			case EQUAL -> "";
			case AT_LEAST -> "≥ ";
			case AT_MOST -> "≤ ";
			case MORE -> "> ";
			case LESS -> "< ";
		};
	}

	/**
	 * @param without the address of the list without it
	 */
	record Chip(String label, boolean excluded, String without) {
	}

}
