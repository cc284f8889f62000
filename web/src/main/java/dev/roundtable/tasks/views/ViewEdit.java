package dev.roundtable.tasks.views;

import org.jspecify.annotations.Nullable;

/**
 * What somebody makes of a list that she named. Nothing of it has been checked.
 *
 * @param version the one that she saw
 * @param q what it is to show, as it is written
 * @param shared whether the whole team has it, null for a box that is empty
 */
record ViewEdit(@Nullable Long version, @Nullable String name, @Nullable String q, @Nullable Boolean shared) {

	static ViewEdit of(SavedViews.Saved view) {
		return new ViewEdit(view.version(), view.name(), view.query(), view.shared());
	}

	String query() {
		return (this.q != null) ? this.q : "";
	}

	boolean forTeam() {
		return Boolean.TRUE.equals(this.shared);
	}

	/** The same against what it has become. */
	ViewEdit at(long version) {
		return new ViewEdit(version, this.name, this.q, this.shared);
	}

}
