package dev.roundtable.invitations;

import dev.roundtable.addresses.AddressRule;
import dev.roundtable.http.BadInput;
import dev.roundtable.signin.Admission.Entry;
import org.jspecify.annotations.Nullable;

/**
 * How new people come in. Public for its template.
 *
 * @param address whether they are asked for a mail address, null as the configuration
 * says
 * @param ownUses how many people one link of a member lets in; 0 where members hand none
 * out
 */
public record Rules(Entry entry, @Nullable AddressRule address, int ownUses, long version) {

	/** The most that one link of a member lets in. */
	static final int MOST_OWN = 50;

	/**
	 * @throws BadInput on {@code ownUses}
	 */
	public Rules {
		if (ownUses < 0 || ownUses > MOST_OWN) {
			throw new BadInput("ownUses", "number.range", 0, MOST_OWN);
		}
	}

}
