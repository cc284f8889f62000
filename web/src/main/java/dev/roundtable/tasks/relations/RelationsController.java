package dev.roundtable.tasks.relations;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The relations of a task: a page of their own, and what its forms send. */
@Controller
@RequestMapping("/tasks/{number}/relations")
class RelationsController {

	private static final String PAGE = "tasks/relations";

	private final Relations relations;

	private final Tasks tasks;

	private final Refusals refusals;

	RelationsController(Relations relations, Tasks tasks, Refusals refusals) {
		this.relations = relations;
		this.tasks = tasks;
		this.refusals = refusals;
	}

	/** Where a relation is said without a number to know. */
	@GetMapping
	String show(@PathVariable long number, @AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.CHANGE_TASKS);
		show(TaskNumber.of(number), RelationKind.BLOCKED_BY.address(), "", viewer, model);
		return PAGE;
	}

	private void show(TaskNumber number, String kind, String other, Viewer viewer, Model model) {
		model.addAttribute("task", this.tasks.find(number, viewer));
		model.addAttribute("relations", this.relations.of(number, viewer));
		model.addAttribute("kind", kind);
		model.addAttribute("other", other);
	}

	/**
	 * @param other its number, with or without its sign
	 */
	@PostMapping
	String relate(@PathVariable long number, @RequestParam(defaultValue = "") String kind,
			@RequestParam(defaultValue = "") String other, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		viewer.require(Capability.CHANGE_TASKS);
		TaskNumber task = TaskNumber.of(number);
		show(task, kind, other, viewer, model);
		String done = this.refusals.tried(model, response, () -> {
			RelationKind said = RelationKind.at(kind).orElseThrow(() -> new BadInput("kind", "relation.kind"));
			try {
				this.relations.relate(viewer, task, said, typed(other), key);
			}
			catch (NotFound nowhere) {
				throw new BadInput("other", "relation.unknown", other.strip());
			}
			return task.url() + "#relations";
		});
		return (done != null) ? done : PAGE;
	}

	@PostMapping("/{kind}/{other}/remove")
	String takeBack(@PathVariable long number, @PathVariable String kind, @PathVariable long other, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		viewer.require(Capability.CHANGE_TASKS);
		RelationKind said = RelationKind.at(kind).orElseThrow(() -> new NotFound("relation " + kind));
		this.relations.takeBack(viewer, TaskNumber.of(number), said, TaskNumber.of(other), key);
		return "redirect:" + TaskNumber.of(number).url() + "#relations";
	}

	private static TaskNumber typed(String other) {
		String digits = other.strip().replaceFirst("^[#＃]", "");
		if (!digits.matches("[1-9][0-9]{0,17}")) {
			throw new BadInput("other", "relation.number");
		}
		return TaskNumber.of(Long.parseLong(digits));
	}

}
