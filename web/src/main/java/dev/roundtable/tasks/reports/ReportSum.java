package dev.roundtable.tasks.reports;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a task and of all that was merged into it, each person once. Public for
 * its templates.
 *
 * @param people how many say something of it
 * @param channels the release channels that its reports came from
 * @param mine what the viewer says, null for nothing
 * @param owned her devices, of her profile
 */
public record ReportSum(int people, List<Bar> builds, List<Bar> devices, List<Bar> frequencies, List<Bar> channels,
		@Nullable Mine mine, List<Owned> owned) {

	/** Whether there is anything to draw. */
	public boolean isDrawn() {
		return !this.builds.isEmpty() || !this.devices.isEmpty() || !this.frequencies.isEmpty()
				|| !this.channels.isEmpty();
	}

	/** What her form begins with. */
	public Report said() {
		return (this.mine != null) ? new Report(this.mine.device(), this.mine.build(), this.mine.often())
				: Report.NOTHING;
	}

	/** Whether a fix in that build helps her, as far as she said what she has. */
	public boolean helps(@Nullable String fixedIn) {
		return this.mine != null && MeToo.helps(fixedIn, this.mine.build());
	}

	/**
	 * @param name empty for all others
	 * @param percent of the longest, at least 1
	 */
	public record Bar(String name, int people, int percent) {

		/** The end of its message. */
		public String key() {
			return this.name.toLowerCase(Locale.ROOT);
		}

	}

	/** What she said; null for what she did not. */
	public record Mine(@Nullable String device, @Nullable String build, @Nullable String frequency) {

		/** As one line; empty for nothing but that she has it. */
		public String line() {
			return Stream.of(this.device, this.build).filter(Objects::nonNull).collect(Collectors.joining(" · "));
		}

		/** The end of its message, null for nothing said. */
		public @Nullable String often() {
			return (this.frequency != null) ? this.frequency.toLowerCase(Locale.ROOT) : null;
		}

	}

	/**
	 * @param build empty for none said
	 */
	public record Owned(String model, String build) {
	}

}
