package dev.roundtable.forum.holding;

import java.util.Map;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Hides or deletes floors and shows them again, for people and for machines. */
@Controller
class HidingController {

	private static final String VIEW = "forum/hide-post";

	private final Hiding hiding;

	private final Refusals refusals;

	HidingController(Hiding hiding, Refusals refusals) {
		this.hiding = hiding;
		this.refusals = refusals;
	}

	@GetMapping("/posts/{id}/hide")
	String form(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		show(id, "", viewer, model);
		return VIEW;
	}

	@PostMapping("/posts/{id}/hide")
	String hide(@PathVariable long id, @RequestParam(defaultValue = "") String reason, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		show(id, reason, viewer, model);
		String done = this.refusals.tried(model, response, () -> this.hiding.hide(viewer, key, PostId.of(id), reason));
		return (done != null) ? done : VIEW;
	}

	@PostMapping("/posts/{id}/delete")
	String delete(@PathVariable long id, @RequestParam(defaultValue = "") String reason, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		show(id, reason, viewer, model);
		String done = this.refusals.tried(model, response,
				() -> this.hiding.delete(viewer, key, PostId.of(id), reason));
		return (done != null) ? done : VIEW;
	}

	@PostMapping("/posts/{id}/show")
	String show(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		return "redirect:" + this.hiding.show(viewer, key, PostId.of(id));
	}

	private void show(long id, String reason, Viewer viewer, Model model) {
		model.addAttribute("floor", this.hiding.floor(viewer, PostId.of(id)));
		model.addAttribute("reason", reason);
		model.addAttribute("errors", Map.of());
	}

	@PutMapping("/api/v1/posts/{id}/hidden")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void hide(@PathVariable long id, @RequestBody Reason reason, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.hiding.hide(viewer, key, PostId.of(id), reason.reason());
	}

	@DeleteMapping("/api/v1/posts/{id}/hidden")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void showAgain(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.hiding.show(viewer, key, PostId.of(id));
	}

	@PutMapping("/api/v1/posts/{id}/deleted")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id, @RequestBody Reason reason, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.hiding.delete(viewer, key, PostId.of(id), reason.reason());
	}

	@DeleteMapping("/api/v1/posts/{id}/deleted")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void restore(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.hiding.show(viewer, key, PostId.of(id));
	}

	record Reason(@Schema(maxLength = Hiding.REASON) @Nullable String reason) {
	}

}
