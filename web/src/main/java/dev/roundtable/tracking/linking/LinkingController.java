package dev.roundtable.tracking.linking;

import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.TrackerLinks;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracking.Linking;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The issues of a task: a page of their own, which says what was refused, and what the
 * forms of the task's page send.
 */
@Controller
@RequestMapping("/tasks/{number}/trackers")
class LinkingController {

	private static final String PAGE = "tasks/links";

	private final Linking linking;

	private final TrackerLinks links;

	private final Tasks tasks;

	private final Refusals refusals;

	LinkingController(Linking linking, TrackerLinks links, Tasks tasks, Refusals refusals) {
		this.linking = linking;
		this.links = links;
		this.tasks = tasks;
		this.refusals = refusals;
	}

	/** The task's page asks for the part when it is looked at. */
	@GetMapping
	String show(@PathVariable long number, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.CHANGE_TASKS);
		String page = show(TaskNumber.of(number), "", viewer, model);
		return part ? page + " :: part" : page;
	}

	private String show(TaskNumber task, String typed, Viewer viewer, Model model) {
		model.addAttribute("task", this.tasks.find(task, viewer));
		model.addAttribute("links", this.links.of(task, viewer));
		model.addAttribute("typed", typed);
		return PAGE;
	}

	@PostMapping("/push")
	String push(@PathVariable long number, @RequestParam(defaultValue = "0") long tracker, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		model.addAttribute("chosen", tracker);
		return done(TaskNumber.of(number), "", viewer, model, response,
				() -> this.linking.push(viewer, TaskNumber.of(number), tracker, key));
	}

	/**
	 * @param issue what it is called there, or the address of its page
	 */
	@PostMapping("/link")
	String link(@PathVariable long number, @RequestParam(defaultValue = "0") long tracker,
			@RequestParam(defaultValue = "") String issue, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		model.addAttribute("chosen", tracker);
		return done(TaskNumber.of(number), issue, viewer, model, response,
				() -> this.linking.join(viewer, TaskNumber.of(number), tracker, issue, key));
	}

	@PostMapping("/unlink")
	String unlink(@PathVariable long number, @RequestParam(defaultValue = "0") long tracker, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		return done(TaskNumber.of(number), "", viewer, model, response,
				() -> this.linking.part(viewer, TaskNumber.of(number), tracker, key));
	}

	@PostMapping("/retry")
	String retry(@PathVariable long number, @RequestParam(defaultValue = "0") long tracker, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		return done(TaskNumber.of(number), "", viewer, model, response,
				() -> this.linking.retry(viewer, TaskNumber.of(number), tracker, key));
	}

	@PostMapping("/settle")
	String settle(@PathVariable long number, @RequestParam(defaultValue = "0") long tracker, @RequestParam Field field,
			@RequestParam Side right, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		return done(TaskNumber.of(number), "", viewer, model, response,
				() -> this.linking.settle(viewer, TaskNumber.of(number), tracker, field, right, key));
	}

	private String done(TaskNumber task, String typed, Viewer viewer, Model model, HttpServletResponse response,
			Runnable act) {
		viewer.require(Capability.CHANGE_TASKS);
		String done = this.refusals.tried(model, response, () -> {
			act.run();
			return task.url() + "#trackers";
		});
		return (done != null) ? done : show(task, typed, viewer, model);
	}

}
