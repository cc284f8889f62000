package dev.roundtable.releases.seats;

import java.util.List;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.releases.Channel;
import dev.roundtable.releases.seats.Program.Rule;
import dev.roundtable.trust.TrustLevel;
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

/** A channel with its seats in a browser. */
@Controller
@RequestMapping("/channels/{channel}")
class SeatController {

	private static final String PAGE = "releases/channel";

	private final Seats seats;

	private final SeatList list;

	private final Refusals refusals;

	private final Messages messages;

	SeatController(Seats seats, SeatList list, Refusals refusals, Messages messages) {
		this.seats = seats;
		this.list = list;
		this.refusals = refusals;
		this.messages = messages;
	}

	/** A form's act. */
	@FunctionalInterface
	private interface Act {

		void run(Channel channel);

	}

	@GetMapping
	String show(@PathVariable String channel, @AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		show(named(channel), viewer, model);
		return PAGE;
	}

	static Channel named(String segment) {
		for (Channel channel : Channel.values()) {
			if (channel.key().equals(segment)) {
				return channel;
			}
		}
		throw new NotFound("channel " + segment);
	}

	private void show(Channel channel, @Nullable Viewer viewer, Model model) {
		Program program = this.seats.program(channel);
		boolean works = viewer != null && viewer.may(Capability.CHANGE_TASKS);
		model.addAttribute("program", program);
		model.addAttribute("taken", this.seats.taken(channel));
		model.addAttribute("mine", (viewer != null) ? this.seats.state(channel, viewer.id()) : null);
		model.addAttribute("works", works);
		model.addAttribute("holders", (works && viewer != null) ? this.list.of(viewer, channel) : List.of());
		model.addAttribute("rules", Rule.values());
		model.addAttribute("levels", TrustLevel.values());
		model.addAttribute("errors", Map.of());
	}

	@PostMapping("/ask")
	String ask(@PathVariable String channel, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		return done(channel, viewer, model, response, (named) -> this.seats.ask(viewer, key, named));
	}

	@PostMapping("/give-back")
	String giveBack(@PathVariable String channel, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		return done(channel, viewer, model, response, (named) -> this.seats.giveBack(viewer, key, named));
	}

	@PostMapping("/give")
	String give(@PathVariable String channel, @RequestParam(defaultValue = "") String person, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		model.addAttribute("person", person);
		return done(channel, viewer, model, response, (named) -> this.seats.give(viewer, key, named, person));
	}

	@PostMapping("/take")
	String take(@PathVariable String channel, @RequestParam(defaultValue = "") String person, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		return done(channel, viewer, model, response, (named) -> this.seats.take(viewer, key, named, person));
	}

	@PostMapping("/draw")
	String draw(@PathVariable String channel, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		return done(channel, viewer, model, response, (named) -> this.seats.draw(viewer, key, named));
	}

	@PostMapping
	String change(@PathVariable String channel, @RequestParam(defaultValue = "0") int seats,
			@RequestParam(defaultValue = "HAND") Rule rule, @RequestParam(defaultValue = "") String groupName,
			@RequestParam(required = false) @Nullable Integer minLevel,
			@RequestParam(defaultValue = "false") boolean open, @RequestParam(defaultValue = "0") long version,
			OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		try {
			return done(channel, viewer, model, response, (named) -> this.seats.change(viewer, key,
					new Program(named, seats, rule, groupName, minLevel, open, version)));
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("errors", Map.of("form", this.messages.of("trust.stale")));
			return PAGE;
		}
	}

	/**
	 * @throws BadInput never: what is refused is shown on the page
	 */
	private String done(String channel, Viewer viewer, Model model, HttpServletResponse response, Act act) {
		Channel named = named(channel);
		show(named, viewer, model);
		String done = this.refusals.tried(model, response, () -> {
			act.run(named);
			return "/channels/" + named.key() + "?saved";
		});
		return (done != null) ? done : PAGE;
	}

}
