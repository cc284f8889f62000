package dev.roundtable.limits;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.limits.RateChanges.Whose;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How often one may do what, for administrators to change. */
@Controller
@RequestMapping("/admin/limits")
class RatesController {

	private static final String VIEW = "limits/admin";

	private final Rates rates;

	private final Refusals refusals;

	private final Messages messages;

	RatesController(Rates rates, Refusals refusals, Messages messages) {
		this.rates = rates;
		this.refusals = refusals;
		this.messages = messages;
	}

	/**
	 * An act as the page shows it.
	 *
	 * @param minutes of the period that the numbers are for
	 */
	record Line(Act act, long minutes, List<Number> numbers) {
	}

	/**
	 * @param own what it is where nobody changed it here
	 */
	record Number(String field, Whose whose, String value, int own) {
	}

	@GetMapping
	String show(@AuthenticationPrincipal Viewer viewer, Model model) {
		show(viewer, Map.of(), model);
		return VIEW;
	}

	@PostMapping
	String change(@RequestParam Map<String, String> form, @RequestParam long version, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		show(viewer, form, model);
		try {
			String done = this.refusals.tried(model, response, () -> {
				this.rates.change(viewer, key, version, form);
				return "/admin/limits?saved";
			});
			return (done != null) ? done : VIEW;
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("version", stale.current());
			model.addAttribute("errors", Map.of("form", this.messages.of("trust.stale")));
			return VIEW;
		}
	}

	private void show(Viewer viewer, Map<String, String> typed, Model model) {
		RateChanges changes = this.rates.toChange(viewer);
		model.addAttribute("acts", Arrays.stream(Act.values()).map((act) -> line(act, changes, typed)).toList());
		model.addAttribute("whose", Whose.values());
		model.addAttribute("most", RateChanges.LARGEST);
		model.addAttribute("version", changes.version());
		model.addAttribute("errors", Map.of());
	}

	private Line line(Act act, RateChanges changes, Map<String, String> typed) {
		RateChanges.Most now = RateChanges.Most.of(this.rates.of(act, changes));
		RateChanges.Most own = RateChanges.Most.of(this.rates.own(act));
		return new Line(act, this.rates.own(act).per().toMinutes(), Arrays.stream(Whose.values()).map((whose) -> {
			String field = RateChanges.field(act, whose);
			@Nullable String wanted = typed.get(field);
			return new Number(field, whose, (wanted != null) ? wanted : String.valueOf(whose.of(now)), whose.of(own));
		}).toList());
	}

}
