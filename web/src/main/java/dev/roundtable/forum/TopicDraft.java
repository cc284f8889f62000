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
 * @param device on which a bug was met, as its reporter calls it
 * @param build that runs on it
 * @param frequency always, often, sometimes or once
 */
public record TopicDraft(@Schema(maxLength = BoardSlug.LENGTH) @Nullable String board, @Nullable TopicKind kind,
		@Schema(maxLength = Title.MAX) @Nullable String title,
		@Schema(maxLength = Body.MAX_BYTES, description = Body.SAID) @Nullable String body,
		@ArraySchema(maxItems = Tags.MOST, schema = @Schema(maxLength = Tag.MAX)) @Nullable List<String> tags,
		@Schema(maxLength = 60) @Nullable String device, @Schema(maxLength = 80) @Nullable String build,
		@Schema(allowableValues = {
				"always", "often", "sometimes", "once" }) @Nullable String frequency){

	/** One that says nothing of what it was met on. */
	public TopicDraft(@Nullable String board, @Nullable TopicKind kind, @Nullable String title, @Nullable String body,
			@Nullable List<String> tags) {
		this(board, kind, title, body, tags, null, null, null);
	}

	List<String> labels() {
		return (this.tags != null) ? this.tags.stream().filter(Objects::nonNull).toList() : List.of();
	}

	/** Of a bug; of anything else it is not asked. */
	@Nullable Setup setup() {
		return (this.kind == TopicKind.BUG) ? Setup.of(this.device, this.build, this.frequency) : null;
	}

}
