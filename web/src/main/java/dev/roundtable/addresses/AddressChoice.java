package dev.roundtable.addresses;

import org.jspecify.annotations.Nullable;

/** What the site's administrators say about addresses, from the room that keeps it. */
@FunctionalInterface
public interface AddressChoice {

	/** Null where the configuration holds. */
	@Nullable AddressRule chosen();

}
