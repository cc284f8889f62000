package dev.roundtable.charts;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Bars beside each other, and the same as rows of a table. Public for its template.
 *
 * @param key the end of its message keys
 * @param top what the upper edge stands for, as one reads it
 * @param bars in the order of time
 */
public record Chart(String key, String top, List<Bar> bars) {

	/** Units of the drawing, which is stretched to the place it has. */
	private static final int HEIGHT = 100;

	private static final int STEP = 10;

	/**
	 * @param label the day, or the Monday of the week
	 * @param value null where nothing is known
	 * @param text the value as one reads it
	 */
	public record Point(String label, @Nullable Long value, String text) {
	}

	/** Public for its template. */
	public record Bar(int x, int y, int height, String label, String text) {
	}

	public static Chart of(String key, List<Point> points, String unit) {
		return of(key, points, unit, most(points));
	}

	/** Both by the same scale, so that one can be held against the other. */
	public static Pair beside(String key, List<Point> first, List<Point> second, String unit) {
		List<Chart> both = alike(key, List.of(first, second), unit);
		return new Pair(both.getFirst(), both.getLast());
	}

	/** All by the same scale. */
	public static List<Chart> alike(String key, List<List<Point>> all, String unit) {
		long most = all.stream().mapToLong(Chart::most).max().orElse(0);
		return all.stream().map((points) -> of(key, points, unit, most)).toList();
	}

	/**
	 * Public for its template.
	 *
	 * @param first with as many bars as the second
	 */
	public record Pair(Chart first, Chart second) {

		public boolean isEmpty() {
			return this.first.isEmpty() && this.second.isEmpty();
		}

	}

	private static long most(List<Point> points) {
		return points.stream().mapToLong(Chart::number).max().orElse(0);
	}

	private static Chart of(String key, List<Point> points, String unit, long most) {
		long top = nice(Math.max(most, 1));
		List<Bar> bars = new ArrayList<>();
		for (Point point : points) {
			int height = (int) Math.ceil((double) number(point) * HEIGHT / top);
			bars.add(new Bar(bars.size() * STEP, HEIGHT - height, height, point.label(), point.text()));
		}
		return new Chart(key, top + unit, bars);
	}

	private static long number(Point point) {
		return (point.value() != null) ? point.value() : 0;
	}

	/** The next of 1, 2, 5, 10, 20, 50 … */
	static long nice(long most) {
		long power = 1;
		while (power * 10 <= most) {
			power *= 10;
		}
		return (most <= power) ? power : (most <= power * 2) ? power * 2 : (most <= power * 5) ? power * 5 : power * 10;
	}

	public int width() {
		return this.bars.size() * STEP;
	}

	public boolean isEmpty() {
		return this.bars.stream().allMatch((bar) -> bar.height() == 0);
	}

	public String first() {
		return this.bars.getFirst().label();
	}

	public String last() {
		return this.bars.getLast().label();
	}

	/** For the table: the latest first. */
	public List<Bar> rows() {
		return this.bars.reversed();
	}

}
