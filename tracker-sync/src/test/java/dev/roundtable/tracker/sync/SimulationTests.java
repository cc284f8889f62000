package dev.roundtable.tracker.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Thousands of histories, the same in every run. More of them:
 * {@code -Dsync.histories=100000}; others: {@code -Dsync.seed=12345}; longer ones:
 * {@code -Dsync.steps=200}. A history that goes wrong is made as short as it can be and
 * printed.
 */
class SimulationTests {

	private static final int HISTORIES = Integer.getInteger("sync.histories", 2000);

	private static final int STEPS = Integer.getInteger("sync.steps", 60);

	private static final long SEED = Long.getLong("sync.seed", 1);

	@Test
	void whatever_happens_both_sides_agree_in_the_end() {
		LongStream.range(SEED, SEED + HISTORIES).forEach((seed) -> {
			List<Integer> steps = IntStream.range(0, STEPS).boxed().toList();
			if (wrong(seed, steps) != null) {
				List<Integer> few = shortened(seed, steps);
				Simulation world = new Simulation(seed);
				List<String> found = judge(world, few);
				throw new AssertionError("seed " + seed + ", steps " + few + "\n" + String.join("\n", found) + "\n\n"
						+ String.join("\n", world.history()));
			}
		});
	}

	private static @Nullable List<String> wrong(long seed, List<Integer> steps) {
		List<String> found = judge(new Simulation(seed), steps);
		return found.isEmpty() ? null : found;
	}

	private static List<String> judge(Simulation world, List<Integer> steps) {
		try {
			world.run(steps);
		}
		catch (AssertionError | RuntimeException ex) {
			return new ArrayList<>(List.of(ex.toString()));
		}
		List<String> found = new Verdict(world).find();
		if (found.isEmpty()) {
			found.addAll(new Probe(world).find());
		}
		return found;
	}

	/** Leaves out what can be left out, in ever smaller pieces. */
	private static List<Integer> shortened(long seed, List<Integer> steps) {
		List<Integer> few = new ArrayList<>(steps);
		for (int piece = Math.max(1, few.size() / 2); piece >= 1; piece /= 2) {
			for (int from = 0; from < few.size();) {
				List<Integer> fewer = new ArrayList<>(few);
				fewer.subList(from, Math.min(from + piece, fewer.size())).clear();
				if (wrong(seed, fewer) != null) {
					few = fewer;
				}
				else {
					from += piece;
				}
			}
		}
		return few;
	}

}
