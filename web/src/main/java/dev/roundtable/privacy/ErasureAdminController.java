package dev.roundtable.privacy;

import java.util.Map;

import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which an administrator has somebody erased, and takes it back. */
@Controller
@RequestMapping("/admin/people/{id}/erase")
class ErasureAdminController {

	private static final String VIEW = "privacy/erase-person";

	private static final String PEOPLE = "/admin/people?saved";

	private final Erasures erasures;

	private final ErasureWork work;

	private final Refusals refusals;

	ErasureAdminController(Erasures erasures, ErasureWork work, Refusals refusals) {
		this.erasures = erasures;
		this.work = work;
		this.refusals = refusals;
	}

	@GetMapping
	String page(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		show(viewer, AccountId.of(id), model);
		return VIEW;
	}

	@PostMapping
	String ask(@PathVariable long id, @RequestParam(defaultValue = "") String reason,
			@RequestParam(defaultValue = "false") boolean words, @RequestParam(defaultValue = "false") boolean now,
			@AuthenticationPrincipal Viewer viewer, OnceKey key, Model model, HttpServletResponse response) {
		show(viewer, AccountId.of(id), model);
		model.addAttribute("reason", reason);
		model.addAttribute("words", words);
		model.addAttribute("now", now);
		String done = this.refusals.tried(model, response, () -> {
			this.erasures.askFor(viewer, key, AccountId.of(id), reason, new Erasures.Wish(words, now));
			if (now) {
				this.work.some(ErasureWork.AT_ONCE);
			}
			return PEOPLE;
		});
		return (done != null) ? done : VIEW;
	}

	@PostMapping("/keep")
	String keep(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, OnceKey key) {
		this.erasures.takeBackFor(viewer, key, AccountId.of(id));
		return "redirect:" + PEOPLE;
	}

	private void show(Viewer viewer, AccountId account, Model model) {
		viewer.require(Capability.ADMINISTER);
		model.addAttribute("name", this.erasures.nameOf(account));
		model.addAttribute("id", account.value());
		model.addAttribute("asked", this.erasures.of(account).orElse(null));
		model.addAttribute("days", this.erasures.days());
		model.addAttribute("longest", Erasures.REASON);
		model.addAttribute("reason", "");
		model.addAttribute("words", false);
		model.addAttribute("now", false);
		model.addAttribute("errors", Map.of());
	}

}
