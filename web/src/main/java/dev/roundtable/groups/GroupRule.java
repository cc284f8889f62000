package dev.roundtable.groups;

import dev.roundtable.http.BadInput;
import dev.roundtable.trust.TrustLevel;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to a group by herself: at least so much of all that is not null.
 *
 * @param days since she joined
 * @param level of trust, by its number
 */
record GroupRule(@Nullable Integer posts, @Nullable Integer days, @Nullable Integer reports, @Nullable Integer answers,
		@Nullable Integer level) {

	static final int MOST = 1_000_000;

	static final GroupRule NONE = new GroupRule(null, null, null, null, null);

	/** Wants its parameters; d and l may have no row, s has one for everybody. */
	static final String MATCHES = """
			 from people_since s left join person_deeds d on d.account_id = s.account_id
			left join trust_facts l on l.account_id = s.account_id
			where coalesce(d.posts, 0) >= :posts and coalesce(d.reports, 0) >= :reports
			and coalesce(d.answers, 0) >= :answers and s.created_at <= :before and coalesce(l.level, 0) >= :level
			""";

	/**
	 * @throws BadInput {@code group.number} on the field of a number beyond sense,
	 * {@code trust.level} on {@code level}
	 */
	GroupRule {
		check("posts", posts);
		check("days", days);
		check("reports", reports);
		check("answers", answers);
		if (level != null && (level < 0 || level > TrustLevel.LEADER.number())) {
			throw new BadInput("level", "trust.level");
		}
	}

	private static void check(String field, @Nullable Integer number) {
		if (number != null && (number < 0 || number > MOST)) {
			throw new BadInput(field, "group.number", MOST);
		}
	}

	/** For templates: whether nobody belongs to it by herself. */
	public boolean isNone() {
		return this.equals(NONE);
	}

}
