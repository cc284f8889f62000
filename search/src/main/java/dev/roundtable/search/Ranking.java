package dev.roundtable.search;

import java.util.ArrayList;
import java.util.List;

import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.query_dsl.FieldValueFactorModifier;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScore;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;

/**
 * What lifts a hit beside its words, as a share of what its words weigh. Zero switches a
 * signal off.
 *
 * @param people for each e-fold of the people it concerns
 * @param staff for an answer of the team
 * @param accepted for an answer that solved it
 * @param recent for being new; half of it after a year
 */
public record Ranking(double people, double staff, double accepted, double recent) {

	private static final Time A_YEAR = Time.of((time) -> time.time("365d"));

	private static final double HALF = 0.5;

	/** As measured, see {@code search/README.md}. */
	public static final Ranking MEASURED = new Ranking(0.1, 0.1, 0.1, 0.1);

	/** By the words alone. */
	public static final Ranking WORDS_ALONE = new Ranking(0, 0, 0, 0);

	/** The query with its hits lifted. */
	Query applied(Query words) {
		List<FunctionScore> lifts = new ArrayList<>();
		if (this.people > 0) {
			lifts.add(FunctionScore.of((lift) -> lift.weight(this.people)
				.fieldValueFactor((people) -> people.field(Field.PEOPLE.indexed())
					.modifier(FieldValueFactorModifier.Ln1p)
					.missing(0.0))));
		}
		addIf(lifts, "staff", this.staff);
		addIf(lifts, "accepted", this.accepted);
		if (this.recent > 0) {
			lifts.add(FunctionScore.of((lift) -> lift.weight(this.recent)
				.exp((age) -> age.date((date) -> date.field(Field.CREATED.indexed())
					.placement((place) -> place.origin("now/d").scale(A_YEAR).decay(HALF))))));
		}
		if (lifts.isEmpty()) {
			return words;
		}
		lifts.add(FunctionScore.of((lift) -> lift.weight(1.0)));
		return Query.of((query) -> query.functionScore((score) -> score.query(words)
			.functions(lifts)
			.scoreMode(FunctionScoreMode.Sum)
			.boostMode(FunctionBoostMode.Multiply)));
	}

	private static void addIf(List<FunctionScore> lifts, String has, double weight) {
		if (weight > 0) {
			lifts.add(FunctionScore
				.of((lift) -> lift.filter(Filters.oneOf(Field.HAS.indexed(), List.of(has))).weight(weight)));
		}
	}

}
