package dev.roundtable.tracking;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

import dev.roundtable.tracker.Tracker;
import org.jspecify.annotations.Nullable;

/** Reaches trackers of one kind: a bean for each package of connectors. */
public interface Connector {

	/** As it is stored, for ever: {@code REDMINE}. */
	String kind();

	/** What people call it: a name, which no language changes. */
	default String name() {
		return kind().charAt(0) + kind().substring(1).toLowerCase(Locale.ROOT);
	}

	/** What an administrator has to say beside address, project and token. */
	default Set<Option> options() {
		return Set.of();
	}

	/** Whether somebody has tried it against a live server of that kind. */
	default boolean tried() {
		return true;
	}

	/**
	 * Asks nobody yet.
	 * @throws dev.roundtable.http.BadInput when it could never be opened so: a network
	 * that is not allowed, a name that is none
	 */
	Tracker open(Opening opening);

	/** What is said about a connection of some kinds alone. */
	enum Option {

		/** The number or name of the field in which issues keep our name for a task. */
		ID_FIELD,

		/** How its texts are written, where it tells nobody. */
		MARKUP

	}

	/**
	 * Where a tracker is and how it knows us. It does not print the secrets.
	 *
	 * @param idField where its issues keep our name for a task, null where the tracker
	 * has a place of its own
	 * @param markup of its texts, null where there is one alone
	 * @param hookSecret what deliveries are signed with, null where none are
	 */
	record Opening(URI base, String project, @Nullable String idField, @Nullable String markup, String token,
			@Nullable String hookSecret) {

		@Override
		public String toString() {
			return this.base + " " + this.project;
		}

	}

}
