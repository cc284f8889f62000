package dev.roundtable.tracking.admin;

import java.util.Map;

import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskQueries;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Direction;
import dev.roundtable.tracking.Connections;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which tasks get issues, which issues become tasks, and which way comments go. */
@Controller
@RequestMapping("/admin/trackers/{id}/flow")
class FlowController {

	private static final String VIEW = "tracking/flow";

	/** Nobody needs the exact number beyond. */
	private static final int COUNTED = 10_000;

	private final Health health;

	private final Connections connections;

	private final TaskQueries listed;

	private final Refusals refusals;

	private final Messages messages;

	FlowController(Health health, Connections connections, TaskQueries listed, Refusals refusals, Messages messages) {
		this.health = health;
		this.connections = connections;
		this.listed = listed;
		this.refusals = refusals;
		this.messages = messages;
	}

	/**
	 * As it is typed.
	 *
	 * @param pushed a query of the list, empty for none
	 */
	record Flow(Direction comments, String pushed, boolean takesIn, boolean strangers) {

		static Flow of(Connections.Settings settings) {
			String pushed = settings.pushed();
			return new Flow(settings.comments(), (pushed != null) ? pushed : "", settings.takesIn(),
					settings.strangers());
		}

	}

	@GetMapping
	String show(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.ADMINISTER);
		Connections.Settings settings = this.connections.find(new ConnectionId(id));
		show(id, Flow.of(settings), model);
		String pushed = settings.pushed();
		if (pushed != null) {
			int found = this.listed.found(pushed, 0, COUNTED + 1).size();
			model.addAttribute("found", Math.min(found, COUNTED));
			model.addAttribute("more", found > COUNTED);
		}
		return VIEW;
	}

	@PostMapping
	String decide(@PathVariable long id, @RequestParam(required = false) @Nullable Direction comments,
			@RequestParam(defaultValue = "") String pushed, @RequestParam(defaultValue = "false") boolean takesIn,
			@RequestParam(defaultValue = "false") boolean strangers, @RequestParam long version, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		viewer.require(Capability.ADMINISTER);
		Direction way = (comments != null) ? comments : Direction.NONE;
		show(id, new Flow(way, pushed, takesIn, strangers), model);
		try {
			String done = this.refusals.tried(model, response, () -> {
				this.connections.decide(viewer, new ConnectionId(id), version, way, pushed, takesIn, strangers, key);
				return "/admin/trackers/" + id + "/flow?saved";
			});
			return (done != null) ? done : VIEW;
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("errors", Map.of("form", this.messages.of("trust.stale")));
			return VIEW;
		}
	}

	private void show(long id, Flow flow, Model model) {
		model.addAttribute("c", this.health.of(new ConnectionId(id)));
		model.addAttribute("form", flow);
		model.addAttribute("directions", Direction.values());
		model.addAttribute("longest", TaskQueries.LENGTH);
		model.addAttribute("errors", Map.of());
	}

}
