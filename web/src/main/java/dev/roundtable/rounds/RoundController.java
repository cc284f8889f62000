package dev.roundtable.rounds;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.roundtable.groups.Groups;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.trust.TrustLevel;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Voting rounds in a browser. */
@Controller
@RequestMapping("/rounds")
class RoundController {

	private static final int ON_A_PAGE = 30;

	private static final String LIST = "rounds/list";

	private static final String ROUND = "rounds/round";

	private final Rounds rounds;

	private final RoundPages pages;

	private final Groups groups;

	private final Refusals refusals;

	private final Clock clock;

	RoundController(Rounds rounds, RoundPages pages, Groups groups, Refusals refusals, Clock clock) {
		this.rounds = rounds;
		this.pages = pages;
		this.groups = groups;
		this.refusals = refusals;
		this.clock = clock;
	}

	/**
	 * @param task those that a round is to be opened with
	 */
	@GetMapping
	String list(@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(defaultValue = "") List<Long> task, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		show(cursor, NewRound.with(task), viewer, model);
		return LIST;
	}

	private void show(@Nullable String cursor, NewRound form, @Nullable Viewer viewer, Model model) {
		var page = this.pages.page(cursor, ON_A_PAGE, OffsetDateTime.now(this.clock));
		boolean works = Viewer.may(viewer, Capability.CHANGE_TASKS);
		model.addAttribute("works", works);
		model.addAttribute("rounds", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("form", form);
		model.addAttribute("errors", Map.of());
		if (works) {
			model.addAttribute("groups", this.groups.titles());
			model.addAttribute("levels", TrustLevel.values());
		}
	}

	/**
	 * @param candidates numbers of tasks, with anything between them
	 */
	@PostMapping
	String open(@RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String description,
			@RequestParam(defaultValue = "") String candidates, @RequestParam(defaultValue = "0") int choices,
			@RequestParam(defaultValue = "members") String voters, @RequestParam(defaultValue = "0") int minLevel,
			@RequestParam(defaultValue = "false") boolean live, @RequestParam(defaultValue = "") String opensAt,
			@RequestParam(defaultValue = "") String closesAt, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		viewer.require(Capability.CHANGE_TASKS);
		NewRound form = new NewRound(title, description, numbers(candidates), choices, voters, minLevel, live, opensAt,
				closesAt);
		show(null, form, viewer, model);
		String done = this.refusals.tried(model, response, () -> "/rounds/" + this.rounds.open(viewer, key, form));
		return (done != null) ? done : LIST;
	}

	private static List<Long> numbers(String typed) {
		return Arrays.stream(typed.split("[^0-9]+"))
			.filter((one) -> !one.isEmpty() && one.length() < 18)
			.map(Long::valueOf)
			.toList();
	}

	@GetMapping("/{round}")
	String round(@PathVariable long round, @AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		model.addAttribute("round", this.rounds.find(round, viewer));
		model.addAttribute("errors", Map.of());
		return ROUND;
	}

	@PostMapping("/{round}/ballot")
	String vote(@PathVariable long round, @RequestParam(required = false) @Nullable List<Long> choices, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		String done = this.refusals.tried(model, response, () -> {
			this.rounds.vote(viewer, key, round, choices);
			return "/rounds/" + round + "?saved";
		});
		if (done == null) {
			model.addAttribute("round", this.rounds.find(round, viewer));
			return ROUND;
		}
		return done;
	}

}
