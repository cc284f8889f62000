package dev.roundtable.trust;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.Messages;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.PersonUrl;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The ladder for everybody to read, its numbers for administrators, a level for
 * moderators to fix.
 */
@Controller
class TrustController {

	private static final String ADMIN = "trust/admin";

	private static final String PERSON = "trust/person";

	private final Ladders ladders;

	private final Standings standings;

	private final ByHand byHand;

	private final Trust trust;

	private final Accounts accounts;

	private final Refusals refusals;

	private final Messages messages;

	TrustController(Ladders ladders, Standings standings, ByHand byHand, Trust trust, Accounts accounts,
			Refusals refusals, Messages messages) {
		this.ladders = ladders;
		this.standings = standings;
		this.byHand = byHand;
		this.trust = trust;
		this.accounts = accounts;
		this.refusals = refusals;
		this.messages = messages;
	}

	/**
	 * A level as the page shows it.
	 *
	 * @param needs what it takes, in words; empty of what comes by no counting
	 */
	record Rung(TrustLevel level, List<String> needs, int links, int pictures, int rate, boolean writesFirst,
			boolean reviewed, boolean linksReviewed) {
	}

	@GetMapping("/trust")
	String ladder(@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		Ladder ladder = this.ladders.now();
		model.addAttribute("rungs", Arrays.stream(TrustLevel.values()).map((level) -> rung(ladder, level)).toList());
		model.addAttribute("period", ladder.of(Ladder.PERIOD));
		model.addAttribute("barred", ladder.of(Ladder.BARRED));
		model.addAttribute("above", viewer != null && this.trust.isAbove(viewer));
		model.addAttribute("progress",
				(viewer == null) ? null
						: this.standings.of(viewer.id(), ladder.of(Ladder.BARRED))
							.map((standing) -> Progress.of(ladder, standing))
							.orElse(null));
		return "trust/ladder";
	}

	private Rung rung(Ladder ladder, TrustLevel level) {
		List<String> needs = Arrays.stream(Measure.values())
			.filter((measure) -> ladder.needs(level, measure) > 0)
			.map((measure) -> this.trust.need(level, measure))
			.toList();
		return new Rung(level, needs, ladder.links(level), ladder.pictures(level), ladder.rate(level),
				level.reaches(ladder.level(Ladder.MESSAGES)), !level.reaches(ladder.level(Ladder.UNREVIEWED)),
				!level.reaches(ladder.level(Ladder.LINKS_UNREVIEWED)));
	}

	@GetMapping("/admin/trust")
	String numbers(@AuthenticationPrincipal Viewer viewer, Model model) {
		show(viewer, null, model);
		return ADMIN;
	}

	@PostMapping("/admin/trust")
	String change(@RequestParam Map<String, String> form, @RequestParam long version, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		show(viewer, form, model);
		try {
			String done = this.refusals.tried(model, response, () -> {
				this.ladders.change(viewer, key, version, form);
				return "/admin/trust?saved";
			});
			return (done != null) ? done : ADMIN;
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("version", stale.current());
			model.addAttribute("errors", Map.of("form", this.messages.of("trust.stale")));
			return ADMIN;
		}
	}

	private void show(Viewer viewer, @Nullable Map<String, String> form, Model model) {
		Ladder ladder = this.ladders.toChange(viewer);
		model.addAttribute("ladder", new Form(ladder, (form != null) ? form : Map.of()));
		model.addAttribute("version", ladder.version());
		model.addAttribute("levels", TrustLevel.values());
		model.addAttribute("measures", Measure.values());
		model.addAttribute("errors", Map.of());
	}

	/** What the fields show: what was typed, else what holds. */
	record Form(Ladder ladder, Map<String, String> typed) {

		/** Public for its template. */
		public String value(String name) {
			return this.typed.getOrDefault(name, String.valueOf(this.ladder.of(name)));
		}

		/** Public for its template. */
		public int least(String name) {
			return Ladder.least(name);
		}

		/** Public for its template. */
		public int most(String name) {
			return Ladder.most(name);
		}

	}

	@GetMapping("/u/{name}/trust")
	String person(@PathVariable String name, @AuthenticationPrincipal Viewer viewer, Model model) {
		show(viewer, account(viewer, name), name, null, null, model);
		return PERSON;
	}

	@PostMapping("/u/{name}/trust")
	String fix(@PathVariable String name, @RequestParam(required = false) @Nullable TrustLevel level,
			@RequestParam(required = false) @Nullable String reason, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		AccountId person = account(viewer, name);
		show(viewer, person, name, level, reason, model);
		String done = this.refusals.tried(model, response, () -> {
			this.byHand.fix(viewer, key, person, level, reason);
			return PersonUrl.of(name);
		});
		return (done != null) ? done : PERSON;
	}

	@PostMapping("/u/{name}/trust/release")
	String release(@PathVariable String name, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		AccountId person = account(viewer, name);
		show(viewer, person, name, null, null, model);
		String done = this.refusals.tried(model, response, () -> {
			this.byHand.release(viewer, key, person);
			return PersonUrl.of(name);
		});
		return (done != null) ? done : PERSON;
	}

	private AccountId account(Viewer viewer, String name) {
		viewer.require(Capability.MODERATE);
		return this.accounts.byName(name).orElseThrow(() -> new NotFound("account " + name));
	}

	private void show(Viewer viewer, AccountId person, String name, @Nullable TrustLevel level, @Nullable String reason,
			Model model) {
		viewer.require(Capability.MODERATE);
		Ladder ladder = this.ladders.now();
		Standings.Standing standing = this.standings.of(person, ladder.of(Ladder.BARRED)).orElse(null);
		model.addAttribute("name", name);
		model.addAttribute("standing", standing);
		model.addAttribute("progress", (standing != null) ? Progress.of(ladder, standing) : null);
		model.addAttribute("level", (level != null) ? level : (standing != null) ? standing.level() : null);
		model.addAttribute("reason", reason);
		model.addAttribute("levels", TrustLevel.values());
		model.addAttribute("longest", ByHand.REASON);
		model.addAttribute("errors", Map.of());
	}

}
