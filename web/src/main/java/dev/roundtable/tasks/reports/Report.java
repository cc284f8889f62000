package dev.roundtable.tasks.reports;

import dev.roundtable.tasks.Build;
import dev.roundtable.writing.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says she has it on: the API's body, and what a form makes. Nothing of it
 * has been checked, and nothing of it has to be said.
 *
 * @param device the model, as she calls it
 * @param frequency always, often, sometimes or once
 */
public record Report(@Schema(maxLength = Report.DEVICE) @Nullable String device,
		@Schema(maxLength = Build.LENGTH) @Nullable String build, @Schema(allowableValues = {
				"always", "often", "sometimes", "once" }) @Nullable String frequency){

	/** UTF-16 units. */
	public static final int DEVICE = 60;

	static final Report NOTHING = new Report(null, null, null);

	public Report {
		device = (device != null && device.isBlank()) ? null : device;
		build = (build != null && build.isBlank()) ? null : build;
		frequency = (frequency != null && frequency.isBlank()) ? null : frequency;
	}

	/** Whether there is anything in it. */
	public boolean saysNothing() {
		return this.device == null && this.build == null && this.frequency == null;
	}

	/**
	 * @throws dev.roundtable.http.BadInput on the field that is wrong
	 */
	Checked checked() {
		return new Checked((this.device != null) ? Text.line("device", this.device, DEVICE) : null,
				(this.build != null) ? Build.of("build", this.build) : null, Frequency.of(this.frequency));
	}

	record Checked(@Nullable String device, @Nullable Build build, @Nullable Frequency frequency) {

		@Nullable String buildName() {
			return (this.build != null) ? this.build.name() : null;
		}

	}

}
