package dev.roundtable.releases;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;

import org.springframework.stereotype.Component;

/**
 * Which tasks are meant to be in which release: each in one at most. It stands on the
 * task, which says so itself; here it is said from the other side.
 */
@Component
public class Plans {

	private final Releases releases;

	private final Tasks tasks;

	Plans(Releases releases, Tasks tasks) {
		this.releases = releases;
		this.tasks = tasks;
	}

	/**
	 * Means a task for this release, and for no other one; again is no matter.
	 * @throws NotFound when there is no such release, or no such task for her
	 * @throws BadInput {@code release.out} where people have it already,
	 * {@code task.done} where there is nothing to do any more
	 */
	public void aim(Viewer by, OnceKey key, Build build, TaskNumber number) {
		by.require(Capability.CHANGE_TASKS);
		if (this.releases.find(build).published()) {
			throw new BadInput("task", "release.out", build.name());
		}
		Task task = this.tasks.find(number, by);
		if (!task.status().isOpen()) {
			throw new BadInput("task", "task.done", number.toString());
		}
		if (!build.name().equals(task.plannedFor())) {
			this.tasks.change(by, number, TaskEdit.plannedFor(task.version(), build.name()), key);
		}
	}

	/**
	 * The task is meant for this release no more; again is no matter.
	 * @throws NotFound when there is no such release, or no such task for her
	 */
	public void take(Viewer by, OnceKey key, Build build, TaskNumber number) {
		by.require(Capability.CHANGE_TASKS);
		this.releases.find(build);
		Task task = this.tasks.find(number, by);
		if (build.name().equals(task.plannedFor())) {
			this.tasks.change(by, number, TaskEdit.plannedFor(task.version(), ""), key);
		}
	}

}
