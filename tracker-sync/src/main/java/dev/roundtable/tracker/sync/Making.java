package dev.roundtable.tracker.sync;

import java.util.Optional;

import dev.roundtable.tracker.Ability;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.NewIssue;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import org.jspecify.annotations.Nullable;

/** Makes an issue of a task, once. */
final class Making {

	private final Pair pair;

	private final Desk desk;

	private final Translation translation;

	Making(Pair pair) {
		this.pair = pair;
		this.desk = pair.desk();
		this.translation = new Translation(pair.desk().connection().rules());
	}

	/** Whether a task is to have an issue, and does not come from one. */
	static boolean wants(Desk desk, OurTask ours) {
		return ours.isPublic() && !desk.id().equals(ours.from()) && desk.tracker().abilities().can(Ability.CREATE)
				&& desk.connection().pushed().test(ours);
	}

	/**
	 * @param ours null when there is no such task any more
	 * @param tried whether somebody may have asked the tracker before
	 * @return the issue, null when there is none and is not to be one
	 * @throws TrackerFailure.Refused when the tracker does not want it
	 */
	@Nullable RemoteIssue make(@Nullable OurTask ours, boolean tried) {
		ExternalId name = new ExternalId(this.desk.connection().namespace(), this.pair.task());
		Optional<RemoteId> there = tried ? this.desk.tracker().find(name) : Optional.empty();
		if (there.isPresent()) {
			RemoteIssue found = this.desk.tracker().fetch(there.get());
			join(found, (ours != null) ? this.translation.found(this.pair.link(), ours.values(), found.values())
					: this.pair.link());
			return found;
		}
		if (ours == null || !ours.isPublic()) {
			this.pair.keep(this.pair.link().ended("the task was not to be seen any more before it had an issue"));
			return null;
		}
		Values values = this.translation.to(Side.THEIRS, ours.values(),
				this.desk.tracker().abilities().writable()::contains);
		this.pair.keep(this.translation.giving(this.pair.link(), Side.THEIRS, ours.values(), values));
		this.pair.renew();
		RemoteIssue made = create(new NewIssue(this.desk.connection().project(), name, values));
		join(made, this.translation.given(this.pair.link(), ours.values(), made.values()));
		return made;
	}

	private RemoteIssue create(NewIssue issue) {
		try {
			return this.desk.tracker().create(issue);
		}
		catch (TrackerFailure.Refused failure) {
			// It stays to be made: whoever mends what was refused tries the letter again.
			this.pair.keep(this.pair.link(), this.desk.told(this.pair.task(), null, Side.THEIRS, "issue",
					Carried.Outcome.REFUSED, null, issue.values().get(Field.TITLE), failure.getMessage()));
			throw failure;
		}
	}

	private void join(RemoteIssue issue, Link link) {
		this.pair.keep(link.joined(this.pair.task(), issue.id()), this.desk.told(this.pair.task(), issue.id(),
				Side.THEIRS, "issue", Carried.Outcome.CARRIED, null, issue.values().get(Field.TITLE), null));
	}

}
