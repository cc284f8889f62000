package dev.roundtable.tracker.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.roundtable.tracker.CommentMark;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.Visibility;
import org.jspecify.annotations.Nullable;

/** A row of the tracker. */
final class MemoryIssue {

	final long number;

	final RemotePerson author;

	final Instant createdAt;

	final List<Note> notes = new ArrayList<>();

	@Nullable ExternalId externalId;

	Values values;

	Visibility visibility = Visibility.PUBLIC;

	Instant updatedAt;

	/** The issue that it is a duplicate of, 0 for none: closing that closes this. */
	long duplicateOf;

	MemoryIssue(long number, RemotePerson author, Values values, Instant createdAt) {
		this.number = number;
		this.author = author;
		this.values = values;
		this.createdAt = createdAt;
		this.updatedAt = createdAt;
	}

	/** A row of its journal. */
	static final class Note {

		final String id;

		final RemotePerson author;

		final Instant createdAt;

		final @Nullable CommentMark mark;

		String text;

		Visibility visibility;

		Note(String id, RemotePerson author, String text, @Nullable CommentMark mark, Visibility visibility,
				Instant createdAt) {
			this.id = id;
			this.author = author;
			this.text = text;
			this.mark = mark;
			this.visibility = visibility;
			this.createdAt = createdAt;
		}

	}

}
