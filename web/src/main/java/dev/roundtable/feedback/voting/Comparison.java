package dev.roundtable.feedback.voting;

import java.util.List;

import dev.roundtable.charts.Chart;
import dev.roundtable.tasks.Effort;
import dev.roundtable.tasks.TaskView;
import org.jspecify.annotations.Nullable;

/**
 * Who wants an idea. Public for its template.
 *
 * @param voters different people, over all its topics
 * @param trend by week, the oldest first
 * @param devices the most frequent first, then "" for others and {@link #NONE}
 * @param levels of trust, the highest first
 * @param groups the biggest first; somebody may be in several
 */
public record Comparison(TaskView idea, @Nullable Effort effort, long voters, Chart trend, List<Share> devices,
		List<Share> levels, List<Share> groups) {

	/** Those who named no device. */
	static final String NONE = "-";

	/**
	 * Some of those who want it.
	 *
	 * @param percent of all who do
	 */
	public record Share(String name, long people, int percent) {

		static Share of(String name, long people, long all) {
			return new Share(name, people, (all == 0) ? 0 : (int) Math.round(100.0 * people / all));
		}

	}

}
