package dev.roundtable.passkeys;

import org.springframework.stereotype.Component;

/** For templates of other rooms: where passkeys of this site work. */
@Component
class PasskeyOrigin {

	private final Ceremony ceremony;

	PasskeyOrigin(Ceremony ceremony) {
		this.ceremony = ceremony;
	}

	public String getValue() {
		return this.ceremony.origin();
	}

}
