package dev.roundtable.tasks.page;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.TaskView;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.Undoing;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The acts of the team for machines: one address for each transition, and merging. */
@RestController
@RequestMapping("/api/v1/tasks/{number}")
class TaskActsApi {

	/** Whoever merges without a version wants it whatever else changed meanwhile. */
	private static final int TRIES = 5;

	private final Tasks tasks;

	private final Undoing undoing;

	private final TaskPages pages;

	TaskActsApi(Tasks tasks, Undoing undoing, TaskPages pages) {
		this.tasks = tasks;
		this.undoing = undoing;
		this.pages = pages;
	}

	@PostMapping({ "/confirm", "/plan", "/start", "/send-back", "/ask", "/decline", "/fix", "/release", "/verify",
			"/reopen", "/take-back" })
	TaskView act(@PathVariable long number, @RequestBody Transition sent, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, HttpServletRequest request) {
		TaskNumber task = TaskNumber.of(number);
		if (sent.version() == null) {
			throw new BadInput("version", "version.missing");
		}
		String address = request.getRequestURI();
		TaskAct named = TaskAct.at(address.substring(address.lastIndexOf('/') + 1));
		switch (named) {
			case REOPEN -> this.tasks.reopen(viewer, task, sent.version(), sent.reason(), key);
			case TAKE_BACK -> this.undoing.takeBack(viewer, task, sent.version(), key);
			default -> this.tasks.change(viewer, task, named.edit(sent.version(), sent.asEdit(), viewer), key);
		}
		return this.pages.view(task, viewer);
	}

	@PutMapping("/merge")
	TaskView merge(@PathVariable long number, @RequestBody Merge merge, @AuthenticationPrincipal Viewer viewer) {
		TaskNumber task = TaskNumber.of(number);
		Long into = merge.into();
		if (into == null) {
			throw new BadInput("into", "duplicate.missing");
		}
		changeWhatever(viewer, task, merge.version(), (now) -> {
			if (!into.equals(now.duplicateOf())) {
				this.tasks.change(viewer, task, TaskEdit.merged(now.version(), into));
			}
		});
		return this.pages.view(task, viewer);
	}

	@DeleteMapping("/merge")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unmerge(@PathVariable long number, @AuthenticationPrincipal Viewer viewer) {
		TaskNumber task = TaskNumber.of(number);
		changeWhatever(viewer, task, null, (now) -> {
			if (now.status() == TaskStatus.DUPLICATE) {
				this.tasks.unmerge(viewer, task, now.version(), OnceKey.NONE);
			}
		});
	}

	/** Who may not is told so, where there is nothing to change either. */
	private void changeWhatever(Viewer viewer, TaskNumber task, @Nullable Long version, Changing changing) {
		viewer.require(Capability.CHANGE_TASKS);
		for (int tries = 1;; tries++) {
			TaskView now = this.pages.view(task, viewer);
			if (version != null && version != now.version()) {
				throw new StaleVersion(now.version());
			}
			try {
				changing.change(now);
				return;
			}
			catch (StaleVersion meanwhile) {
				if (tries == TRIES) {
					throw meanwhile;
				}
			}
		}
	}

	@FunctionalInterface
	private interface Changing {

		void change(TaskView now);

	}

	/**
	 * @param version the one the act was decided on
	 * @param reason the sentence that fans read with it, asked for with {@code decline};
	 * the question of {@code ask}
	 * @param build asked for with {@code fix}, and with {@code release} where it was not
	 * named yet; with {@code plan} the one it is meant for
	 */
	record Transition(@Nullable Long version, @Schema(maxLength = TaskEdit.REASON) @Nullable String reason,
			@Schema(maxLength = Build.LENGTH) @Nullable String build) {

		TaskEdit asEdit() {
			return new TaskEdit(this.version, null, null, null, null, null, null, this.build, this.reason, null, null,
					this.build);
		}

	}

	/**
	 * @param into the number of the task that stands for both
	 * @param version the one the merge was decided on, null whatever has changed
	 */
	record Merge(@Nullable Long into, @Nullable Long version) {
	}

}
