package dev.roundtable.indexing;

import java.util.List;

import dev.roundtable.http.NotFound;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.Devices;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.DocumentKey;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Similar ones: a page of their own, and the part that another page asks for. */
@Controller
class SimilarController {

	private final Similar similar;

	private final Devices devices;

	SimilarController(Similar similar, Devices devices) {
		this.devices = devices;
		this.similar = similar;
	}

	/**
	 * Changes nothing: what is being written is too long for an address.
	 * @param build that she has, or else the one of her profile
	 */
	@PostMapping("/similar")
	String written(@RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String body,
			@RequestParam(defaultValue = "") String build,
			@RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
			@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		model.addAttribute("build", build.isBlank() ? ofHerProfile(viewer) : build.strip());
		return show("title", this.similar.to(viewer, title, body), part, model);
	}

	/** Where she has one device, or the same build on all: of several it may be any. */
	private @Nullable String ofHerProfile(@Nullable Viewer viewer) {
		if (viewer == null) {
			return null;
		}
		List<String> builds = this.devices.of(viewer.id())
			.stream()
			.map(Devices.Owned::build)
			.filter((build) -> !build.isEmpty())
			.distinct()
			.toList();
		return (builds.size() == 1) ? builds.getFirst() : null;
	}

	@GetMapping("/t/{id}/similar")
	String topic(@PathVariable long id, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
			@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		return show("topic", this.similar.to(viewer, new DocumentKey(Type.TOPIC, id)), part, model);
	}

	/** For the team, who merges. */
	@GetMapping("/tasks/{number}/similar")
	String task(@PathVariable long number, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
			@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		if (viewer == null || !viewer.team()) {
			throw new NotFound("candidates for " + number);
		}
		return show("task", this.similar.to(viewer, new DocumentKey(Type.TASK, number)), part, model);
	}

	private static String show(String of, List<Similar.Like> like, boolean part, Model model) {
		model.addAttribute("of", of);
		model.addAttribute("like", like);
		model.addAttribute("part", part);
		return part ? "indexing/similar :: list" : "indexing/similar";
	}

}
