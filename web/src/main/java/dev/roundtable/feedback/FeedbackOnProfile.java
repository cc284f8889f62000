package dev.roundtable.feedback;

import java.util.List;

import dev.roundtable.feedback.MyFeedback.Item;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.ProfilePart;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What somebody reported and voted for, and what became of it, on her page: as far as who
 * looks may read topic and task.
 */
@Component
@Order(9)
class FeedbackOnProfile implements ProfilePart {

	private static final int TASKS = 10;

	private final MyFeedback feedback;

	FeedbackOnProfile(MyFeedback feedback) {
		this.feedback = feedback;
	}

	@Override
	public @Nullable Shown of(AccountId person, String name, @Nullable Viewer viewer) {
		List<Item> items = this.feedback.latest(person, viewer, TASKS);
		boolean hers = viewer != null && viewer.id().equals(person);
		return items.isEmpty() ? null : new Shown("feedback/profile", new OfAPerson(items, hers));
	}

	/**
	 * @param hers whether she looks at it herself
	 */
	record OfAPerson(List<Item> items, boolean hers) {
	}

}
