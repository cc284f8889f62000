package dev.roundtable.tracker.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.memory.MemoryPeople;
import dev.roundtable.tracker.memory.MemoryServer;
import org.jspecify.annotations.Nullable;

/** What has to be true of every history once all is calm. */
final class Verdict {

	private static final Pattern WORDS = Pattern.compile("w[0-9]+w");

	private final Simulation world;

	private final List<String> wrong = new ArrayList<>();

	Verdict(Simulation world) {
		this.world = world;
	}

	List<String> find() {
		for (Simulation.Far far : this.world.fars) {
			bothSidesAgree(far);
			nothingIsDoubled(far);
			nothingPrivateHasCrossed(far);
			nothingIsLeftToDo(far);
			if (far.server.writes() > bound()) {
				this.wrong.add(far + " was written to " + far.server.writes() + " times for " + bound());
			}
		}
		nothingIsDoubledHere();
		return this.wrong;
	}

	/**
	 * A change may be written twice where the first answer was lost; and each field by
	 * itself where one was refused.
	 */
	private int bound() {
		return 2 * (this.world.acts() + this.world.troubles()) + 5;
	}

	private void bothSidesAgree(Simulation.Far far) {
		for (Link link : this.world.ledger.links()) {
			if (!link.connection().equals(far.id) || !(link.stage() instanceof Link.Joined(RemoteId id))) {
				continue;
			}
			OurTask ours = this.world.mirror.read(Objects.requireNonNull(link.task())).orElse(null);
			RemoteIssue theirs = issue(far, id);
			if (ours == null || theirs == null) {
				this.wrong.add(far + " still links " + link.task() + " to " + id + ", one of which is gone");
			}
			else if (ours.isPublic() && theirs.isPublic()) {
				fieldsAgree(far, link, ours, theirs);
				ourCommentsAreThere(far, link, ours, theirs);
				theirCommentsAreHere(far, link, ours, theirs);
			}
		}
	}

	private static @Nullable RemoteIssue issue(Simulation.Far far, RemoteId id) {
		return far.server.everything().stream().filter((one) -> one.id().equals(id)).findFirst().orElse(null);
	}

	private void fieldsAgree(Simulation.Far far, Link link, OurTask ours, RemoteIssue theirs) {
		far.connection.rules().forEach((field, rule) -> {
			String mine = Objects.requireNonNull(ours.values().get(field));
			String yours = Objects.requireNonNull(theirs.values().get(field));
			boolean mayDiffer = field == Field.STATUS || field == Field.ASSIGNEE;
			Baseline baseline = link.fields().get(field);
			boolean excused = mayDiffer && baseline != null && baseline.why() != null && mine.equals(baseline.ours())
					&& yours.equals(baseline.theirs());
			if (!rule.map().same(mine, yours) && !excused) {
				this.wrong.add(far + " " + link.task() + " " + field + " is “" + mine + "” here and “" + yours
						+ "” there: " + baseline);
			}
		});
	}

	private void ourCommentsAreThere(Simulation.Far far, Link link, OurTask ours, RemoteIssue theirs) {
		for (OurComment comment : ours.comments()) {
			if (comment.isFrom(far.id)) {
				continue;
			}
			List<RemoteComment> copies = MemoryServer.comments(theirs)
				.stream()
				.filter((one) -> one.mark() != null && one.mark().comment() == comment.id())
				.toList();
			boolean takenAway = link.comments()
				.stream()
				.anyMatch((one) -> Objects.equals(one.ours(), comment.id()) && one.state() == Crossing.State.ENDED);
			if (comment.isPublic() && copies.size() != 1 && !takenAway) {
				this.wrong.add(far + " has " + copies.size() + " copies of our " + comment);
			}
			if (comment.isPublic() && copies.size() == 1
					&& !words(comment.text()).equals(words(copies.getFirst().text()))) {
				this.wrong.add(far + " has other words of our " + comment + ": " + copies);
			}
			if (!comment.isPublic() && !copies.isEmpty()) {
				this.wrong.add(far + " still has our " + comment);
			}
		}
	}

