package dev.roundtable.feedback.voting;

import java.util.List;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.IdeaVotes;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Votes for ideas, for machines. */
@RestController
@RequestMapping("/api/v1/tasks/{number}/vote")
class VotingApi {

	private final IdeaVoting voting;

	private final IdeaVotes votes;

	private final Tasks tasks;

	VotingApi(IdeaVoting voting, IdeaVotes votes, Tasks tasks) {
		this.voting = voting;
		this.votes = votes;
		this.tasks = tasks;
	}

	/**
	 * @param voted whether she votes for it now
	 * @param left how many more open ideas she may vote for, null for any number
	 */
	record IdeaVoteView(long task, int votes, boolean voted, @Nullable Integer left) {
	}

	@PutMapping
	IdeaVoteView vote(@PathVariable long number, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.voting.vote(viewer, key, TaskNumber.of(number));
		return view(number, viewer);
	}

	@DeleteMapping
	IdeaVoteView withdraw(@PathVariable long number, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.voting.withdraw(viewer, key, TaskNumber.of(number));
		return view(number, viewer);
	}

	private IdeaVoteView view(long number, Viewer viewer) {
		Task task = this.tasks.find(TaskNumber.of(number), viewer);
		long idea = (task.original() != null) ? task.original() : number;
		Task asked = (idea == number) ? task : this.tasks.find(TaskNumber.of(idea), viewer);
		IdeaVotes.Hers hers = this.votes.of(viewer, List.of(idea));
		return new IdeaVoteView(idea, asked.votes(), hers.voted().contains(idea), hers.limited() ? hers.left() : null);
	}

}
