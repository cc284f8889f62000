package dev.roundtable.releases;

import dev.roundtable.tasks.Build;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A release as somebody would plan it. Nothing of it has been checked.
 *
 * @param channel stable when missing
 * @param date for which it is planned, {@code 2026-01-31}; today when missing
 */
public record NewRelease(@Schema(maxLength = Build.LENGTH) @Nullable String build, @Nullable Channel channel,
		@Schema(maxLength = ReleaseDate.LENGTH) @Nullable String date) {
}
