package dev.roundtable.forum.merging;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.http.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of floors as people write them: {@code 5, 7-9}, or {@code 5、7～9}.
 */
final class FloorNumbers {

	/** UTF-16 units that are read. */
	static final int TYPED = 500;

	private static final Pattern SEPARATOR = Pattern.compile("[\\s,;，、；]+");

	private static final Pattern RANGE = Pattern.compile("#?([0-9]{1,9})(?:[-–—~～]#?([0-9]{1,9}))?");

	private FloorNumbers() {
	}

	/**
	 * @param most floors that may be meant
	 * @throws BadInput on the field {@code floors}
	 */
	static SortedSet<Integer> read(@Nullable String typed, int most) {
		SortedSet<Integer> floors = new TreeSet<>();
		for (String part : SEPARATOR.split((typed != null) ? typed.strip() : "")) {
			if (part.isEmpty()) {
				continue;
			}
			Matcher range = RANGE.matcher(part);
			if (!range.matches()) {
				throw new BadInput("floors", "split.floors");
			}
			int first = Integer.parseInt(range.group(1));
			int last = (range.group(2) != null) ? Integer.parseInt(range.group(2)) : first;
			if (last - first >= most || floors.size() > most) {
				throw new BadInput("floors", "split.most", most);
			}
			for (int floor = first; floor <= last; floor++) {
				floors.add(floor);
			}
		}
		if (floors.isEmpty()) {
			throw new BadInput("floors", "split.none");
		}
		if (floors.size() > most) {
			throw new BadInput("floors", "split.most", most);
		}
		return floors;
	}

	/** The shortest way to write them: {@code 5, 7–9}. */
	static String text(Iterable<Integer> floors) {
		StringBuilder text = new StringBuilder();
		int first = 0;
		int last = 0;
		for (int floor : floors) {
			if (first > 0 && floor == last + 1) {
				last = floor;
				continue;
			}
			append(text, first, last);
			first = floor;
			last = floor;
		}
		append(text, first, last);
		return text.toString();
	}

	private static void append(StringBuilder text, int first, int last) {
		if (first > 0) {
			text.append(text.isEmpty() ? "" : ", ").append(first);
			if (last > first) {
				text.append((last == first + 1) ? ", " : "–").append(last);
			}
		}
	}

}
