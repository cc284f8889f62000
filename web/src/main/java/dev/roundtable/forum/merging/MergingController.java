package dev.roundtable.forum.merging;

import java.util.Map;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.TopicId;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
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

/** Merges topics and parts them again, for people and for machines. */
@Controller
class MergingController {

	private static final String VIEW = "forum/merge-topic";

	private final Merging merging;

	private final MergeTargets targets;

	private final Refusals refusals;

	private final Messages messages;

	MergingController(Merging merging, MergeTargets targets, Refusals refusals, Messages messages) {
		this.merging = merging;
		this.targets = targets;
		this.refusals = refusals;
		this.messages = messages;
	}

	@GetMapping("/topics/{id}/merge")
	String form(@PathVariable long id, @RequestParam(defaultValue = "") String find,
			@RequestParam(defaultValue = "") String reason, @AuthenticationPrincipal Viewer viewer, Model model) {
		show(id, find, reason, viewer, model);
		return VIEW;
	}

	@PostMapping("/topics/{id}/merge")
	String merge(@PathVariable long id, @RequestParam(defaultValue = "") String into,
			@RequestParam(defaultValue = "") String reason, @RequestParam(required = false) @Nullable Long version,
			OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		try {
			String done = this.refusals.tried(model, response,
					() -> this.merging.merge(viewer, key, TopicId.of(id), Merging.typed(into), version, reason));
			if (done != null) {
				return done;
			}
			Object errors = model.getAttribute("errors");
			show(id, into, reason, viewer, model);
			model.addAttribute("errors", errors);
		}
		catch (StaleVersion changedMeanwhile) {
			response.setStatus(HttpStatus.CONFLICT.value());
			show(id, into, reason, viewer, model);
			model.addAttribute("errors", Map.of("form", this.messages.of("merge.stale")));
		}
		return VIEW;
	}

	private void show(long id, String into, String reason, Viewer viewer, Model model) {
		model.addAttribute("topic", this.merging.mergeable(viewer, TopicId.of(id)));
		model.addAttribute("guests", this.merging.guests(TopicId.of(id)));
		model.addAttribute("targets", this.targets.find(viewer, TopicId.of(id), into));
		model.addAttribute("longest", Merging.TYPED);
		model.addAttribute("into", into);
		model.addAttribute("reason", reason);
		model.addAttribute("errors", Map.of());
	}

	/** The topic itself is not there any more: this is asked below the other one. */
	@PostMapping("/topics/{id}/part")
	String part(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		return "redirect:" + this.merging.undo(viewer, key, TopicId.of(id));
	}

	@PutMapping("/api/v1/topics/{id}/merged")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void merge(@PathVariable long id, @RequestBody WantedMerge wanted, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.merging.merge(viewer, key, TopicId.of(id),
				(wanted.into() != null) ? TopicId.of(wanted.into()) : Merging.typed(null), wanted.version(),
				wanted.reason());
	}

	@DeleteMapping("/api/v1/topics/{id}/merged")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void part(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, OnceKey key) {
		this.merging.undo(viewer, key, TopicId.of(id));
	}

	/**
	 * @param into the topic in which its floors are to stand
	 * @param version it was seen at; without one, whatever it is now
	 */
	record WantedMerge(@Nullable Long into, @Nullable Long version,
			@Schema(maxLength = Hiding.REASON) @Nullable String reason) {
	}

}
