package dev.roundtable.admin;

import java.util.List;

import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Failures;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What the journal could not tell one of its followers. For administrators: it names what
 * something happened to and never shows what it says.
 */
@Controller
@RequestMapping("/admin/deliveries")
class DeliveriesController {

	private final Failures failures;

	DeliveriesController(Failures failures) {
		this.failures = failures;
	}

	/**
	 * @param subject for example {@code topic-42}
	 * @param entry number of the journal's row
	 */
	record Row(String follower, long entry, String subject, String action, When happened, int attempts, String reason,
			When failed) {

		static Row of(Failures.Failure failure) {
			return new Row(failure.follower(), failure.entry().id(), failure.entry().subject().toString(),
					failure.entry().action(), When.of(failure.entry().at()), failure.attempts(), failure.reason(),
					When.of(failure.failedAt()));
		}

	}

	@GetMapping
	String failed(@AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.ADMINISTER);
		List<Row> rows = this.failures.latest().stream().map(Row::of).toList();
		model.addAttribute("failures", rows);
		return "people/deliveries";
	}

	/** The page shows what is left; what fails once more comes back to it after hours. */
	@PostMapping("/again")
	String again(@RequestParam String follower, @RequestParam long entry, @AuthenticationPrincipal Viewer viewer,
			OnceKey key) {
		viewer.require(Capability.ADMINISTER);
		this.failures.again(key, follower, entry);
		return "redirect:/admin/deliveries";
	}

}
