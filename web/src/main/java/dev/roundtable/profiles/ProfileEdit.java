package dev.roundtable.profiles;

import java.util.ArrayList;
import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed about herself.
 *
 * @param version it was made against, 0 where there was nothing yet
 * @param about Markdown
 * @param badge what she does here; of the team alone
 * @param model of each device, in their order
 * @param build that runs on each, empty where she does not say
 */
record ProfileEdit(@Nullable Long version, @Nullable String about, @Nullable String badge, @Nullable List<String> model,
		@Nullable List<String> build) {

	/** UTF-16 units. */
	static final int ABOUT = 2000;

	static final int BADGE = 60;

	static final int MODEL = 60;

	static final int BUILD = 80;

	static final int DEVICES = 5;

	private static final int BYTES_OF_A_UNIT = 4;

	long against() {
		return (this.version != null) ? this.version : 0;
	}

	/**
	 * @throws BadInput on {@code about}
	 */
	String checkedAbout() {
		if (this.about == null || this.about.isBlank()) {
			return "";
		}
		String text = Text.body("about", this.about, ABOUT * BYTES_OF_A_UNIT);
		if (text.length() > ABOUT) {
			throw new BadInput("about", "text.long", ABOUT, text.length());
		}
		return text;
	}

	/**
	 * @throws BadInput on {@code badge}
	 */
	String checkedBadge() {
		return (this.badge == null || this.badge.isBlank()) ? "" : Text.line("badge", this.badge, BADGE);
	}

	/**
	 * Of devices in a form: those that are there, and one more while there may be more.
	 */
	int rows() {
		int used = 0;
		List<String> models = (this.model != null) ? this.model : List.of();
		for (int i = 0; i < models.size(); i++) {
			if (models.get(i) != null && !models.get(i).isBlank()) {
				used = i + 1;
			}
		}
		return Math.min(used + 1, DEVICES);
	}

	/**
	 * Those that have a model.
	 * @throws BadInput on {@code devices}
	 */
	List<Device> checkedDevices() {
		List<Device> devices = new ArrayList<>();
		List<String> models = (this.model != null) ? this.model : List.of();
		for (int i = 0; i < models.size(); i++) {
			String typed = models.get(i);
			if (typed != null && !typed.isBlank()) {
				String runs = (this.build != null && i < this.build.size()) ? this.build.get(i) : "";
				devices.add(new Device(Text.line("devices", typed, MODEL),
						(runs == null || runs.isBlank()) ? "" : Text.line("devices", runs, BUILD)));
			}
		}
		if (devices.size() > DEVICES) {
			throw new BadInput("devices", "devices.many", DEVICES);
		}
		return devices;
	}

	/**
	 * @param build that runs on it, or empty
	 */
	record Device(String model, String build) {
	}

}
