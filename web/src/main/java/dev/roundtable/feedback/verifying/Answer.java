package dev.roundtable.feedback.verifying;

import dev.roundtable.tasks.Build;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says who tried it.
 *
 * @param works whether it does
 * @param build in which she tried it, the released one when missing
 * @param comment a word for the team, empty for none
 */
record Answer(@Nullable Boolean works, @Schema(maxLength = Build.LENGTH) @Nullable String build,
		@Schema(maxLength = Answer.COMMENT) @Nullable String comment) {

	/** UTF-16 units. */
	static final int COMMENT = 1000;

}
