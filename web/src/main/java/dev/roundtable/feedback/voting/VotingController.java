package dev.roundtable.feedback.voting;

import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.IdeaVotes;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskView;
import dev.roundtable.tasks.Tasks;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The buttons on the page of ideas. */
@Controller
class VotingController {

	private final IdeaVoting voting;

	private final IdeaVotes votes;

	private final Tasks tasks;

	private final TaskView.Maker views;

	private final Messages messages;

	VotingController(IdeaVoting voting, IdeaVotes votes, Tasks tasks, TaskView.Maker views, Messages messages) {
		this.voting = voting;
		this.votes = votes;
		this.tasks = tasks;
		this.views = views;
		this.messages = messages;
	}

	/**
	 * @param fragment whether the button alone is wanted again
	 * @param back the page that it stands on
	 */
	@PostMapping("/tasks/{number}/vote")
	String vote(@PathVariable long number, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
			@RequestParam(defaultValue = "/votes") String back, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		try {
			this.voting.vote(viewer, key, TaskNumber.of(number));
		}
		catch (BadInput refused) {
			if (!fragment) {
				throw refused;
			}
			model.addAttribute("refused", this.messages.of(refused));
		}
		return answer(number, fragment, back, viewer, model);
	}

	@PostMapping("/tasks/{number}/unvote")
	String unvote(@PathVariable long number,
			@RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
			@RequestParam(defaultValue = "/votes") String back, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		this.voting.withdraw(viewer, key, TaskNumber.of(number));
		return answer(number, fragment, back, viewer, model);
	}

	private String answer(long number, boolean fragment, String back, Viewer viewer, Model model) {
		if (!fragment) {
			return "redirect:" + SameSitePath.orHome(back);
		}
		model.addAttribute("i", this.views.views(List.of(this.tasks.find(TaskNumber.of(number), viewer))).getFirst());
		model.addAttribute("hers", this.votes.of(viewer, List.of(number)));
		model.addAttribute("back", back);
		return "tasks/vote-box :: answer";
	}

}
