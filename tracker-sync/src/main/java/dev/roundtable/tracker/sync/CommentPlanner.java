package dev.roundtable.tracker.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.roundtable.tracker.CommentMark;
import dev.roundtable.tracker.RemoteComment;
import org.jspecify.annotations.Nullable;

/**
 * Finds which comments are to cross, and what became of those that did. Asks nobody and
 * changes nothing.
 */
final class CommentPlanner {

	private final Connection connection;

	private final Map<Long, OurComment> ours;

	private final @Nullable Map<String, RemoteComment> theirs;

	private final List<CommentStep> steps = new ArrayList<>();

	/**
	 * @param theirs null when they were not read, because they are as they were
	 */
	CommentPlanner(Connection connection, List<OurComment> ours, @Nullable List<RemoteComment> theirs) {
		this.connection = connection;
		this.ours = byId(ours, OurComment::id);
		this.theirs = (theirs != null) ? byId(theirs, RemoteComment::id) : null;
	}

	private static <K, C> Map<K, C> byId(Collection<C> comments, Function<C, K> id) {
		return comments.stream()
			.collect(Collectors.toMap(id, Function.identity(), (one, _) -> one, LinkedHashMap::new));
	}

	/** What they took, what we have sent, then what is new on either side. */
	List<CommentStep> plan(List<Crossing> known) {
		Map<Long, String> arrivals = arrivals(known);
		for (Crossing crossing : known) {
			step(crossing, arrivals);
		}
		takeNew(known, arrivals);
		sendNew(known, arrivals.keySet());
		return this.steps;
	}

	/**
	 * Their copies of ours that are not known by id, by what they are copies of. A mark
	 * counts once, for the oldest comment that bears it.
	 */
	private Map<Long, String> arrivals(List<Crossing> known) {
		Map<Long, String> arrivals = new HashMap<>();
		if (this.theirs != null) {
			Set<Long> arrived = new HashSet<>();
			known.stream().filter((one) -> one.origin() == Side.OURS && one.theirs() != null).forEach((one) -> {
				if (one.ours() != null) {
					arrived.add(one.ours());
				}
			});
			for (RemoteComment comment : this.theirs.values()) {
				CommentMark mark = comment.mark();
				if (mark != null && isOurs(mark) && !arrived.contains(mark.comment())) {
					arrivals.putIfAbsent(mark.comment(), comment.id());
				}
			}
		}
		return arrivals;
	}

	private boolean isOurs(CommentMark mark) {
		return mark.namespace().equals(this.connection.namespace());
	}

	private void step(Crossing crossing, Map<Long, String> arrivals) {
		switch (crossing.state()) {
			case SENDING -> doubtful(crossing, arrivals);
			case CROSSED -> {
				if (crossing.origin() == Side.OURS) {
					ownedHere(crossing);
				}
				else {
					ownedThere(crossing);
				}
			}
			case REFUSED -> refused(crossing);
			case ENDED -> {
				// Whatever becomes of what is left of it.
			}
		}
	}

	private void doubtful(Crossing crossing, Map<Long, String> arrivals) {
		String arrived = arrivals.get(crossing.ours());
		OurComment comment = this.ours.get(crossing.ours());
		if (arrived != null) {
			this.steps.add(new CommentStep.Found(crossing, arrived));
		}
		else if (this.theirs == null) {
			return;
		}
		else if (comment != null && comment.isPublic()) {
			this.steps.add(new CommentStep.Send(comment));
		}
		else {
			this.steps.add(new CommentStep.End(crossing, "taken back before it crossed"));
		}
	}

	private void ownedHere(Crossing crossing) {
		OurComment comment = this.ours.get(crossing.ours());
		if (this.theirs != null && !this.theirs.containsKey(crossing.theirs())) {
			this.steps.add(new CommentStep.End(crossing, "taken away there"));
		}
		else if (comment == null || !comment.isPublic()) {
			this.steps.add(new CommentStep.RemoveTheirs(crossing));
		}
		else if (!Said.by(comment).equals(crossing.said())) {
			this.steps.add(new CommentStep.RewordTheirs(crossing, comment));
		}
	}

	private void ownedThere(Crossing crossing) {
		if (this.theirs == null) {
			return;
		}
		RemoteComment comment = this.theirs.get(crossing.theirs());
		if (comment == null || !comment.isPublic()) {
			this.steps.add(new CommentStep.RemoveOurs(crossing));
		}
		else if (!this.ours.containsKey(crossing.ours())) {
			this.steps.add(new CommentStep.End(crossing, "taken back here"));
		}
		else if (!Said.by(comment).equals(crossing.said())) {
			this.steps.add(new CommentStep.RewordOurs(crossing, comment));
		}
	}

	/** What was refused is tried again when its owner says something else. */
	private void refused(Crossing crossing) {
		if (crossing.origin() == Side.OURS) {
			OurComment comment = this.ours.get(crossing.ours());
			if (comment != null && comment.isPublic() && !Said.by(comment).equals(crossing.said())) {
				this.steps.add(new CommentStep.Send(comment));
			}
		}
		else if (this.theirs != null) {
			RemoteComment comment = this.theirs.get(crossing.theirs());
			if (comment != null && comment.isPublic() && !Said.by(comment).equals(crossing.said())) {
				this.steps.add(new CommentStep.Take(comment));
			}
		}
	}

	private void takeNew(List<Crossing> known, Map<Long, String> arrivals) {
		if (this.theirs == null) {
			return;
		}
		Set<String> knownThere = known.stream().map((one) -> one.theirs()).collect(Collectors.toSet());
		Set<Long> knownHere = known.stream().map((one) -> one.ours()).collect(Collectors.toSet());
		for (RemoteComment comment : this.theirs.values()) {
			CommentMark mark = comment.mark();
			if (knownThere.contains(comment.id())) {
				continue;
			}
			if (mark != null && isOurs(mark)) {
				// What another task once sent here is that task's to take away.
				if (this.ours.containsKey(mark.comment()) && !knownHere.contains(mark.comment())
						&& comment.id().equals(arrivals.get(mark.comment()))) {
					this.steps.add(new CommentStep.Found(forgotten(mark.comment()), comment.id()));
				}
			}
			else if (comment.isPublic() && this.connection.comments().reaches(Side.OURS)) {
				this.steps.add(new CommentStep.Take(comment));
			}
		}
	}

	/** It crossed in another life of this link; what it said then is not known. */
	private static Crossing forgotten(long ours) {
		return new Crossing(Side.OURS, ours, null, Crossing.State.SENDING, "", null);
	}

	private void sendNew(List<Crossing> known, Set<Long> arrived) {
		if (!this.connection.comments().reaches(Side.THEIRS)) {
			return;
		}
		Set<Long> knownHere = known.stream().map((one) -> one.ours()).collect(Collectors.toSet());
		for (OurComment comment : this.ours.values()) {
			if (comment.isPublic() && !comment.isFrom(this.connection.id()) && !knownHere.contains(comment.id())
					&& !arrived.contains(comment.id())) {
				this.steps.add(new CommentStep.Send(comment));
			}
		}
	}

}
