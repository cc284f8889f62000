package dev.roundtable.trust;

import dev.roundtable.http.NotAllowed;

/**
 * She is not trusted as far as this takes; it says what level it takes, and how one gets
 * there.
 */
public final class NeedsTrust extends NotAllowed {

	private static final long serialVersionUID = 1L;

	NeedsTrust(String code, String level, String way) {
		super(code, level, way);
	}

}
