package dev.roundtable.tasks.reports;

import java.util.Map;

import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * “Me too” in a browser. The form stands on several pages; what is wrong with it is said
 * on one of its own.
 */
@Controller
@RequestMapping("/tasks/{number}/me-too")
class MeTooController {

	private static final String PAGE = "tasks/me-too";

	private final MeToo reports;

	private final ReportSums sums;

	private final Tasks tasks;

	private final Refusals refusals;

	MeTooController(MeToo reports, ReportSums sums, Tasks tasks, Refusals refusals) {
		this.reports = reports;
		this.sums = sums;
		this.tasks = tasks;
		this.refusals = refusals;
	}

	/**
	 * @param back where it leads when it is sent
	 */
	@GetMapping
	String ask(@PathVariable long number, @RequestParam(defaultValue = "") String back,
			@RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
			@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		show(number, back, viewer, null, model);
		return part ? "tasks/reported :: form" : PAGE;
	}

	private void show(long number, String back, @Nullable Viewer viewer, @Nullable Report said, Model model) {
		Task task = this.tasks.find(TaskNumber.of(number), viewer);
		Task root = (task.original() != null) ? this.tasks.find(TaskNumber.of(task.original()), viewer) : task;
		ReportSum sum = this.sums.of(TaskNumber.of(root.number()), viewer);
		model.addAttribute("task", root);
		model.addAttribute("reports", sum);
		model.addAttribute("said", (said != null) ? said : sum.said());
		model.addAttribute("back", back.isEmpty() ? "" : SameSitePath.orHome(back));
		model.addAttribute("errors", Map.of());
	}

	@PostMapping
	String join(@PathVariable long number, @ModelAttribute("said") Report said,
			@RequestParam(defaultValue = "") String back, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		show(number, back, viewer, said, model);
		String done = this.refusals.tried(model, response,
				() -> led(this.reports.join(viewer, key, TaskNumber.of(number), said).task(), back));
		return (done != null) ? done : PAGE;
	}

	@PostMapping("/withdraw")
	String withdraw(@PathVariable long number, @RequestParam(defaultValue = "") String back, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		show(number, back, viewer, null, model);
		String done = this.refusals.tried(model, response, () -> {
			this.reports.withdraw(viewer, key, TaskNumber.of(number));
			return led(TaskNumber.of(number), back);
		});
		return (done != null) ? done : PAGE;
	}

	private static String led(TaskNumber task, String back) {
		return back.isEmpty() ? task.url() + "#me-too" : SameSitePath.orHome(back);
	}

}
