package dev.roundtable.messages;

import dev.roundtable.http.CursorPage;
import dev.roundtable.messages.MessageReports.Mine;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What somebody reported of her messages, beside what she reported of the forum. */
@Controller
class ReportsController {

	private static final int ON_A_PAGE = 20;

	private final MessageReports reports;

	ReportsController(MessageReports reports) {
		this.reports = reports;
	}

	@GetMapping("/reports/messages")
	String mine(@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		CursorPage<Mine> page = this.reports.of(viewer, cursor, ON_A_PAGE);
		model.addAttribute("reports", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("ofMessages", true);
		return "moderation/mine";
	}

}
