package dev.roundtable.privacy;

import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotKept;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.PasswordProof;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which a person asks to be erased, and takes it back. */
@Controller
class ErasureController {

	static final String PAGE = "/settings/erase";

	private static final String VIEW = "privacy/erase";

	private final Erasures erasures;

	private final ErasureWork work;

	private final PasswordProof proof;

	private final Limits limits;

	private final Refusals refusals;

	ErasureController(Erasures erasures, ErasureWork work, PasswordProof proof, Limits limits, Refusals refusals) {
		this.erasures = erasures;
		this.work = work;
		this.proof = proof;
		this.limits = limits;
		this.refusals = refusals;
	}

	@GetMapping(PAGE)
	String page(@AuthenticationPrincipal Viewer viewer, Model model) {
		show(viewer, false, false, model);
		return VIEW;
	}

	/**
	 * @param words whether what she wrote goes, too
	 * @param now whether she wants no days to think it over
	 */
	@PostMapping(PAGE)
	String ask(@RequestParam(defaultValue = "") String current, @RequestParam(defaultValue = "false") boolean words,
			@RequestParam(defaultValue = "false") boolean now, @AuthenticationPrincipal Viewer viewer, OnceKey key,
			Model model, HttpServletRequest request, HttpServletResponse response) {
		NotKept.answerTo(request);
		String done = this.refusals.tried(model, response, () -> {
			this.limits.spend(viewer, Act.LINK);
			prove(viewer, current, now, request);
			this.erasures.ask(viewer, key, new Erasures.Wish(words, now));
			if (now) {
				this.work.some(ErasureWork.AT_ONCE);
			}
			return now ? "/erased" : PAGE;
		});
		if (done == null) {
			Object errors = model.getAttribute("errors");
			show(viewer, words, now, model);
			model.addAttribute("errors", errors);
		}
		return (done != null) ? done : VIEW;
	}

	/**
	 * Who has no password types her name, and has days to take it back: whoever finds her
	 * browser open knows the one, and cannot take away the other.
	 */
	private void prove(Viewer viewer, String current, boolean now, HttpServletRequest request) {
		if (this.proof.isPossible(viewer)) {
			this.proof.require(viewer, current, request);
		}
		else if (now) {
			throw new BadInput("form", "erase.no-password");
		}
		else if (!current.strip().equals(viewer.name())) {
			throw new BadInput("current", "erase.name");
		}
	}

	@PostMapping(PAGE + "/keep")
	String keep(@AuthenticationPrincipal Viewer viewer, OnceKey key) {
		this.erasures.takeBack(viewer, key);
		return "redirect:" + PAGE + "?saved";
	}

	/** Where she is led when she is gone: it says so to whoever opens it. */
	@GetMapping("/erased")
	String erased() {
		return "privacy/erased";
	}

	private void show(Viewer viewer, boolean words, boolean now, Model model) {
		model.addAttribute("asked", this.erasures.of(viewer.id()).orElse(null));
		model.addAttribute("password", this.proof.isPossible(viewer));
		model.addAttribute("days", this.erasures.days());
		model.addAttribute("words", words);
		model.addAttribute("now", now);
		model.addAttribute("errors", Map.of());
	}

}
