package dev.roundtable.tracker.memory;

import java.time.Duration;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.TheirSide;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.Visibility;

/** What people do in a {@link MemoryServer}. */
public final class MemoryPeople implements TheirSide {

	public static final RemotePerson ENGINEER = new RemotePerson("hemin", "何敏");

	private final MemoryServer server;

	private final ManualClock clock;

	public MemoryPeople(MemoryServer server, ManualClock clock) {
		this.server = server;
		this.clock = clock;
	}

	@Override
	public Tracker tracker() {
		return new MemoryTracker(this.server);
	}

	@Override
	public Tracker strangersTracker() {
		return new MemoryTracker(this.server, MemoryServer.PROJECT, true);
	}

	@Override
	public Tracker trackerOfAnotherProject() {
		return new MemoryTracker(this.server, "secret", false);
	}

	@Override
	public String project() {
		return MemoryServer.PROJECT;
	}

	@Override
	public RemoteId opens(String title) {
		return MemoryServer.id(this.server.open(ENGINEER, Values.of(Field.TITLE, title), null).number);
	}

	@Override
	public void edits(RemoteId issue, Field field, String value) {
		this.server.write(this.server.get(issue), Values.of(field, value), true);
	}

	@Override
	public String closed() {
		return "Done";
	}

	@Override
	public String begun() {
		return "Doing";
	}

	@Override
	public String says(RemoteId issue, String text) {
		return this.server.note(this.server.get(issue), ENGINEER, text, null, Visibility.PUBLIC).id;
	}

	@Override
	public String whispers(RemoteId issue, String text) {
		return this.server.note(this.server.get(issue), ENGINEER, text, null, Visibility.PRIVATE).id;
	}

	/** As Redmine does it: nothing tells that it happened. */
	public void rewords(RemoteId issue, String comment, String text) {
		this.server.get(issue).notes.stream()
			.filter((note) -> note.id.equals(comment))
			.forEach((note) -> note.text = text);
	}

	public void unsays(RemoteId issue, String comment) {
		this.server.unsay(this.server.get(issue), comment);
	}

	@Override
	public void hides(RemoteId issue) {
		this.server.get(issue).visibility = Visibility.PRIVATE;
		this.server.touch(this.server.get(issue));
	}

	public void duplicates(RemoteId issue, RemoteId original) {
		this.server.get(issue).duplicateOf = Long.parseLong(original.issue());
	}

	@Override
	public void deletes(RemoteId issue) {
		this.server.delete(issue);
	}

	@Override
	public RemoteId copies(RemoteId issue) {
		MemoryIssue original = this.server.get(issue);
		MemoryIssue copy = this.server.open(ENGINEER, original.values, original.externalId);
		copy.visibility = original.visibility;
		return MemoryServer.id(copy.number);
	}

	@Override
	public void letsTimePass() {
		this.clock.pass(Duration.ofSeconds(2));
	}

}
