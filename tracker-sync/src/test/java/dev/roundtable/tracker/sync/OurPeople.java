package dev.roundtable.tracker.sync;

import java.util.List;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Visibility;

/** Something that somebody does in the one list. */
final class OurPeople {

	private final Simulation world;

	private final MemoryMirror mirror;

	OurPeople(Simulation world) {
		this.world = world;
		this.mirror = world.mirror;
	}

	void act() {
		List<Long> tasks = this.mirror.numbers().stream().sorted().toList();
		if (tasks.isEmpty() || (tasks.size() < 6 && this.world.random().nextInt(4) == 0)) {
			long task = this.mirror.opens(this.world.words());
			this.world.tell("we open " + task);
			return;
		}
		OurTask task = this.mirror.read(this.world.any(tasks)).orElseThrow();
		if (this.world.random().nextInt(3) == 0) {
			talks(task);
		}
		else {
			changes(task);
		}
	}

	private void changes(OurTask task) {
		long number = task.number();
		String words = Simulation.said(this.world.words(), task.visibility());
		switch (this.world.random().nextInt(12)) {
			case 0, 1, 2 -> edits(number, Field.TITLE, words);
			case 3 ->
				edits(number, Field.TITLE, words + " and more, much more than a tracker with little room has room for");
			case 4 -> edits(number, Field.DESCRIPTION, words + "\n\nand @more");
			case 5 -> edits(number, Field.SEVERITY, this.world.severity());
			case 6 -> edits(number, Field.ASSIGNEE, this.world.person());
			case 7, 8, 9 -> {
				String before = task.values().byField().getOrDefault(Field.STATUS, "new");
				String next = this.world.any(MemoryMirror.STATUSES);
				if (MemoryMirror.canBecome(before, next)) {
					edits(number, Field.STATUS, next);
				}
			}
			case 10 -> {
				this.world.tell("we hide " + number);
				this.mirror.shows(number, Visibility.PRIVATE);
			}
			default -> {
				if (this.world.random().nextInt(3) == 0) {
					this.world.tell("we delete " + number);
					this.mirror.deletes(number);
				}
			}
		}
	}

	private void edits(long task, Field field, String value) {
		this.world.tell("we edit " + task + " " + field + " = " + value);
		this.mirror.edits(task, field, value);
	}

	private void talks(OurTask task) {
		long number = task.number();
		List<OurComment> ours = task.comments().stream().filter((one) -> one.from() == null).toList();
		int draw = this.world.random().nextInt(ours.isEmpty() ? 4 : 8);
		if (draw < 4) {
			Visibility visibility = (draw == 0) ? Visibility.PRIVATE : Visibility.PUBLIC;
			String words = Simulation.said(this.world.words(), task.isPublic() ? visibility : Visibility.PRIVATE);
			this.world.tell("we say on " + number + ": " + words);
			this.mirror.says(number, "小雨", words, visibility);
		}
		else if (draw < 6) {
			OurComment comment = this.world.any(ours);
			String words = Simulation.said(this.world.words(),
					task.isPublic() ? comment.visibility() : Visibility.PRIVATE);
			this.world.tell("we reword " + comment.id() + " on " + number + ": " + words);
			this.mirror.rewords(number, comment.id(), words);
		}
		else if (draw == 6) {
			OurComment comment = this.world.any(ours);
			this.world.tell("we unsay " + comment.id() + " on " + number);
			this.mirror.unsays(number, comment.id());
		}
		else {
			OurComment comment = this.world.any(ours);
			this.world.tell("we hush " + comment.id() + " on " + number);
			this.mirror.hushes(number, comment.id());
		}
	}

}
