package dev.roundtable.people;

import java.util.List;

/** What another room adds to a person's page. */
@FunctionalInterface
public interface ProfileSection {

	/** The latest first, a handful, public things alone. */
	List<Activity> recent(AccountId account);

}
