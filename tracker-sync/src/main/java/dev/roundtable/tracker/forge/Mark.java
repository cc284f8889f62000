package dev.roundtable.tracker.forge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.tracker.ExternalId;
import org.jspecify.annotations.Nullable;

/**
 * Our name for a task in the text of an issue, where there are no fields for it: the last
 * line, in small letters, for all to see and for a search to find.
 *
 * @param text without it
 */
public record Mark(String text, @Nullable ExternalId id) {

	private static final Pattern LAST = Pattern.compile("<sub>(rt-[a-z0-9]{4,16}-[1-9][0-9]{0,17})</sub>");

	public static Mark read(String body) {
		String tidy = body.replace("\r\n", "\n").stripTrailing();
		int line = tidy.lastIndexOf('\n') + 1;
		Matcher last = LAST.matcher(tidy.substring(line));
		if (!last.matches()) {
			return new Mark(tidy, null);
		}
		return new Mark(tidy.substring(0, line).stripTrailing(), ExternalId.parse(last.group(1)).orElse(null));
	}

	/** The text as it is kept there. */
	public String body() {
		if (this.id == null) {
			return this.text;
		}
		String line = "<sub>" + this.id + "</sub>";
		return this.text.isBlank() ? line : this.text.stripTrailing() + "\n\n" + line;
	}

}
