package dev.roundtable.tracker.sync;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;

/** Looks at an issue that somebody told of, and makes a task of it, once. */
final class Taking {

	private final Desk desk;

	private final Claim claim;

	private final RemoteId issue;

	private final Translation translation;

	Taking(Desk desk, Claim claim, RemoteId issue) {
		this.desk = desk;
		this.claim = claim;
		this.issue = issue;
		this.translation = new Translation(desk.connection().rules());
	}

	void look() {
		Optional<Link> link = this.desk.ledger().ofIssue(this.desk.id(), this.issue);
		if (link.isPresent() && link.get().task() != null) {
			this.desk.want(new Subject.OfTask(link.get().task()), this.claim.thorough());
		}
		else if (link.isPresent() && link.get().stage() instanceof Link.Ended(RemoteId _, String _, boolean parted)
				&& parted) {
			// Its task has another one now, or none.
			return;
		}
		else if (link.isPresent() || this.desk.connection().takesIn()) {
			take(link);
		}
	}

	private void take(Optional<Link> link) {
		RemoteIssue theirs;
		try {
			theirs = this.desk.tracker().fetch(this.issue);
		}
		catch (TrackerFailure.Gone failure) {
			link.ifPresent((begun) -> this.desk.ledger().keep(this.claim, begun.ended("the issue is gone"), List.of()));
			return;
		}
		catch (TrackerFailure.Moved failure) {
			// Who may read it there, nobody here was asked.
			link.ifPresent((begun) -> this.desk.ledger()
				.keep(this.claim, begun.ended("the issue was " + failure.getMessage()), List.of()));
			return;
		}
		if (!theirs.isPublic()) {
			// When it is again, that is a change that somebody tells of.
			return;
		}
		if (link.isPresent()) {
			finish(link.get(), theirs);
		}
		else if (!isMadeHere(theirs)) {
			Link taking = Link.taking(this.desk.id(), this.issue);
			this.desk.ledger().open(taking);
			finish(taking, theirs);
		}
	}

	/**
	 * An issue that bears our name for a task is the one that was made for it, unless
	 * that has another one: then somebody copied it, and it is theirs.
	 */
	private boolean isMadeHere(RemoteIssue theirs) {
		ExternalId name = theirs.externalId();
		if (name == null || !name.namespace().equals(this.desk.connection().namespace())) {
			return false;
		}
		Optional<Link> link = this.desk.ledger().ofTask(this.desk.id(), name.task());
		if (link.isPresent() && link.get().issue() != null) {
			return false;
		}
		if (link.isEmpty()) {
			if (this.desk.mirror().read(name.task()).isEmpty()) {
				return false;
			}
			this.desk.ledger().open(Link.joining(this.desk.id(), name.task(), this.issue));
		}
		this.desk.want(new Subject.OfTask(name.task()), true);
		return true;
	}

	/** Whatever the issue is by now, the task is made of what it was at first. */
	private void finish(Link taking, RemoteIssue theirs) {
		boolean tried = !taking.fields().isEmpty();
		Link giving = tried ? taking : this.translation.giving(taking, Side.OURS, theirs.values(),
				this.translation.reported(theirs.values()));
		this.desk.ledger().keep(this.claim, giving, List.of());
		long task = this.desk.mirror().take(this.desk.id(), theirs, given(giving));
		Link joined = this.desk.mirror()
			.read(task)
			.map((ours) -> tried ? this.translation.found(giving, ours.values(), theirs.values())
					: this.translation.given(giving, ours.values(), theirs.values()))
			.orElse(giving)
			.joined(task, this.issue);
		this.desk.ledger()
			.keep(this.claim, joined, List.of(this.desk.told(task, this.issue, Side.OURS, "task",
					Carried.Outcome.CARRIED, null, theirs.values().get(Field.TITLE), null)));
		this.desk.want(new Subject.OfTask(task), true);
	}

	private static Values given(Link giving) {
		Map<Field, String> values = new EnumMap<>(Field.class);
		giving.fields().forEach((field, baseline) -> values.put(field, baseline.ours()));
		return new Values(values);
	}

}
