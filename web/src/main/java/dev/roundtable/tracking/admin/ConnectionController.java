package dev.roundtable.tracking.admin;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RateLimit;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracker.Ability;
import dev.roundtable.http.BadInput;
import dev.roundtable.secrets.SecretUnreadable;
import dev.roundtable.site.SiteUrl;
import dev.roundtable.tracking.OpenTrackers;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How one connection is: what waits, what failed, what a person is to decide. */
@Controller
@RequestMapping("/admin/trackers/{id}")
class ConnectionController {

	private final Health health;

	private final DeadLetters letters;

	private final Conflicts conflicts;

	private final OpenTrackers trackers;

	private final OurWords ourWords;

	private final Kinds kinds;

	private final SiteUrl site;

	ConnectionController(Health health, DeadLetters letters, Conflicts conflicts, OpenTrackers trackers,
			OurWords ourWords, Kinds kinds, SiteUrl site) {
		this.health = health;
		this.letters = letters;
		this.conflicts = conflicts;
		this.trackers = trackers;
		this.ourWords = ourWords;
		this.kinds = kinds;
		this.site = site;
	}

	/**
	 * Public for its template.
	 *
	 * @param hooks whether the tracker can tell at once that something changed
	 * @param limit what it said last, null where it never did
	 */
	record Opened(boolean hooks, @Nullable RateLimit limit, @Nullable When resets) {
	}

	@GetMapping
	String show(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.ADMINISTER);
		ConnectionId connection = new ConnectionId(id);
		Health.Line line = this.health.of(connection);
		model.addAttribute("c", line);
		model.addAttribute("kind", this.kinds.names().getOrDefault(line.kind(), line.kind()));
		model.addAttribute("opened", opened(connection));
		model.addAttribute("hook", this.site.of("/hooks/trackers/" + id));
		model.addAttribute("named", this.site.isSet());
		model.addAttribute("letters", (line.dead() > 0) ? this.letters.of(connection) : java.util.List.of());
		model.addAttribute("conflicts", (line.asked() > 0) ? this.conflicts.of(connection) : java.util.List.of());
		model.addAttribute("words", this.ourWords.named(viewer));
		return "tracking/connection";
	}

	/** What is known without asking the tracker. */
	private Opened opened(ConnectionId id) {
		try {
			OpenTrackers.Open open = this.trackers.of(id);
			RateLimit limit = open.tracker().limit().orElse(null);
			return new Opened(open.tracker().abilities().can(Ability.HINTS), limit,
					(limit != null) ? When.of(limit.resetAt()) : null);
		}
		catch (BadInput | SecretUnreadable closed) {
			// The health says so.
			return new Opened(false, null, null);
		}
	}

	/** The bar alone, for the page that shows it. */
	@GetMapping("/project")
	String project(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.ADMINISTER);
		model.addAttribute("c", this.health.bar(new ConnectionId(id)));
		return "tracking/connection :: project";
	}

	@GetMapping("/remove")
	String askToRemove(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.ADMINISTER);
		model.addAttribute("c", this.health.of(new ConnectionId(id)));
		return "tracking/remove";
	}

	@PostMapping("/letters/replay")
	String replay(@PathVariable long id, @RequestParam(required = false) @Nullable String subject, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.letters.replay(viewer, new ConnectionId(id), subject, key);
		return "redirect:/admin/trackers/" + id + "?saved#letters";
	}

	@PostMapping("/conflicts")
	String decide(@PathVariable long id, @RequestParam long task, @RequestParam Field field, @RequestParam Side right,
			OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.conflicts.decide(viewer, new ConnectionId(id), task, field, right, key);
		return "redirect:/admin/trackers/" + id + "?saved#conflicts";
	}

}
