package dev.roundtable.numbers;

import java.util.List;

import dev.roundtable.people.Viewer;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of numbers, for administrators. */
@Controller
class NumbersController {

	private static final List<Integer> DAYS = List.of(30, 90, 365);

	private final Numbers numbers;

	private final SignUpSources sources;

	NumbersController(Numbers numbers, SignUpSources sources) {
		this.sources = sources;
		this.numbers = numbers;
	}

	@GetMapping("/admin/numbers")
	String numbers(@RequestParam(defaultValue = "30") int days, @AuthenticationPrincipal Viewer viewer, Model model) {
		int shown = DAYS.contains(days) ? days : DAYS.getFirst();
		model.addAttribute("charts", this.numbers.charts(viewer, shown));
		model.addAttribute("sources", this.sources.of(viewer, shown));
		model.addAttribute("days", shown);
		model.addAttribute("choices", DAYS);
		return "numbers/numbers";
	}

}
