package dev.roundtable.people;

import java.security.Principal;
import java.util.Set;

import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;

/**
 * Who is looking: the principal of every signed-in request, by cookie or by token.
 * Controllers take it as {@code @AuthenticationPrincipal @Nullable Viewer}; null is an
 * anonymous reader.
 *
 * @param groups names of those she is in
 * @param sanction what she may not do now, null when she may do all that her role grants
 * @param picture that stands for her, null where an initial does
 */
public record Viewer(AccountId id, String name, Role role, Set<String> groups, @Nullable Sanction sanction,
		@Nullable String picture) implements Principal {

	public Viewer {
		groups = Set.copyOf(groups);
	}

	/** In no group and under no sanction. */
	public Viewer(AccountId id, String name, Role role) {
		this(id, name, role, Set.of(), null, null);
	}

	Viewer with(@Nullable Sanction imposed) {
		return new Viewer(this.id, this.name, this.role, this.groups, imposed, this.picture);
	}

	Viewer in(Set<String> joined) {
		return new Viewer(this.id, this.name, this.role, joined, this.sanction, this.picture);
	}

	@Override
	public String getName() {
		return this.name;
	}

	public boolean may(Capability capability) {
		return this.role.grants().contains(capability) && (this.sanction == null || !this.sanction.takes(capability));
	}

	/** The same for whoever looks, signed in or not. */
	public static boolean may(@Nullable Viewer viewer, Capability capability) {
		return viewer != null && viewer.may(capability);
	}

	/**
	 * @throws AccessDeniedException when her role does not grant it, a {@link Sanctioned}
	 * when she may not do it now
	 */
	public void require(Capability capability) {
		if (this.sanction != null && this.sanction.takes(capability)) {
			throw new Sanctioned(this.sanction);
		}
		if (!may(capability)) {
			throw new AccessDeniedException("needs " + capability);
		}
	}

	/** Whether to her the site is what a stranger sees. */
	public boolean suspended() {
		return this.sanction != null && this.sanction.kind() == Sanction.Kind.SUSPENDED;
	}

	/** For templates: what stands for the name on its round. */
	public String initial() {
		return Text.initial(this.name);
	}

	/** For templates: her picture, null where her initial stands for her. */
	public @Nullable String face() {
		return Face.small(this.picture);
	}

	/** For templates: the same, as large as on her page. */
	public @Nullable String largeFace() {
		return Face.large(this.picture);
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
