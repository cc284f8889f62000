package dev.roundtable.forum;

import java.util.List;
import java.util.Objects;

import dev.roundtable.boards.BoardSlug;
import dev.roundtable.writing.Body;
import dev.roundtable.writing.Tag;
import dev.roundtable.writing.Title;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A topic as somebody would post it: the API's body, and what the form makes. Nothing of
 * it has been checked.
 *
 * @param board its slug
 */
public record TopicDraft(@Schema(maxLength = BoardSlug.LENGTH) @Nullable String board, @Nullable TopicKind kind,
		@Schema(maxLength = Title.MAX) @Nullable String title,
		@Schema(maxLength = Body.MAX_BYTES, description = Body.SAID) @Nullable String body,
		@ArraySchema(maxItems = Tags.MOST, schema = @Schema(maxLength = Tag.MAX)) @Nullable List<String> tags) {

	List<String> labels() {
		return (this.tags != null) ? this.tags.stream().filter(Objects::nonNull).toList() : List.of();
	}

}
