package dev.roundtable.importing;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

import dev.roundtable.forum.TopicKind;
import dev.roundtable.writing.Rendered;
import org.jspecify.annotations.Nullable;

/**
 * One line of the file, checked and rendered.
 *
 * @param number of the line, from 1
 * @param line as it stood in the file
 * @param board its name
 * @param text what the body says
 * @param duplicateOf id of the original at the same source
 */
record ImportedTopic(long number, byte[] line, String source, String id, String board, TopicKind kind, String author,
		OffsetDateTime created, String title, String body, Rendered text, Set<String> tags, boolean closed,
		@Nullable String duplicateOf, List<ImportedReply> replies) {

	int posts() {
		return 1 + this.replies.size();
	}

	/** When it or its last reply was written. */
	OffsetDateTime lastTouched() {
		OffsetDateTime last = this.created;
		for (ImportedReply reply : this.replies) {
			last = reply.created().isAfter(last) ? reply.created() : last;
		}
		return last;
	}

	/** What it holds of memory, roughly, in characters. */
	long size() {
		long size = this.line.length;
		for (ImportedReply reply : this.replies) {
			size += reply.body().length();
		}
		return size + this.body.length();
	}

	record ImportedReply(String id, String author, OffsetDateTime created, String body, Rendered text,
			boolean accepted) {
	}

}
