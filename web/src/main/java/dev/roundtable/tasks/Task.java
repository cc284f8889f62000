package dev.roundtable.tasks;

import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Audiences;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

/**
 * A row of the one list as it is stored.
 *
 * @param fixedIn the build people can have it in, or else the one the work was done in
 * @param plannedFor the build that it is meant for
 * @param duplicateOf the root that it was merged into, over however many steps
 * @param points a product manager's own, which are part of {@code standing}, 0 for none
 * @param original the same, where the reader may see that one
 */
public record Task(long number, TaskKind kind, String title, boolean retitled, TaskStatus status,
		@Nullable Long statusBy, OffsetDateTime statusAt, @Nullable String reason, @Nullable String fixedIn,
		@Nullable String plannedFor, @Nullable Long duplicateOf, @Nullable Long original, Severity severity,
		boolean regression, @Nullable String component, @Nullable Long assigneeId, long authorId, Origin.Place origin,
		@Nullable String originRef, String audience, String sourceAudience, int people, int votes, double standing,
		int points, @Nullable String pointsReason, OffsetDateTime createdAt, OffsetDateTime updatedAt, long version) {

	/** The condition that whoever is bound to {@code :audiences} may read {@code t}. */
	public static final String READABLE = Audiences.mayRead("t.audience") + " and "
			+ Audiences.mayRead("t.source_audience");

	/**
	 * The condition that no fewer may read {@code d} than {@code o}, which it was merged
	 * into: what was said on others is no part of what that shows.
	 */
	public static final String DUPLICATE_SHOWN = """
			d.audience in ('everyone', o.audience) and d.source_audience in ('everyone', o.source_audience)""";

	/** Everything but the long text. */
	public static final String COLUMNS = """
			t.number, t.kind, t.title, t.retitled, t.status, t.status_by as statusBy, t.status_at as statusAt,
			       r.reason, coalesce(s.build, f.build) as fixedIn, p.build as plannedFor, t.duplicate_of as duplicateOf,
			       o.number as original, t.severity, t.regression, t.component, t.assignee_id as assigneeId,
			       t.author_id as authorId, t.origin, t.origin_ref as originRef, t.audience,
			       t.source_audience as sourceAudience, t.people, t.votes, t.standing,
			       coalesce(w.points, 0) as points, w.reason as pointsReason, t.created_at as createdAt,
			       t.updated_at as updatedAt, t.version""";

	/** Wants {@code :audiences}. */
	public static final String FROM = """
			 from tasks t
			left join task_reasons r on r.task_number = t.number
			left join task_fixes f on f.task_number = t.number
			left join task_releases s on s.task_number = t.number
			left join task_plans p on p.task_number = t.number
			left join task_overrides w on w.task_number = t.number
			left join tasks o on o.number = t.duplicate_of and\s""" + READABLE.replace("t.", "o.") + "\n";

	public static final String SELECT = "select " + COLUMNS + FROM;

	/** Who may be told of what happens to it. */
	public Audience told() {
		return new Audience(this.audience.equals(Audience.TEAM.key()) ? this.audience : this.sourceAudience);
	}

	/** Who may be told of what concerns both; of two groups neither, but the team. */
	public static Audience narrower(Audience one, Audience other) {
		if (one.equals(other) || other.equals(Audience.EVERYONE) || one.equals(Audience.TEAM)) {
			return one;
		}
		if (one.equals(Audience.EVERYONE) || other.equals(Audience.TEAM) || one.equals(Audience.MEMBERS)) {
			return other;
		}
		return other.equals(Audience.MEMBERS) ? one : Audience.TEAM;
	}

	/** Whose names are shown with it. */
	public Set<AccountId> accounts() {
		return Stream.of(this.authorId, this.assigneeId, this.statusBy)
			.filter(Objects::nonNull)
			.map(AccountId::of)
			.collect(Collectors.toSet());
	}

	double standingAs(Severity severity, boolean regression) {
		return TaskRank.standing(this.people, this.votes, severity, regression, this.createdAt.toInstant())
				+ this.points;
	}

}
