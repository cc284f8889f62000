package dev.roundtable.limits;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.http.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * What administrators changed of the rates: for these acts, how many of each.
 *
 * @param version of all of them
 */
record RateChanges(Map<Act, Most> changed, long version) {

	/** More a second than a node counts. */
	static final int LARGEST = 100_000;

	/**
	 * How often within the act's period; see {@link LimitSettings.Rate}.
	 */
	record Most(int newcomer, int regular, int network) {

		static Most of(LimitSettings.Rate rate) {
			return new Most(rate.newcomer(), rate.regular(), rate.network());
		}

		LimitSettings.Rate in(LimitSettings.Rate rate) {
			return new LimitSettings.Rate(rate.per(), this.newcomer, this.regular, rate.team(), this.network);
		}

	}

	/** Whose number a field is, after a dot behind the act. */
	enum Whose {

		NEWCOMER, REGULAR, NETWORK;

		int of(Most most) {
			return switch (this) {
				case NEWCOMER -> most.newcomer();
				case REGULAR -> most.regular();
				case NETWORK -> most.network();
			};
		}

	}

	static String field(Act act, Whose whose) {
		return act + "." + whose;
	}

	/**
	 * @param typed by {@link #field}; what is missing stays as it is
	 * @throws BadInput {@code trust.number} on the name of a number beyond sense
	 */
	RateChanges with(LimitSettings settings, Map<String, String> typed) {
		Map<Act, Most> after = new EnumMap<>(Act.class);
		for (Act act : Act.values()) {
			Most own = Most.of(settings.of(act));
			Most before = this.changed.getOrDefault(act, own);
			Most most = new Most(number(act, Whose.NEWCOMER, typed, before), number(act, Whose.REGULAR, typed, before),
					number(act, Whose.NETWORK, typed, before));
			if (!most.equals(own)) {
				after.put(act, most);
			}
		}
		return new RateChanges(after, this.version);
	}

	private static int number(Act act, Whose whose, Map<String, String> typed, Most before) {
		String field = field(act, whose);
		String text = typed.get(field);
		if (text == null) {
			return whose.of(before);
		}
		int number = text.strip().matches("[0-9]{1,6}") ? Integer.parseInt(text.strip()) : 0;
		if (number < 1 || number > LARGEST) {
			throw new BadInput(field, "trust.number", 1, LARGEST);
		}
		return number;
	}

	/** One a line. */
	String text() {
		return this.changed.entrySet()
			.stream()
			.map((one) -> "%s %d %d %d".formatted(one.getKey(), one.getValue().newcomer(), one.getValue().regular(),
					one.getValue().network()))
			.collect(Collectors.joining("\n"));
	}

	/** An act that there is no more is passed over. */
	static RateChanges of(String text, long version) {
		Map<Act, Most> changed = new EnumMap<>(Act.class);
		text.lines().map((line) -> line.split(" ")).forEach((line) -> {
			Act act = act(line[0]);
			if (act != null && line.length == 4) {
				changed.put(act,
						new Most(Integer.parseInt(line[1]), Integer.parseInt(line[2]), Integer.parseInt(line[3])));
			}
		});
		return new RateChanges(changed, version);
	}

	private static @Nullable Act act(String name) {
		return Arrays.stream(Act.values()).filter((act) -> act.name().equals(name)).findFirst().orElse(null);
	}

	LimitSettings.Rate of(Act act, LimitSettings settings) {
		LimitSettings.Rate own = settings.of(act);
		Most most = this.changed.get(act);
		return (most != null) ? most.in(own) : own;
	}

}
