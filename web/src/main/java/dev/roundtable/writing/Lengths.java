package dev.roundtable.writing;

import org.springframework.stereotype.Component;

/** The limits of what is typed, for forms: {@code th:maxlength="${@lengths.title}"}. */
@Component
public class Lengths {

	Lengths() {
	}

	public int getTitle() {
		return Title.MAX;
	}

	/** No character takes less than a byte. */
	public int getBody() {
		return Body.MAX_BYTES;
	}

}
