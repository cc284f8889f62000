package dev.roundtable.people;

import java.security.Principal;

/**
 * Who is looking: the principal of every signed-in request, by cookie or by token.
 * Controllers take it as {@code @AuthenticationPrincipal @Nullable Viewer}; null is an
 * anonymous reader.
 */
public record Viewer(AccountId id, String name, Role role) implements Principal {

	@Override
	public String getName() {
		return this.name;
	}

	public boolean team() {
		return this.role.isTeam();
	}

}
