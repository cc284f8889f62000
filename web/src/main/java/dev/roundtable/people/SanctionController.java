package dev.roundtable.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which a moderator silences or suspends somebody, or takes it back. */
@Controller
@RequestMapping("/u/{name}/sanction")
class SanctionController {

	private static final String VIEW = "people/sanction";

	/** What the page offers; 0 has no end. */
	private static final List<Integer> DAYS = List.of(1, 3, 7, 30, 365, 0);

	private final Accounts accounts;

	private final Sanctions sanctions;

	private final Refusals refusals;

	private final Clock clock;

	SanctionController(Accounts accounts, Sanctions sanctions, Refusals refusals, Clock clock) {
		this.accounts = accounts;
		this.sanctions = sanctions;
		this.refusals = refusals;
		this.clock = clock;
	}

	@GetMapping
	String form(@PathVariable String name, @AuthenticationPrincipal Viewer viewer, Model model) {
		show(viewer, name, model);
		return VIEW;
	}

	@PostMapping
	String impose(@PathVariable String name, @RequestParam(defaultValue = "SILENCED") Sanction.Kind kind,
			@RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "7") int days, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		AccountId account = show(viewer, name, model);
		model.addAttribute("kind", kind);
		model.addAttribute("reason", reason);
		model.addAttribute("days", days);
		String done = this.refusals.tried(model, response, () -> {
			this.sanctions.impose(viewer, key, account, kind, reason, end(days));
			return PersonUrl.of(name);
		});
		return (done != null) ? done : VIEW;
	}

	@PostMapping("/lift")
	String lift(@PathVariable String name, @RequestParam Sanction.Kind kind, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		AccountId account = show(viewer, name, model);
		String done = this.refusals.tried(model, response, () -> {
			this.sanctions.lift(viewer, key, account, kind);
			return PersonUrl.of(name);
		});
		return (done != null) ? done : VIEW;
	}

	private @Nullable Instant end(int days) {
		if (!DAYS.contains(days)) {
			throw new BadInput("days", "sanction.until");
		}
		return (days == 0) ? null : this.clock.instant().plus(Duration.ofDays(days));
	}

	private AccountId show(Viewer viewer, String name, Model model) {
		viewer.require(Capability.MODERATE);
		Sanctions.Known known = this.sanctions.known(name).orElseThrow(() -> new NotFound("account " + name));
		Person person = known.profile().person();
		model.addAttribute("person", person);
		model.addAttribute("held", known.sanction());
		model.addAttribute("kinds", Sanction.Kind.values());
		model.addAttribute("kind", Sanction.Kind.SILENCED);
		model.addAttribute("choices", DAYS);
		model.addAttribute("days", 7);
		model.addAttribute("reason", "");
		model.addAttribute("longest", Sanction.REASON);
		model.addAttribute("errors", Map.of());
		return person.id();
	}

}
