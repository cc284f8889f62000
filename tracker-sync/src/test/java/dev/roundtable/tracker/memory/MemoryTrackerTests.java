package dev.roundtable.tracker.memory;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.TheirSide;
import dev.roundtable.tracker.TrackerContract;
import dev.roundtable.tracker.Values;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryTrackerTests extends TrackerContract {

	private final ManualClock clock = new ManualClock();

	private final MemoryPeople people = new MemoryPeople(new MemoryServer(this.clock), this.clock);

	@Override
	protected TheirSide theirs() {
		return this.people;
	}

	@Test
	void a_status_that_the_workflow_forbids_is_acknowledged_and_ignored() {
		RemoteId id = this.people.opens("open");
		assertThat(this.people.tracker().update(id, Values.of(Field.STATUS, "Shipped")).values().get(Field.STATUS))
			.isEqualTo("Open");
	}

	@Test
	void closing_an_issue_closes_its_duplicates() {
		RemoteId original = this.people.opens("original");
		RemoteId duplicate = this.people.opens("duplicate");
		this.people.duplicates(duplicate, original);
		this.people.edits(original, Field.STATUS, "Done");
		assertThat(this.people.tracker().fetch(duplicate).values().get(Field.STATUS)).isEqualTo("Done");
	}

}