	private void theirCommentsAreHere(Simulation.Far far, Link link, OurTask ours, RemoteIssue theirs) {
		for (RemoteComment comment : MemoryServer.comments(theirs)) {
			if (!comment.author().equals(MemoryPeople.ENGINEER)) {
				continue;
			}
			List<OurComment> copies = ours.comments()
				.stream()
				.filter((one) -> one.isFrom(far.id) && one.from() != null && one.from().comment().equals(comment.id()))
				.toList();
			boolean takenBack = link.comments()
				.stream()
				.anyMatch((one) -> comment.id().equals(one.theirs()) && one.state() == Crossing.State.ENDED);
			if (comment.isPublic() && copies.size() != 1 && !takenBack) {
				this.wrong.add("we have " + copies.size() + " copies of " + far + "’s " + comment);
			}
			if (comment.isPublic() && copies.size() == 1
					&& !words(comment.text()).equals(words(copies.getFirst().text()))) {
				this.wrong.add("we have other words of " + far + "’s " + comment + ": " + copies);
			}
		}
	}

	private static Set<String> words(String text) {
		Set<String> words = new HashSet<>();
		Matcher matcher = WORDS.matcher(text);
		while (matcher.find()) {
			words.add(matcher.group());
		}
		return words;
	}

	private void nothingIsDoubled(Simulation.Far far) {
		Map<ExternalId, Integer> made = new HashMap<>();
		for (RemoteIssue issue : far.server.everything()) {
			if (issue.externalId() != null && !issue.author().equals(MemoryPeople.ENGINEER)) {
				made.merge(issue.externalId(), 1, Integer::sum);
			}
			Map<String, Integer> said = new HashMap<>();
			MemoryServer.comments(issue)
				.forEach((comment) -> words(comment.text()).forEach((word) -> said.merge(word, 1, Integer::sum)));
			said.forEach((word, times) -> {
				if (times > 1) {
					this.wrong.add(far + " says " + word + " " + times + " times on " + issue.id());
				}
			});
		}
		made.forEach((id, times) -> {
			if (times > 1) {
				this.wrong.add(far + " has " + id + " " + times + " times");
			}
		});
		far.server.marksWritten().forEach((mark, times) -> {
			if (times > 1) {
				this.wrong.add(far + " was written " + mark + " " + times + " times");
			}
		});
	}

	private void nothingIsDoubledHere() {
		for (long task : this.world.mirror.numbers()) {
			Map<String, Integer> said = new HashMap<>();
			this.world.mirror.read(task)
				.ifPresent((read) -> read.comments()
					.forEach((comment) -> words(comment.text()).forEach((word) -> said.merge(word, 1, Integer::sum))));
			said.forEach((word, times) -> {
				if (times > 1) {
					this.wrong.add("we say " + word + " " + times + " times on " + task);
				}
			});
		}
	}

	/** Whoever wrote a secret wrote it where it is private. */
	private void nothingPrivateHasCrossed(Simulation.Far far) {
		for (RemoteIssue issue : far.server.everything()) {
			for (RemoteComment comment : MemoryServer.comments(issue)) {
				if (comment.text().contains(Simulation.SECRET) && !comment.author().equals(MemoryPeople.ENGINEER)) {
					this.wrong.add(far + " was told " + comment);
				}
			}
			if (issue.isPublic() && issue.values().toString().contains(Simulation.SECRET)) {
				this.wrong.add(far + " was told " + issue.values());
			}
		}
		for (long task : this.world.mirror.numbers()) {
			OurTask ours = this.world.mirror.read(task).orElseThrow();
			for (OurComment comment : ours.comments()) {
				if (comment.from() != null && comment.text().contains(Simulation.SECRET)) {
					this.wrong.add("we were told " + comment);
				}
			}
			if (ours.isPublic() && ours.values().toString().contains(Simulation.SECRET)) {
				this.wrong.add("we were told " + ours.values());
			}
		}
	}

	private void nothingIsLeftToDo(Simulation.Far far) {
		if (!this.world.ledger.deadLetters(far.id).isEmpty()) {
			this.wrong.add(far + " has dead letters " + this.world.ledger.deadLetters(far.id));
		}
		for (long task : this.world.mirror.numbers()) {
			OurTask ours = this.world.mirror.read(task).orElseThrow();
			if (ours.isPublic() && !far.id.equals(ours.from()) && far.connection.pushed().test(ours)
					&& this.world.ledger.ofTask(far.id, task).isEmpty()) {
				this.wrong.add(far + " has no issue for " + task);
			}
		}
		for (RemoteIssue issue : far.server.everything()) {
			if (issue.isPublic() && far.connection.takesIn()
					&& this.world.ledger.ofIssue(far.id, issue.id()).isEmpty()) {
				this.wrong.add(far + " has " + issue.id() + " that we do not know");
			}
		}
	}

}
