package dev.roundtable.tracking.admin;

import java.util.Map;

import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.AccountName;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracking.Connections;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All connections to outside trackers, and new ones. */
@Controller
@RequestMapping("/admin/trackers")
class TrackersController {

	private static final String FORM = "tracking/new";

	private final Health health;

	private final Connections connections;

	private final TokenChecks checks;

	private final Kinds kinds;

	private final Refusals refusals;

	TrackersController(Health health, Connections connections, TokenChecks checks, Kinds kinds, Refusals refusals) {
		this.health = health;
		this.connections = connections;
		this.checks = checks;
		this.kinds = kinds;
		this.refusals = refusals;
	}

	/**
	 * What the form shows again; it never has the secrets. Public for its template.
	 */
	record Typed(@Nullable String kind, @Nullable String name, @Nullable String baseUrl, @Nullable String project,
			@Nullable String idField, @Nullable String markup) {
	}

	@GetMapping
	String all(@AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.ADMINISTER);
		model.addAttribute("connections", this.health.all());
		model.addAttribute("kinds", this.kinds.names());
		return "tracking/list";
	}

	@GetMapping("/new")
	String form(@RequestParam(defaultValue = "") String kind, @AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.ADMINISTER);
		show(new Typed(kind, null, null, null, null, null), model);
		return FORM;
	}

	/** Told at once whether the token works; the connection is there either way. */
	@PostMapping
	String connect(@ModelAttribute Typed typed, @RequestParam(required = false) @Nullable String token,
			@RequestParam(required = false) @Nullable String hookSecret, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		viewer.require(Capability.ADMINISTER);
		show(typed, model);
		String kind = typed.kind();
		Connections.New asked = new Connections.New((kind != null) ? kind : "", typed.name(), typed.baseUrl(),
				typed.project(), typed.idField(), typed.markup(), token, hookSecret);
		String done = this.refusals.tried(model, response, () -> {
			this.kinds.require(asked);
			ConnectionId id = this.connections.create(viewer, asked, key);
			this.checks.check(viewer, id);
			return "/admin/trackers/" + id + "?new";
		});
		return (done != null) ? done : FORM;
	}

	private void show(Typed typed, Model model) {
		model.addAttribute("connectors", this.kinds.all());
		model.addAttribute("connector", this.kinds.find(typed.kind()));
		model.addAttribute("form", typed);
		model.addAttribute("longestName", AccountName.MAX_UNITS);
		model.addAttribute("longestUrl", Connections.URL);
		model.addAttribute("longestProject", RemoteId.LENGTH);
		model.addAttribute("longestToken", Connections.TOKEN);
		model.addAttribute("errors", Map.of());
	}

}
