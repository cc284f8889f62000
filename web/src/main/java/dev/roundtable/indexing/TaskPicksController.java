package dev.roundtable.indexing;

import java.util.List;

import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.indexing.MergeCandidates.Candidate;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.SearchUnavailable;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What a field offers in which tasks are chosen, and the page that does it for one that
 * has no script: what is to be planned for a release is found there.
 */
@Controller
class TaskPicksController {

	private final TaskPicks picks;

	private final MergeCandidates candidates;

	TaskPicksController(TaskPicks picks, MergeCandidates candidates) {
		this.picks = picks;
		this.candidates = candidates;
	}

	/**
	 * @param like the task that those are like which are offered before anything is typed
	 * @param numbers of tasks that are to be shown with their names
	 */
	@GetMapping(path = "/tasks/pick", headers = "HX-Request")
	String offer(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable Long like,
			@RequestParam(defaultValue = "") List<Long> numbers, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		response.setHeader("Cache-Control", CacheControl.noStore().getHeaderValue());
		List<Candidate> offered = List.of();
		try {
			if (!numbers.isEmpty()) {
				offered = this.picks.named(viewer, numbers);
			}
			else if (q.isBlank() && like != null) {
				offered = this.candidates.of(viewer, like, "").candidates();
			}
			else {
				offered = this.picks.typed(viewer, q)
					.stream()
					.filter((one) -> like == null || one.number() != like)
					.toList();
			}
		}
		catch (SearchUnavailable away) {
			// Nothing is offered; a number can be typed.
		}
		catch (TooManyAttempts tooOften) {
			response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
			response.setHeader("Retry-After", String.valueOf(tooOften.seconds()));
		}
		model.addAttribute("offered", offered);
		return "indexing/pick :: offered";
	}

	/**
	 * @param build of the release that something is planned for
	 */
	@GetMapping(path = "/tasks/pick", headers = "!HX-Request")
	String choose(@RequestParam String build, @RequestParam(defaultValue = "") String q,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.CHANGE_TASKS);
		model.addAttribute("build", build);
		model.addAttribute("q", q);
		try {
			model.addAttribute("offered", this.candidates.found(viewer, q));
		}
		catch (SearchUnavailable away) {
			model.addAttribute("away", true);
			model.addAttribute("offered", List.of());
		}
		return "indexing/pick";
	}

}
