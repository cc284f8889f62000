package dev.roundtable.channels;

import java.io.IOException;
import java.util.List;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import dev.roundtable.push.Push;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** When and where a person is told, for her to take with her. */
@Component
class ChannelsOfAPerson implements PersonalData {

	private final Readers readers;

	private final EndedTopics ended;

	private final Push push;

	ChannelsOfAPerson(Readers readers, EndedTopics ended, Push push) {
		this.readers = readers;
		this.ended = ended;
		this.push = push;
	}

	record Told(@Nullable String language, String zone, @Nullable String quietFrom, @Nullable String quietTo,
			boolean best, List<?> browsers, List<?> topicsWithoutMail) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		Choice choice = this.readers.choice(person);
		QuietHours quiet = choice.quiet();
		archive.json("channels.json",
				new Told((choice.language() != null) ? choice.language().toLanguageTag() : null, choice.zone().getId(),
						(quiet != null) ? quiet.from().toString() : null,
						(quiet != null) ? quiet.to().toString() : null, choice.best(), this.push.shown(person),
						this.ended.shown(person)));
	}

}
