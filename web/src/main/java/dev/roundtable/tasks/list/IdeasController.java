package dev.roundtable.tasks.list;

import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Person;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Efforts;
import dev.roundtable.tasks.IdeaVotes;
import dev.roundtable.tasks.list.SharedIdeas.Ideas;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Ideas by what fans want most, newest first, or by what wins them now. */
@Controller
class IdeasController {

	private final SharedIdeas ideas;

	private final IdeaVotes votes;

	private final Efforts efforts;

	private final Accounts accounts;

	IdeasController(SharedIdeas ideas, IdeaVotes votes, Efforts efforts, Accounts accounts) {
		this.ideas = ideas;
		this.votes = votes;
		this.efforts = efforts;
		this.accounts = accounts;
	}

	/**
	 * @param sort {@code votes}, {@code new} or {@code trend}
	 */
	@GetMapping("/votes")
	String ideas(@RequestParam(defaultValue = "") String status, @RequestParam(defaultValue = "votes") String sort,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		Ideas ideas = this.ideas.of(status, sort, cursor, viewer);
		model.addAttribute("ideas", ideas.page().items());
		model.addAttribute("next", ideas.page().next());
		if (ideas.gained() != null) {
			model.addAttribute("gained", ideas.gained());
		}
		model.addAttribute("status", status);
		model.addAttribute("sort", sort);
		model.addAttribute("counts", ideas.counts());
		model.addAttribute("componentNames", ideas.componentNames());
		if (viewer != null) {
			model.addAttribute("hers", this.votes.of(viewer, ideas.numbers()));
		}
		boolean manages = Viewer.may(viewer, Capability.CHANGE_TASKS);
		model.addAttribute("manages", manages);
		if (manages) {
			model.addAttribute("efforts", this.efforts.of(ideas.numbers()));
			model.addAttribute("team", this.accounts.team().stream().map(Person::name).toList());
		}
		return "tasks/votes";
	}

}
