package dev.roundtable.tracker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Our name for a task, kept in the issue that was made for it (a field of its own, or a
 * mark below its text): after a doubtful failure it tells whether the issue was made.
 * People copy issues with all their fields, so that an issue bears it proves nothing
 * where the task is linked to another one already.
 */
public record ExternalId(Namespace namespace, long task) {

	private static final Pattern FORM = Pattern.compile("rt-([a-z0-9]{4,16})-([1-9][0-9]{0,17})");

	public ExternalId {
		if (task < 1) {
			throw new IllegalArgumentException("no task has the number " + task);
		}
	}

	/** Nothing where the text is something else, which other people's fields may be. */
	public static Optional<ExternalId> parse(@Nullable String text) {
		Matcher form = FORM.matcher((text != null) ? text.strip() : "");
		return form.matches() ? Optional.of(new ExternalId(new Namespace(form.group(1)), Long.parseLong(form.group(2))))
				: Optional.empty();
	}

	@Override
	public String toString() {
		return "rt-" + this.namespace + "-" + this.task;
	}

}
