package dev.roundtable.tasks;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * A task as lists, pages and the API show it to somebody.
 *
 * @param score with the points
 * @param points what a product manager added to the score, 0 for nothing
 * @param originUrl where it came from, null where there is no such page
 * @param duplicateOf the task that stands for it, null where there is none or it is not
 * for her
 * @param statusBy who set the status, null while it is as it was opened
 */
public record TaskView(long number, String url, String title, TaskKind kind, TaskStatus status,
		@Nullable String statusBy, When statusAt, @Nullable String reason, @Nullable String fixedIn,
		@Nullable String plannedFor, @Nullable Long duplicateOf, Severity severity, boolean regression,
		@Nullable String component, @Nullable String assignee, @Nullable String author, Origin.Place origin,
		@Nullable String originUrl, String audience, int people, int votes, long score, int points,
		@Nullable String pointsReason, When createdAt, When updatedAt, long version) {

	/** For templates: the points with their sign. */
	public String weight() {
		return (this.points > 0) ? "+" + this.points : String.valueOf(this.points);
	}

	/** For templates: whether the team alone may read it. */
	public boolean forTeam() {
		return this.audience.equals("team");
	}

	/** Makes them from rows, with the names of all in one question. */
	@Component
	public static class Maker {

		private final Accounts accounts;

		private final RuleReasons reasons;

		private final Clock clock;

		Maker(Accounts accounts, RuleReasons reasons, Clock clock) {
			this.reasons = reasons;
			this.accounts = accounts;
			this.clock = clock;
		}

		public List<TaskView> views(List<Task> rows) {
			Set<AccountId> people = new HashSet<>();
			rows.forEach((row) -> people.addAll(row.accounts()));
			Map<AccountId, String> names = this.accounts.names(people);
			return rows.stream().map((row) -> view(row, names)).toList();
		}

		public TaskView view(Task row, Map<AccountId, String> names) {
			return view(row, names, this.clock.instant());
		}

		private TaskView view(Task row, Map<AccountId, String> names, Instant now) {
			return new TaskView(row.number(), TaskNumber.of(row.number()).url(), row.title(), row.kind(), row.status(),
					name(names, row.statusBy()), When.of(row.statusAt().toInstant()), this.reasons.told(row.reason()),
					row.fixedIn(), row.plannedFor(), row.original(), row.severity(), row.regression(), row.component(),
					name(names, row.assigneeId()), name(names, row.authorId()), row.origin(),
					(row.origin() == Origin.Place.TOPIC) ? "/t/" + row.originRef() : null, row.audience(), row.people(),
					row.votes(), TaskRank.score(row.standing(), now), row.points(), row.pointsReason(),
					When.of(row.createdAt().toInstant()), When.of(row.updatedAt().toInstant()), row.version());
		}

		private static @Nullable String name(Map<AccountId, String> names, @Nullable Long id) {
			return (id != null) ? names.get(AccountId.of(id)) : null;
		}

	}

}
