package dev.roundtable.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Person;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of the one list. Everybody reads; the team writes. */
@Controller
class TaskController {

	private static final int ROWS_ON_A_PAGE = 50;

	private final Tasks tasks;

	private final TaskList list;

	private final TaskPages pages;

	private final TaskComments comments;

	private final Fairness fairness;

	private final Accounts accounts;

	private final ComponentNames components;

	private final Messages messages;

	TaskController(Tasks tasks, TaskList list, TaskPages pages, TaskComments comments, Fairness fairness,
			Accounts accounts, ComponentNames components, Messages messages) {
		this.tasks = tasks;
		this.list = list;
		this.pages = pages;
		this.comments = comments;
		this.fairness = fairness;
		this.accounts = accounts;
		this.components = components;
		this.messages = messages;
	}

	@ModelAttribute("componentNames")
	Map<String, String> componentNames() {
		return this.components.names();
	}

	@GetMapping("/tasks")
	String list(TaskFilter filter, @RequestParam(required = false) @Nullable String status,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		TaskFilter wanted = filter.openUnless(status != null).by(viewer);
		var page = this.list.page(wanted, cursor, ROWS_ON_A_PAGE);
		model.addAttribute("filter", wanted);
		model.addAttribute("tasks", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("counts", this.list.counts(wanted));
		model.addAttribute("components", this.list.components());
		model.addAttribute("team", team());
		model.addAttribute("fairness", this.fairness.report());
		return "tasks/list";
	}

	@GetMapping("/tasks/{number}")
	String show(@PathVariable long number, @AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		this.pages.show(TaskNumber.of(number), viewer, model);
		return "tasks/task";
	}

	@PostMapping("/tasks/{number}")
	String change(@PathVariable long number, TaskEdit edit, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		Tasks.requireTeam(viewer);
		return save(TaskNumber.of(number), edit, viewer, model, response);
	}

	@PostMapping("/tasks/{number}/assign-me")
	String assignMe(@PathVariable long number, @RequestParam long version, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		Tasks.requireTeam(viewer);
		return save(TaskNumber.of(number), TaskEdit.assignee(version, viewer.name()), viewer, model, response);
	}

	private String save(TaskNumber number, TaskEdit edit, Viewer viewer, Model model, HttpServletResponse response) {
		try {
			this.tasks.change(viewer, number, edit);
			return "redirect:" + number.url();
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			this.pages.show(number, viewer, model);
			model.addAttribute("form", edit);
			model.addAttribute("errors", this.messages.errors(bad));
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			this.pages.show(number, viewer, model);
			model.addAttribute("conflict", this.tasks.find(number));
			model.addAttribute("form", this.pages.rebased(edit, stale.current()));
		}
		return "tasks/task";
	}

	@PostMapping("/tasks/{number}/comments")
	String comment(@PathVariable long number, @RequestParam(defaultValue = "") String body,
			@RequestParam(defaultValue = "true") boolean internal, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		Tasks.requireTeam(viewer);
		try {
			this.comments.write(viewer.id(), TaskNumber.of(number), body, internal);
			return "redirect:" + TaskNumber.of(number).url() + "#comments";
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			this.pages.show(TaskNumber.of(number), viewer, model);
			model.addAttribute("comment", new CommentForm(body, internal));
			model.addAttribute("errors", this.messages.errors(bad));
			return "tasks/task";
		}
	}

	@GetMapping("/tasks/new")
	String newTask(@AuthenticationPrincipal Viewer viewer, Model model) {
		Tasks.requireTeam(viewer);
		showNew(new TaskForm("", "BUG", "NORMAL", "", ""), Map.of(), model);
		return "tasks/new";
	}

	@PostMapping("/tasks/new")
	String open(TaskForm form, @AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		Tasks.requireTeam(viewer);
		try {
			TaskNumber number = this.tasks.open(viewer.id(), new Origin.Native(),
					TaskApi.choice(TaskKind.class, "kind", form.kind()),
					TaskApi.choice(Severity.class, "severity", form.severity()), form.title(), form.body(),
					form.component().isBlank() ? null : form.component().strip());
			return "redirect:" + number.url();
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			showNew(form, this.messages.errors(bad), model);
			return "tasks/new";
		}
	}

	private void showNew(TaskForm form, Map<String, String> errors, Model model) {
		model.addAttribute("form", form);
		model.addAttribute("errors", errors);
		model.addAttribute("components", this.list.components());
		model.addAttribute("kinds", Arrays.stream(TaskKind.values()).map(Enum::name).toList());
		model.addAttribute("severities", Arrays.stream(Severity.values()).map(Enum::name).toList());
	}

	private List<String> team() {
		return this.accounts.team().stream().map(Person::name).toList();
	}

	record CommentForm(String body, boolean internal) {
	}

	record TaskForm(String title, String kind, String severity, String component, String body) {

		TaskForm {
			title = (title != null) ? title : "";
			kind = (kind != null) ? kind : "";
			severity = (severity != null) ? severity : "";
			component = (component != null) ? component : "";
			body = (body != null) ? body : "";
		}

	}

}
