package dev.roundtable.tracker.sync;

import java.util.List;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.Visibility;
import dev.roundtable.tracker.memory.MemoryPeople;
import dev.roundtable.tracker.memory.MemoryServer;

/** Something that somebody does in a tracker. */
final class TheirPeople {

	private final Simulation world;

	private final Simulation.Far far;

	private final MemoryPeople people;

	TheirPeople(Simulation world, Simulation.Far far) {
		this.world = world;
		this.far = far;
		this.people = far.people;
	}

	void act() {
		List<RemoteIssue> issues = this.far.server.everything();
		if (issues.isEmpty() || (issues.size() < 6 && this.world.random().nextInt(5) == 0)) {
			RemoteId id = this.people.opens(this.world.words());
			this.world.tell(this.far + " opens " + id);
			this.far.hints(id);
			return;
		}
		RemoteIssue issue = this.world.any(issues);
		if (this.world.random().nextInt(3) == 0) {
			talks(issue);
		}
		else {
			changes(issue, issues);
		}
		this.far.hints(issue.id());
	}

	private void changes(RemoteIssue issue, List<RemoteIssue> issues) {
		RemoteId id = issue.id();
		String words = Simulation.said(this.world.words(), issue.visibility());
		switch (this.world.random().nextInt(14)) {
			case 0, 1, 2, 3 -> edits(id, Field.TITLE, words);
			case 4 -> edits(id, Field.DESCRIPTION, words);
			case 5 -> edits(id, Field.SEVERITY, this.world.any(List.of("Normal", "High", "Low")));
			case 6 -> edits(id, Field.ASSIGNEE, this.world.any(List.of("", "hm", "lgong", "stranger")));
			case 7, 8, 9 -> edits(id, Field.STATUS, this.world.any(MemoryServer.STATUSES));
			case 10 -> {
				RemoteId original = this.world.any(issues).id();
				if (!original.equals(id)) {
					this.world.tell(this.far + " calls " + id + " a duplicate of " + original);
					this.people.duplicates(id, original);
				}
			}
			case 11 -> {
				this.world.tell(this.far + " copies " + id);
				this.far.hints(this.people.copies(id));
			}
			case 12 -> {
				this.world.tell(this.far + " hides " + id);
				this.people.hides(id);
			}
			default -> {
				if (this.world.random().nextInt(3) == 0) {
					this.world.tell(this.far + " deletes " + id);
					this.people.deletes(id);
				}
			}
		}
	}

	private void edits(RemoteId id, Field field, String value) {
		this.world.tell(this.far + " edits " + id + " " + field + " = " + value);
		this.people.edits(id, field, value);
	}

	private void talks(RemoteIssue issue) {
		RemoteId id = issue.id();
		List<RemoteComment> all = MemoryServer.comments(issue);
		List<RemoteComment> theirs = all.stream().filter((one) -> one.author().equals(MemoryPeople.ENGINEER)).toList();
		String words = this.world.words();
		String inside = Simulation.said(words, issue.visibility());
		switch (this.world.random().nextInt(all.isEmpty() ? 4 : 9)) {
			case 0 -> says(id, Simulation.said(words, Visibility.PRIVATE), false);
			case 1, 2, 3 -> says(id, inside, true);
			case 4 -> {
				// With the mark that the quoted one bears, as people quote.
				RemoteComment quoted = this.world.any(all);
				says(id, inside + ((quoted.mark() != null) ? "\n\n" + quoted.mark() : ""), true);
			}
			case 5 -> {
				RemoteComment comment = this.world.any(all);
				this.world.tell(this.far + " takes away " + comment.id() + " from " + id);
				this.people.unsays(id, comment.id());
			}
			default -> {
				if (!theirs.isEmpty()) {
					RemoteComment comment = this.world.any(theirs);
					String reworded = Simulation.said(words,
							issue.isPublic() ? comment.visibility() : Visibility.PRIVATE);
					this.world.tell(this.far + " rewords " + comment.id() + " of " + id + ": " + reworded);
					this.people.rewords(id, comment.id(), reworded);
				}
			}
		}
	}

	private void says(RemoteId id, String text, boolean all) {
		this.world.tell(this.far + (all ? " says on " : " whispers on ") + id + ": " + text);
		if (all) {
			this.people.says(id, text);
		}
		else {
			this.people.whispers(id, text);
		}
	}

}
