package dev.roundtable.forum.holding;

import java.util.Map;

import dev.roundtable.forum.PostId;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Takes back what one wrote, and shows it again, for people and for machines. */
@Controller
class TakingBackController {

	private static final String VIEW = "forum/take-back";

	private final TakingBack taking;

	private final Refusals refusals;

	TakingBackController(TakingBack taking, Refusals refusals) {
		this.taking = taking;
		this.refusals = refusals;
	}

	@GetMapping("/posts/{id}/take-back")
	String form(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		show(id, viewer, model);
		return VIEW;
	}

	@PostMapping("/posts/{id}/take-back")
	String takeBack(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		show(id, viewer, model);
		String done = this.refusals.tried(model, response, () -> this.taking.takeBack(viewer, key, PostId.of(id)));
		return (done != null) ? done : VIEW;
	}

	@PostMapping("/posts/{id}/put-back")
	String putBack(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		show(id, viewer, model);
		String done = this.refusals.tried(model, response, () -> this.taking.putBack(viewer, key, PostId.of(id)));
		return (done != null) ? done : VIEW;
	}

	private void show(long id, Viewer viewer, Model model) {
		model.addAttribute("floor", this.taking.floor(viewer, PostId.of(id)));
		model.addAttribute("errors", Map.of());
	}

	@PutMapping("/api/v1/posts/{id}/withdrawn")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void takeBack(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.taking.takeBack(viewer, key, PostId.of(id));
	}

	@DeleteMapping("/api/v1/posts/{id}/withdrawn")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void putBack(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.taking.putBack(viewer, key, PostId.of(id));
	}

}
