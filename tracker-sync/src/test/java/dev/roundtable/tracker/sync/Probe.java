package dev.roundtable.tracker.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * After all that happened, one change of each task, somewhere: within an ordinary hour it
 * is everywhere, for exactly one request that writes to each tracker it does not come
 * from.
 */
final class Probe {

	private final Simulation world;

	private final Map<Simulation.Far, Integer> expected = new LinkedHashMap<>();

	private final List<String> wrong = new ArrayList<>();

	Probe(Simulation world) {
		this.world = world;
		world.fars.forEach((far) -> this.expected.put(far, far.server.writes()));
	}

	List<String> find() {
		Map<Long, String> said = new LinkedHashMap<>();
		this.world.mirror.numbers().stream().sorted().forEach((task) -> {
			if (this.world.mirror.read(task).orElseThrow().isPublic()) {
				said.put(task, change(task));
			}
		});
		this.world.ordinaryHour();
		said.forEach(this::isEverywhere);
		this.expected.forEach((far, writes) -> {
			if (far.server.writes() != writes) {
				this.wrong.add(far + " was written to " + (far.server.writes() - writes) + " times too often");
			}
		});
		this.wrong.addAll(new Verdict(this.world).find());
		return this.wrong;
	}

	/** The issue of a task where both may be seen, null where there is none. */
	private @Nullable RemoteIssue issue(Simulation.Far far, long task) {
		return this.world.ledger.ofTask(far.id, task)
			.filter((link) -> link.stage() instanceof Link.Joined)
			.map((link) -> Objects.requireNonNull(link.issue()))
			.filter(far.server::has)
			.map((id) -> far.people.tracker().fetch(id))
			.filter(RemoteIssue::isPublic)
			.orElse(null);
	}

	private String change(long task) {
		String words = this.world.words();
		boolean comment = this.world.random().nextBoolean();
		List<Simulation.Far> linked = this.world.fars.stream().filter((far) -> issue(far, task) != null).toList();
		int from = this.world.random().nextInt(linked.size() + 1) - 1;
		linked.stream()
			.filter((far) -> from < 0 || far != linked.get(from))
			.forEach((far) -> this.expected.merge(far, 1, Integer::sum));
		if (from < 0) {
			this.world.tell("probe: we " + (comment ? "say " : "edit ") + words + " on " + task);
			if (comment) {
				this.world.mirror.says(task, "小雨", words, Visibility.PUBLIC);
			}
			else {
				this.world.mirror.edits(task, Field.TITLE, words);
			}
		}
		else {
			Simulation.Far far = linked.get(from);
			RemoteId id = Objects.requireNonNull(issue(far, task)).id();
			this.world.tell("probe: " + far + (comment ? " says " : " edits ") + words + " on " + id);
			if (comment) {
				far.people.says(id, words);
			}
			else {
				far.people.edits(id, Field.TITLE, words);
			}
		}
		return words;
	}

	private void isEverywhere(long task, String words) {
		if (!this.world.mirror.read(task).orElseThrow().toString().contains(words)) {
			this.wrong.add(words + " is not on our " + task);
		}
		for (Simulation.Far far : this.world.fars) {
			RemoteIssue issue = issue(far, task);
			if (issue != null && !issue.toString().contains(words)) {
				this.wrong.add(words + " is not on " + far + "’s " + issue.id());
			}
		}
	}

}
