package dev.roundtable.trust;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.roundtable.http.BadInput;

/**
 * What each level takes and what it sets, in numbers that an administrator may change.
 *
 * @param numbers by name, all of {@link #FIRST}
 * @param version of what was changed
 */
record Ladder(Map<String, Integer> numbers, long version) {

	/** Days of which what happens of late counts. */
	static final String PERIOD = "PERIOD";

	/** Days for which a sanction keeps somebody from rising. */
	static final String BARRED = "BARRED";

	/** The level from which somebody writes first. */
	static final String MESSAGES = "MESSAGES";

	/** The level from which nothing waits on boards that look at new people first. */
	static final String UNREVIEWED = "UNREVIEWED";

	/** The level from which links do not wait there. */
	static final String LINKS_UNREVIEWED = "LINKS_UNREVIEWED";

	/** Who has nine of ten of what her level takes does not lose it. */
	private static final int KEEPS_PERCENT = 90;

	private static final int MOST = 100_000;

	/** As they are until somebody changes them, in the order of the form. */
	static final Map<String, Integer> FIRST = first();

	static final Ladder UNCHANGED = new Ladder(FIRST, 1);

	private static Map<String, Integer> first() {
		Map<String, Integer> first = new LinkedHashMap<>();
		climb(first, TrustLevel.BASIC, 5, 30, 2, 0, 0, 0, 0);
		climb(first, TrustLevel.MEMBER, 20, 100, 15, 1, 1, 3, 0);
		climb(first, TrustLevel.REGULAR, 100, 500, 50, 10, 10, 10, 1);
		first.put(PERIOD, 100);
		first.put(BARRED, 180);
		each(first, "RATE", 100, 100, 150, 200, 300);
		each(first, "LINKS", 2, 10, 30, 100, 100);
		each(first, "PICTURES", 1, 5, 20, 50, 100);
		first.put(MESSAGES, TrustLevel.BASIC.number());
		first.put(UNREVIEWED, TrustLevel.BASIC.number());
		first.put(LINKS_UNREVIEWED, TrustLevel.MEMBER.number());
		return Collections.unmodifiableMap(first);
	}

	private static void climb(Map<String, Integer> all, TrustLevel level, int... needs) {
		for (Measure measure : Measure.values()) {
			all.put(name(level, measure), needs[measure.ordinal()]);
		}
	}

	private static void each(Map<String, Integer> all, String what, int... levels) {
		for (TrustLevel level : TrustLevel.values()) {
			all.put(what + "." + level, levels[level.ordinal()]);
		}
	}

	static String name(TrustLevel level, Measure measure) {
		return level + "." + measure;
	}

	/** The least that a number may be. */
	static int least(String name) {
		return (name.equals(PERIOD) || name.startsWith("RATE.")) ? 10 : 0;
	}

	/** The most that a number may be. */
	static int most(String name) {
		return switch (name) {
			// Visits are kept for no longer.
			case PERIOD -> 100;
			case BARRED -> 3650;
			case MESSAGES, UNREVIEWED, LINKS_UNREVIEWED -> TrustLevel.LEADER.number();
			default -> name.startsWith("RATE.") ? 1000 : MOST;
		};
	}

	/**
	 * @param typed by name; what is missing stays as it was
	 * @throws BadInput {@code trust.number} on the name of a number beyond sense
	 */
	Ladder with(Map<String, String> typed) {
		Map<String, Integer> changed = new LinkedHashMap<>(this.numbers);
		FIRST.keySet().stream().filter(typed::containsKey).forEach((name) -> changed.put(name, number(name, typed)));
		return new Ladder(changed, this.version);
	}

	private static int number(String name, Map<String, String> typed) {
		String text = Objects.requireNonNull(typed.get(name)).strip();
		int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
		if (number < least(name) || number > most(name)) {
			throw new BadInput(name, "trust.number", least(name), most(name));
		}
		return number;
	}

	/** What differs from {@link #FIRST}, one a line. */
	String text() {
		return this.numbers.entrySet()
			.stream()
			.filter((number) -> !number.getValue().equals(FIRST.get(number.getKey())))
			.map((number) -> number.getKey() + "=" + number.getValue())
			.collect(Collectors.joining("\n"));
	}

	static Ladder of(String text, long version) {
		Map<String, Integer> numbers = new LinkedHashMap<>(FIRST);
		Arrays.stream(text.split("\n"))
			.map((line) -> line.split("=", 2))
			.filter((line) -> line.length == 2 && FIRST.containsKey(line[0]))
			.forEach((line) -> numbers.put(line[0], Integer.valueOf(line[1])));
		return new Ladder(Collections.unmodifiableMap(numbers), version);
	}

	int of(String name) {
		return Objects.requireNonNull(this.numbers.get(name), name);
	}

	TrustLevel level(String name) {
		return TrustLevel.of(of(name));
	}

	int needs(TrustLevel level, Measure measure) {
		return level.isEarned() ? of(name(level, measure)) : 0;
	}

	int rate(TrustLevel level) {
		return of("RATE." + level);
	}

	int links(TrustLevel level) {
		return of("LINKS." + level);
	}

	int pictures(TrustLevel level) {
		return of("PICTURES." + level);
	}

	private boolean meets(TrustLevel level, Counts counts, int percent) {
		return level.isEarned() && Arrays.stream(Measure.values())
			.allMatch((measure) -> 100L * counts.of(measure) >= (long) percent * needs(level, measure));
	}

	/**
	 * Where somebody stands with what was counted. What she reached stays hers, only the
	 * last level that is earned is lost again.
	 * @param barred whether a sanction keeps her from rising
	 */
	TrustLevel after(TrustLevel before, Counts counts, boolean barred) {
		TrustLevel level = before;
		if (level.reaches(TrustLevel.REGULAR) && (barred || !meets(TrustLevel.REGULAR, counts, KEEPS_PERCENT))) {
			level = TrustLevel.MEMBER;
		}
		while (!barred && meets(level.next(), counts, 100)) {
			level = level.next();
		}
		return level;
	}

}
