package dev.roundtable.feedback;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Takes a topic off a task, for machines. */
@RestController
class SplitOffApi {

	private final SplitOff splitting;

	SplitOffApi(SplitOff splitting) {
		this.splitting = splitting;
	}

	@DeleteMapping("/api/v1/tasks/{number}/topics/{topic}")
	OwnTask split(@PathVariable long number, @PathVariable long topic, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		TaskNumber its = this.splitting.split(viewer, TaskNumber.of(number), topic, key);
		return new OwnTask(its.value(), its.url());
	}

	/**
	 * @param number of the task that stands for the topic from now on
	 */
	record OwnTask(long number, String url) {
	}

}
