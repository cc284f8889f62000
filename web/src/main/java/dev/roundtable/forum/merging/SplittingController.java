package dev.roundtable.forum.merging;

import java.util.List;
import java.util.Map;

import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.pages.FloorList;
import dev.roundtable.forum.pages.PostView;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.Viewer;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Splits topics and puts them together again, for people and for machines. */
@Controller
class SplittingController {

	private static final String VIEW = "forum/split-topic";

	/** Floors to choose among at once; others are typed. */
	private static final int SHOWN = 50;

	private final Splitting splitting;

	private final FloorList floors;

	private final Refusals refusals;

	SplittingController(Splitting splitting, FloorList floors, Refusals refusals) {
		this.splitting = splitting;
		this.floors = floors;
		this.refusals = refusals;
	}

	@GetMapping("/topics/{id}/split")
	String form(@PathVariable long id, @RequestParam(defaultValue = "2") int floor,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		show(id, floor, new Form(List.of(), "", "", null, ""), viewer, model);
		return VIEW;
	}

	/** From a floor on, which is chosen. */
	@GetMapping("/posts/{id}/split")
	String from(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		Splitting.Standing standing = this.splitting.standing(viewer, PostId.of(id));
		show(standing.topic(), standing.floor(), new Form(List.of(standing.floor()), "", "", null, ""), viewer, model);
		return VIEW;
	}

	@PostMapping("/topics/{id}/split")
	String split(@PathVariable long id, @RequestParam(defaultValue = "2") int from,
			@RequestParam(required = false) @Nullable List<Integer> floor, @RequestParam(defaultValue = "") String more,
			@RequestParam(defaultValue = "") String title, @RequestParam(required = false) @Nullable TopicKind kind,
			@RequestParam(defaultValue = "") String reason, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		Form form = new Form((floor != null) ? floor : List.of(), more, title, kind, reason);
		show(id, from, form, viewer, model);
		String done = this.refusals.tried(model, response,
				() -> this.splitting.split(viewer, key, TopicId.of(id), form.wanted()).url());
		return (done != null) ? done : VIEW;
	}

	private void show(long id, int from, Form form, Viewer viewer, Model model) {
		TopicId topic = TopicId.of(id);
		model.addAttribute("topic", this.splitting.splittable(viewer, topic));
		int first = Math.max(2, from);
		List<PostView> shown = this.floors.readable(topic, first - 1, SHOWN + 1, viewer);
		model.addAttribute("from", first);
		model.addAttribute("floors", shown.stream().limit(SHOWN).toList());
		model.addAttribute("later", (shown.size() > SHOWN) ? shown.getLast().floor() : null);
		model.addAttribute("earlier", (first > 2) ? Math.max(2, first - SHOWN) : null);
		model.addAttribute("parts", this.splitting.parts(viewer, topic));
		model.addAttribute("kinds", TopicKind.values());
		model.addAttribute("longest", FloorNumbers.TYPED);
		model.addAttribute("form", form);
		model.addAttribute("errors", Map.of());
	}

	@PostMapping("/topics/{id}/unsplit")
	String unsplit(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		return "redirect:" + this.splitting.undo(viewer, key, TopicId.of(id));
	}

	@PostMapping("/api/v1/topics/{id}/splits")
	@ResponseBody
	@ResponseStatus(HttpStatus.CREATED)
	SplitTopic split(@PathVariable long id, @RequestBody Splitting.WantedSplit wanted, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		Topics.Posted made = this.splitting.split(viewer, key, TopicId.of(id), wanted);
		return new SplitTopic(made.topic().value(), made.url());
	}

	@DeleteMapping("/api/v1/topics/{id}/split")
	@ResponseBody
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void put(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.splitting.undo(viewer, key, TopicId.of(id));
	}

	/** The topic that was made. */
	record SplitTopic(long id, String url) {
	}

	/**
	 * As it was sent.
	 *
	 * @param floors that were ticked
	 * @param more that were typed
	 */
	record Form(List<Integer> floors, String more, String title, @Nullable TopicKind kind, String reason) {

		private Splitting.WantedSplit wanted() {
			return new Splitting.WantedSplit(
					String.join(",", this.floors.stream().map(String::valueOf).toList()) + "," + this.more, this.title,
					this.kind, this.reason);
		}

	}

}
