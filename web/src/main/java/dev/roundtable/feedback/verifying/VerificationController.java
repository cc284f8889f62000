package dev.roundtable.feedback.verifying;

import java.util.Map;

import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.TriedBy;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * “Still broken for you?” in a browser. The question stands on several pages; what is
 * wrong with an answer is said on one of its own.
 */
@Controller
@RequestMapping("/tasks/{number}/verification")
class VerificationController {

	private static final String PAGE = "feedback/verification";

	private final Verifications verifications;

	private final TriedBy tried;

	private final Tasks tasks;

	private final Refusals refusals;

	VerificationController(Verifications verifications, TriedBy tried, Tasks tasks, Refusals refusals) {
		this.verifications = verifications;
		this.tried = tried;
		this.tasks = tasks;
		this.refusals = refusals;
	}

	@GetMapping
	String ask(@PathVariable long number, @AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		show(number, viewer, new Answer(null, null, ""), model);
		return PAGE;
	}

	private void show(long number, @Nullable Viewer viewer, Answer said, Model model) {
		Task task = this.tasks.find(TaskNumber.of(number), viewer);
		boolean out = TriedBy.isOut(task.status());
		model.addAttribute("task", task);
		model.addAttribute("out", out);
		model.addAttribute("tried", out ? this.tried.of(TaskNumber.of(number), viewer) : null);
		model.addAttribute("said", said);
		model.addAttribute("errors", Map.of());
	}

	/**
	 * @param back the page that the question stood on, where that was not the task's
	 */
	@PostMapping
	String answer(@PathVariable long number, @ModelAttribute("said") Answer said,
			@RequestParam(defaultValue = "") String back, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		show(number, viewer, said, model);
		String done = this.refusals.tried(model, response, () -> {
			this.verifications.answer(viewer, key, TaskNumber.of(number), said);
			return led(number, back);
		});
		return (done != null) ? done : PAGE;
	}

	@PostMapping("/withdraw")
	String withdraw(@PathVariable long number, @RequestParam(defaultValue = "") String back, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		show(number, viewer, new Answer(null, null, ""), model);
		String done = this.refusals.tried(model, response, () -> {
			this.verifications.withdraw(viewer, key, TaskNumber.of(number));
			return led(number, back);
		});
		return (done != null) ? done : PAGE;
	}

	private static String led(long number, String back) {
		return back.isEmpty() ? TaskNumber.of(number).url() : SameSitePath.orHome(back);
	}

}
