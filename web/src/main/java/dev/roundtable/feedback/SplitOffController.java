package dev.roundtable.feedback;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The button beside each topic of a task that takes it off. */
@Controller
class SplitOffController {

	private final SplitOff splitting;

	SplitOffController(SplitOff splitting) {
		this.splitting = splitting;
	}

	/** Leads back to the task, which offers to undo it. */
	@PostMapping("/tasks/{number}/topics/{topic}/split-off")
	String split(@PathVariable long number, @PathVariable long topic, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		TaskNumber task = TaskNumber.of(number);
		TaskNumber its = this.splitting.split(viewer, task, topic, key);
		return "redirect:" + task.url() + "?split=" + its.value() + "#linked";
	}

}
