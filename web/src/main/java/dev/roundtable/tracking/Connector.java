package dev.roundtable.tracking;

import java.net.URI;

import dev.roundtable.tracker.Tracker;
import org.jspecify.annotations.Nullable;

/** Reaches trackers of one kind: a bean for each package of connectors. */
public interface Connector {

	/** As it is stored, for ever: {@code REDMINE}. */
	String kind();

	/**
	 * Asks nobody yet.
	 * @throws dev.roundtable.http.BadInput when it could never be opened so: a network
	 * that is not allowed, a name that is none
	 */
	Tracker open(Opening opening);

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
