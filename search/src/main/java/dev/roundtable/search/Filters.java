package dev.roundtable.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.json.JsonData;

/** What must hold for a hit whatever its words: who asks, where, and what for. */
final class Filters {

	private Filters() {
	}

	static List<Query> of(SearchQuery query) {
		List<Query> filters = new ArrayList<>(readable(query.audiences()));
		filters.addAll(scope(query.scope()));
		query.conditions().forEach((condition) -> filters.add(of(condition)));
		return filters;
	}

	/** Both the document and its source must be for one of them. */
	static List<Query> readable(Set<String> audiences) {
		return List.of(oneOf("audiences", audiences), oneOf("source_audiences", audiences));
	}

	static List<Query> scope(SearchQuery.Scope scope) {
		return switch (scope) {
			case THREADS -> List.of(oneOf("type", List.of("TOPIC", "TASK")), oneOf("joined", List.of("false")));
			case TOPICS -> List.of(oneOf("type", List.of("TOPIC")));
			case TASKS -> List.of(oneOf("type", List.of("TASK")));
			case REPLIES -> List.of(oneOf("type", List.of("POST")));
		};
	}

	static Query oneOf(String field, Collection<String> values) {
		List<FieldValue> any = values.stream().map(FieldValue::of).toList();
		return Query.of((query) -> query.terms((terms) -> terms.field(field).terms((list) -> list.value(any))));
	}

	private static Query of(Condition condition) {
		return switch (condition) {
			case Condition.Is is -> oneOf(is.field().indexed(), is.values());
			case Condition.Not not -> {
				Query inner = of(not.condition());
				yield Query.of((query) -> query.bool((bool) -> bool.mustNot(inner)));
			}
			case Condition.Between between -> Query.of((query) -> query.range((range) -> range.untyped((values) -> {
				values.field(between.field().indexed());
				if (between.from() != null) {
					values.gte(JsonData.of(between.from()));
				}
				return (between.to() != null) ? values.lt(JsonData.of(between.to())) : values;
			})));
		};
	}

}
