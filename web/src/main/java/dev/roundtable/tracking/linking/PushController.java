package dev.roundtable.tracking.linking;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Rows of the list that are pushed to a tracker together. */
@Controller
class PushController {

	private final PushedTogether pushed;

	private final Messages messages;

	PushController(PushedTogether pushed, Messages messages) {
		this.pushed = pushed;
		this.messages = messages;
	}

	/**
	 * @param task a row's number, with or without the version that was shown
	 * @param q the list that the rows stood in
	 */
	@PostMapping("/tasks/bulk/push")
	String push(@RequestParam(defaultValue = "") List<String> task,
			@RequestParam(required = false) @Nullable Long tracker, @RequestParam(defaultValue = "") String q,
			OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		model.addAttribute("back", "/tasks?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
		try {
			List<PushedTogether.PushOutcome> outcomes = this.pushed.push(viewer, numbers(task), tracker, key);
			List<PushedTogether.PushOutcome> refused = outcomes.stream().filter((outcome) -> !outcome.done()).toList();
			model.addAttribute("pushed", outcomes.size() - refused.size());
			model.addAttribute("refused", refused);
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			model.addAttribute("error", this.messages.of(bad));
		}
		return "tasks/pushed";
	}

	private static List<Long> numbers(List<String> rows) {
		return rows.stream()
			.map((row) -> row.replaceFirst(":.*", ""))
			.filter((number) -> number.matches("[1-9][0-9]{0,17}"))
			.map(Long::valueOf)
			.toList();
	}

}
