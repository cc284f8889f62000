package dev.roundtable.forum;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A topic as somebody would post it: the API's body, and what the form makes. Nothing of
 * it has been checked.
 *
 * @param board its slug
 */
public record TopicDraft(@Nullable String board, @Nullable TopicKind kind, @Nullable String title,
		@Nullable String body, @Nullable List<String> tags) {

	List<String> labels() {
		return (this.tags != null) ? this.tags.stream().filter(Objects::nonNull).toList() : List.of();
	}

}
