package dev.roundtable.people;

import java.security.Principal;

import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;

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

	public boolean may(Capability capability) {
		return this.role.grants().contains(capability);
	}

	/** The same for whoever looks, signed in or not. */
	public static boolean may(@Nullable Viewer viewer, Capability capability) {
		return viewer != null && viewer.may(capability);
	}

	/**
	 * @throws AccessDeniedException when her role does not grant it
	 */
	public void require(Capability capability) {
		if (!may(capability)) {
			throw new AccessDeniedException("needs " + capability);
		}
	}

	/** For templates: what stands for the name on its round. */
	public String initial() {
		return Text.initial(this.name);
	}

	/** For templates: whether the team's tools are shown. */
	public boolean team() {
		return may(Capability.CHANGE_TASKS);
	}

	/** For templates: whether the administration is shown. */
	public boolean administers() {
		return may(Capability.ADMINISTER);
	}

	/** For templates: whether the moderators' tools are shown. */
	public boolean moderates() {
		return may(Capability.MODERATE);
	}

}
