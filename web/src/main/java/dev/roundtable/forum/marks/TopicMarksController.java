package dev.roundtable.forum.marks;

import java.util.List;
import java.util.Map;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.marks.TopicMarks.PinScope;
import dev.roundtable.forum.marks.TopicMarks.Wanted;
import dev.roundtable.http.NotFound;
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

/** Locks, pins and features topics, for people and for machines. */
@Controller
class TopicMarksController {

	private static final String VIEW = "forum/topic-marks";

	private final TopicMarks marks;

	private final Refusals refusals;

	TopicMarksController(TopicMarks marks, Refusals refusals) {
		this.marks = marks;
		this.refusals = refusals;
	}

	@GetMapping("/topics/{id}/marks")
	String form(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		show(id, viewer, null, new Wanted("", null, ""), model);
		return VIEW;
	}

	@PostMapping("/topics/{id}/marks/{mark}")
	String give(@PathVariable long id, @PathVariable String mark, @RequestParam(defaultValue = "") String reason,
			@RequestParam(required = false) @Nullable PinScope scope, @RequestParam(defaultValue = "") String until,
			@RequestParam(defaultValue = "") String zone, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		Wanted wanted = new Wanted(reason, scope, until);
		show(id, viewer, mark, wanted, model);
		String done = this.refusals.tried(model, response,
				() -> this.marks.give(viewer, key, TopicId.of(id), mark(mark), wanted.endingIn(zone)));
		return (done != null) ? done : VIEW;
	}

	@PostMapping("/topics/{id}/marks/{mark}/end")
	String take(@PathVariable long id, @PathVariable String mark, @RequestParam(defaultValue = "") String reason,
			OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		show(id, viewer, mark, new Wanted(reason, null, ""), model);
		String done = this.refusals.tried(model, response,
				() -> this.marks.take(viewer, key, TopicId.of(id), mark(mark), reason));
		return (done != null) ? done : VIEW;
	}

	/**
	 * @param tried which of the forms was sent, null where none was
	 */
	private void show(long id, Viewer viewer, @Nullable String tried, Wanted form, Model model) {
		model.addAttribute("topic", this.marks.of(viewer, TopicId.of(id)));
		model.addAttribute("marks", List.of(TopicMark.values()));
		model.addAttribute("tried", tried);
		model.addAttribute("form", form);
		model.addAttribute("errors", Map.of());
	}

	/** No converter: an unknown mark is an address that there is not. */
	private static TopicMark mark(String key) {
		for (TopicMark mark : TopicMark.values()) {
			if (mark.key().equals(key)) {
				return mark;
			}
		}
		throw new NotFound("mark " + key);
	}

	@PutMapping("/api/v1/topics/{id}/locked")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void lock(@PathVariable long id, @RequestBody MarkReason why, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.marks.give(viewer, key, TopicId.of(id), TopicMark.LOCKED, why.wanted());
	}

	@DeleteMapping("/api/v1/topics/{id}/locked")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unlock(@PathVariable long id, @RequestParam(required = false) @Nullable String reason, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.marks.take(viewer, key, TopicId.of(id), TopicMark.LOCKED, reason);
	}

	@PutMapping("/api/v1/topics/{id}/pinned")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void pin(@PathVariable long id, @RequestBody Wanted wanted, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.marks.give(viewer, key, TopicId.of(id), TopicMark.PINNED, wanted);
	}

	@DeleteMapping("/api/v1/topics/{id}/pinned")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unpin(@PathVariable long id, @RequestParam(required = false) @Nullable String reason, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.marks.take(viewer, key, TopicId.of(id), TopicMark.PINNED, reason);
	}

	@PutMapping("/api/v1/topics/{id}/featured")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void feature(@PathVariable long id, @RequestBody MarkReason why, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.marks.give(viewer, key, TopicId.of(id), TopicMark.FEATURED, why.wanted());
	}

	@DeleteMapping("/api/v1/topics/{id}/featured")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unfeature(@PathVariable long id, @RequestParam(required = false) @Nullable String reason, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.marks.take(viewer, key, TopicId.of(id), TopicMark.FEATURED, reason);
	}

	record MarkReason(@Schema(maxLength = Hiding.REASON) @Nullable String reason) {

		Wanted wanted() {
			return new Wanted(this.reason, null, null);
		}

	}

}
