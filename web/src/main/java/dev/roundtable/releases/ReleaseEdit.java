package dev.roundtable.releases;

import dev.roundtable.writing.Body;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to change in a release; null leaves a field as it is.
 *
 * @param version the one the edit was made against
 * @param date for which it is planned, or since when people have it
 * @param notes Markdown, empty for none
 */
public record ReleaseEdit(@Nullable Long version, @Nullable Channel channel,
		@Schema(maxLength = ReleaseDate.LENGTH) @Nullable String date,
		@Schema(maxLength = Body.MAX_BYTES, description = Body.SAID) @Nullable String notes) {
}
