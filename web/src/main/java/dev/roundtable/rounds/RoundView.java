package dev.roundtable.rounds;

import java.util.List;

import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

/**
 * A round as somebody sees it: tasks that are not for her are not in it. Public for its
 * template.
 *
 * @param html of its description
 * @param state {@code upcoming}, {@code open} or {@code over}
 * @param mayVote whether she may, now
 * @param ballots how many people voted, null while that is not shown
 * @param candidates the winners first where the results show
 */
public record RoundView(long id, String url, String title, String html, int choices, String voters, int minLevel,
		boolean live, When opensAt, When closesAt, String state, boolean mayVote, boolean voted,
		@Nullable Integer ballots, List<RoundCandidate> candidates) {

	/** For templates: whether numbers are shown. */
	public boolean counted() {
		return this.ballots != null;
	}

	/** For templates: how long the longest bar is. */
	public int most() {
		return Math.max(1, this.candidates.stream().mapToInt(RoundCandidate::count).max().orElse(1));
	}

	/**
	 * A task that can be chosen.
	 *
	 * @param votes null while that is not shown
	 * @param mine whether she chose it
	 * @param won whether it is one of the first at the end
	 */
	public record RoundCandidate(long task, String url, String title, String status, @Nullable Integer votes,
			boolean mine, boolean won) {

		int count() {
			return (this.votes != null) ? this.votes : 0;
		}

	}

}
