package dev.roundtable.releases;

import dev.roundtable.boards.BoardSlug;
import dev.roundtable.writing.Title;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a release is told.
 *
 * @param board the slug of the board on which its notes become a topic, empty for no
 * topic
 * @param title of that topic
 */
public record Publication(@Schema(maxLength = BoardSlug.LENGTH) @Nullable String board,
		@Schema(maxLength = Title.MAX) @Nullable String title) {

	/** Without a topic. */
	public static final Publication QUIET = new Publication(null, null);

	boolean isTold() {
		return this.board != null && !this.board.isBlank();
	}

}
