package dev.roundtable.appeals;

import java.io.IOException;
import java.time.OffsetDateTime;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** What a person said against a sanction, for her to take with her. */
@Component
class AppealsOfAPerson implements PersonalData {

	private final Appeals appeals;

	AppealsOfAPerson(Appeals appeals) {
		this.appeals = appeals;
	}

	record Said(String against, String text, OffsetDateTime at, @Nullable Boolean lifted, @Nullable String answer) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.json("appeals.json",
				this.appeals.of(person)
					.stream()
					.map((one) -> new Said(one.kind().name(), one.text(), one.madeAt(), one.lifted(), one.answer()))
					.toList());
	}

}
