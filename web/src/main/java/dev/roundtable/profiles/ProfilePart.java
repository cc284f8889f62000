package dev.roundtable.profiles;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

/** What another room shows of a person on her page, in their order. */
@FunctionalInterface
public interface ProfilePart {

	/**
	 * @param viewer null for an anonymous reader
	 * @return null where there is nothing to show
	 */
	@Nullable Shown of(AccountId person, String name, @Nullable Viewer viewer);

	/**
	 * @param template whose fragment {@code part} shows it
	 * @param it what that fragment knows as {@code it}
	 */
	record Shown(String template, Object it) {
	}

}
