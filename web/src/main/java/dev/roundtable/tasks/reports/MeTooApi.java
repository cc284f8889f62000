package dev.roundtable.tasks.reports;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** “Me too”, for machines. */
@RestController
@RequestMapping("/api/v1/tasks/{number}/me-too")
class MeTooApi {

	private final MeToo reports;

	MeTooApi(MeToo reports) {
		this.reports = reports;
	}

	/**
	 * @param task that stands for the one that was named
	 * @param people whom it affects
	 * @param fixedIn the build that helps her, null for none
	 */
	record Counted(long task, int people, @Nullable String fixedIn) {
	}

	@PutMapping
	Counted join(@PathVariable long number, @RequestBody Report report, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		MeToo.Joined joined = this.reports.join(viewer, key, TaskNumber.of(number), report);
		return new Counted(joined.task().value(), joined.people(), joined.fixedIn());
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void withdraw(@PathVariable long number, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.reports.withdraw(viewer, key, TaskNumber.of(number));
	}

}
