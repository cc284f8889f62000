package dev.roundtable.feedback.verifying;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.TriedBy;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people say who tried a task, for machines. */
@RestController
@RequestMapping("/api/v1/tasks/{number}/verification")
class VerificationApi {

	private final Verifications verifications;

	private final TriedBy tried;

	private final Tasks tasks;

	VerificationApi(Verifications verifications, TriedBy tried, Tasks tasks) {
		this.verifications = verifications;
		this.tried = tried;
		this.tasks = tasks;
	}

	/**
	 * @param works how many say that it does
	 * @param mine what whoever asks said, null for nothing
	 */
	record VerificationView(long task, String status, int works, int broken, @Nullable Boolean mine) {
	}

	@GetMapping
	VerificationView get(@PathVariable long number, @AuthenticationPrincipal @Nullable Viewer viewer) {
		Task task = this.tasks.find(TaskNumber.of(number), viewer);
		TriedBy.Tried tried = this.tried.of(TaskNumber.of(number), viewer);
		boolean out = TriedBy.isOut(task.status());
		return new VerificationView(number, task.status().key(), out ? tried.works() : 0, out ? tried.broken() : 0,
				out ? tried.mine() : null);
	}

	@PutMapping
	VerificationView answer(@PathVariable long number, @RequestBody Answer answer, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.verifications.answer(viewer, key, TaskNumber.of(number), answer);
		return get(number, viewer);
	}

	@DeleteMapping
	VerificationView withdraw(@PathVariable long number, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.verifications.withdraw(viewer, key, TaskNumber.of(number));
		return get(number, viewer);
	}

}
