package dev.roundtable.channels;

import dev.roundtable.mail.MailAddress;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * Whoever is told.
 *
 * @param address that she confirmed, null without one
 */
record Reader(Viewer viewer, @Nullable MailAddress address, Choice choice) {

	long id() {
		return this.viewer.id().value();
	}

}
