package dev.roundtable.tasks.page;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Overrides;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskView;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A product manager's points on a task, for machines. */
@RestController
@RequestMapping("/api/v1/tasks/{number}/override")
class OverrideApi {

	private final Overrides overrides;

	private final TaskPages pages;

	OverrideApi(Overrides overrides, TaskPages pages) {
		this.overrides = overrides;
		this.pages = pages;
	}

	@PutMapping
	TaskView set(@PathVariable long number, @RequestBody Overrides.Weight wanted, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.overrides.set(viewer, TaskNumber.of(number), wanted, key);
		return this.pages.view(TaskNumber.of(number), viewer);
	}

	@DeleteMapping
	TaskView takeBack(@PathVariable long number, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.overrides.takeBack(viewer, TaskNumber.of(number), key);
		return this.pages.view(TaskNumber.of(number), viewer);
	}

}
