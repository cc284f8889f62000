package dev.roundtable.tracking.linking;

import java.util.List;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.TrackerLinks;
import dev.roundtable.tracking.Linking;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The issues of a task in outside trackers, for machines of the team. What is asked for
 * is kept when it is answered, and carried a moment later.
 */
@RestController
@RequestMapping("/api/v1/tasks")
class LinkingApi {

	private final Linking linking;

	private final PushedTogether pushed;

	private final TrackerLinks links;

	private final Tasks tasks;

	LinkingApi(Linking linking, PushedTogether pushed, TrackerLinks links, Tasks tasks) {
		this.linking = linking;
		this.pushed = pushed;
		this.links = links;
		this.tasks = tasks;
	}

	@GetMapping("/{number}/trackers")
	TaskLinks links(@PathVariable long number, @AuthenticationPrincipal Viewer viewer) {
		viewer.require(Capability.CHANGE_TASKS);
		TaskNumber task = TaskNumber.of(number);
		this.tasks.find(task, viewer);
		TrackerLinks.Shown shown = this.links.of(task, viewer);
		return (shown != null) ? new TaskLinks(shown.open(), shown.links(), shown.others())
				: new TaskLinks(true, List.of(), List.of());
	}

	@PostMapping("/{number}/trackers/{tracker}/push")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void push(@PathVariable long number, @PathVariable long tracker, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.linking.push(viewer, TaskNumber.of(number), tracker, key);
	}

	@PutMapping("/{number}/trackers/{tracker}")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void link(@PathVariable long number, @PathVariable long tracker, @RequestBody Existing existing, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.linking.join(viewer, TaskNumber.of(number), tracker, existing.issue(), key);
	}

	@DeleteMapping("/{number}/trackers/{tracker}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unlink(@PathVariable long number, @PathVariable long tracker, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.linking.part(viewer, TaskNumber.of(number), tracker, key);
	}

	@PostMapping("/bulk/push")
	Pushed push(@RequestBody Push push, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		return new Pushed(
				this.pushed.push(viewer, (push.tasks() != null) ? push.tasks() : List.of(), push.tracker(), key));
	}

	/**
	 * @param open whether everybody may read the task; otherwise nothing of it crosses
	 * @param others trackers that it has no issue in
	 */
	record TaskLinks(boolean open, List<TrackerLinks.Kept> links, List<TrackerLinks.Place> others) {
	}

	/**
	 * @param issue what it is called there, or the address of its page
	 */
	record Existing(@Schema(maxLength = Linking.ISSUE) @Nullable String issue) {
	}

	/**
	 * @param tasks numbers
	 */
	record Push(@Nullable Long tracker, @ArraySchema(maxItems = PushedTogether.MOST) @Nullable List<Long> tasks) {
	}

	record Pushed(List<PushedTogether.PushOutcome> tasks) {
	}

}
