package dev.roundtable.boards;

import java.util.Map;
import java.util.Set;

import dev.roundtable.http.BadInput;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator asks of a board, as the API spells it. What is null stays as it
 * is; an emptied text is empty.
 *
 * @param readers {@code everyone}, {@code members}, {@code team} or {@code group:NAME}
 * @param writers the same; who may not read may not post, whatever stands here
 * @param position lower stands first
 * @param archived read only, and not offered to those who post
 * @param names by language: {@code zh-Hans}, {@code zh-Hant}, {@code en}; {@code name}
 * serves where one is missing
 */
public record BoardEdit(@Schema(maxLength = BoardSlug.LENGTH) @Nullable String slug,
		@Schema(maxLength = BoardEdit.NAME) @Nullable String name,
		@Schema(maxLength = BoardEdit.DESCRIPTION) @Nullable String description,
		@Schema(maxLength = Audience.LENGTH) @Nullable String readers,
		@Schema(maxLength = Audience.LENGTH) @Nullable String writers,
		@Schema(minimum = "0", maximum = "" + BoardEdit.POSITION) @Nullable Integer position,
		@Nullable Boolean archived,
		@Schema(description = "At most " + BoardEdit.NAME + " characters each") @Nullable Map<String, String> names,
		@Schema(description = "At most " + BoardEdit.DESCRIPTION
				+ " characters each") @Nullable Map<String, String> descriptions) {

	static final int NAME = 80;

	static final int DESCRIPTION = 400;

	static final int POSITION = 10_000;

	public static BoardEdit named(String slug, String name, String description) {
		return new BoardEdit(slug, name, description, null, null, null, null, null, null);
	}

	public BoardEdit readBy(String readers, String writers) {
		return new BoardEdit(this.slug, this.name, this.description, readers, writers, this.position, this.archived,
				this.names, this.descriptions);
	}

	/** The settings that a board has after this. */
	BoardSettings applyTo(BoardSettings before) {
		return new BoardSettings((this.slug != null) ? BoardSlug.chosen(this.slug) : before.slug(),
				(this.name != null) ? Text.line("name", this.name, NAME) : before.name(),
				(this.description != null) ? description("description", this.description) : before.description(),
				(this.readers != null) ? Audience.chosen("readers", this.readers) : before.readers(),
				(this.writers != null) ? Audience.chosen("writers", this.writers) : before.writers(),
				(this.position != null) ? position(this.position) : before.position(),
				(this.archived != null) ? this.archived : before.archived(),
				texts("names", this.names, before.names(), NAME),
				texts("descriptions", this.descriptions, before.descriptions(), DESCRIPTION));
	}

	private static int position(int position) {
		if (position < 0 || position > POSITION) {
			throw new BadInput("position", "board.position", POSITION);
		}
		return position;
	}

	private static String description(String field, String text) {
		return text.isBlank() ? "" : Text.line(field, text, DESCRIPTION);
	}

	private static BoardTexts texts(String field, @Nullable Map<String, String> wanted, BoardTexts before, int most) {
		if (wanted == null) {
			return before;
		}
		Set<String> languages = BoardTexts.LANGUAGES;
		BoardTexts after = before;
		for (Map.Entry<String, String> text : wanted.entrySet()) {
			if (!languages.contains(text.getKey())) {
				throw new BadInput(field, "choice.unknown", text.getKey());
			}
			String given = text.getValue();
			boolean none = given == null || given.isBlank();
			after = after.with(text.getKey(), none ? null : Text.line(field + "." + text.getKey(), given, most));
		}
		return after;
	}

}
