package dev.roundtable.people;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Which groups people belong to, from the room that keeps them. */
@FunctionalInterface
public interface Memberships {

	/**
	 * The names of the groups of each account that is in one: one question for all.
	 */
	Map<AccountId, Set<String>> of(Collection<AccountId> accounts);

}
