package dev.roundtable.feedback.voting;

import java.util.List;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Effort;
import dev.roundtable.tasks.Efforts;
import dev.roundtable.tasks.TaskNumber;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Ideas beside each other, for whoever decides which comes first. */
@Controller
class CompareController {

	private final Comparing comparing;

	private final Efforts efforts;

	private final Messages messages;

	CompareController(Comparing comparing, Efforts efforts, Messages messages) {
		this.comparing = comparing;
		this.efforts = efforts;
		this.messages = messages;
	}

	@GetMapping("/votes/compare")
	String compare(@RequestParam(required = false) @Nullable List<Long> task, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		viewer.require(Capability.CHANGE_TASKS);
		model.addAttribute("efforts", Effort.values());
		model.addAttribute("errors", Map.of());
		try {
			List<Comparison> ideas = this.comparing.of(viewer, task);
			model.addAttribute("ideas", ideas);
			model.addAttribute("back", address(ideas));
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			model.addAttribute("ideas", List.of());
			model.addAttribute("errors", this.messages.errors(bad));
		}
		return "feedback/compare";
	}

	private static String address(List<Comparison> ideas) {
		return "/votes/compare?"
				+ String.join("&", ideas.stream().map((one) -> "task=" + one.idea().number()).toList());
	}

	/**
	 * @param effort empty to take it back
	 */
	@PostMapping("/tasks/{number}/effort")
	String estimate(@PathVariable long number, @RequestParam(defaultValue = "") String effort,
			@RequestParam(defaultValue = "/votes") String back, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.efforts.set(viewer, TaskNumber.of(number), Effort.of(effort), key);
		return "redirect:" + SameSitePath.orHome(back);
	}

}
