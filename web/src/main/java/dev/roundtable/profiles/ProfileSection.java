package dev.roundtable.profiles;

import java.util.List;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

/** What another room adds to a person's page. */
@FunctionalInterface
public interface ProfileSection {

	/** The latest first, a handful, and only what the viewer may read. */
	List<Activity> recent(AccountId account, @Nullable Viewer viewer);

}
