package dev.roundtable.credentials;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import dev.roundtable.addresses.Addresses;
import dev.roundtable.addresses.OneTimeLinks.Purpose;
import dev.roundtable.addresses.OneTimeLinks;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.NotKept;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** For whom has forgotten her password. */
@Controller
class ForgotPasswordController {

	static final String FORGOT = "/forgot-password";

	static final String RESET = "/reset-password";

	/** How long an answer takes tells nothing about who there is. */
	private static final Duration ANSWER_AFTER = Duration.ofMillis(300);

	private final ForgottenPassword forgotten;

	private final OneTimeLinks links;

	private final Addresses addresses;

	private final Limits limits;

	private final Messages messages;

	ForgotPasswordController(ForgottenPassword forgotten, OneTimeLinks links, Addresses addresses, Limits limits,
			Messages messages) {
		this.forgotten = forgotten;
		this.links = links;
		this.addresses = addresses;
		this.limits = limits;
		this.messages = messages;
	}

	@GetMapping(FORGOT)
	ModelAndView forgot() {
		return ask("", Map.of(), HttpStatus.OK);
	}

	@PostMapping(FORGOT)
	Object forgot(@RequestParam(defaultValue = "") String who, @AuthenticationPrincipal @Nullable Viewer viewer,
			OnceKey key, HttpServletResponse response) {
		long start = System.nanoTime();
		try {
			this.limits.spend(viewer, Act.LINK);
			if (this.addresses.offered()) {
				this.forgotten.ask(key, who.strip());
			}
		}
		catch (BadInput | TooManyAttempts ex) {
			Map<String, String> errors = this.messages.refused(ex, response);
			return ask(who, errors, HttpStatus.valueOf(response.getStatus()));
		}
		LockSupport.parkNanos(ANSWER_AFTER.toNanos() - (System.nanoTime() - start));
		return "redirect:" + FORGOT + "?sent";
	}

	private ModelAndView ask(String who, Map<String, String> errors, HttpStatus status) {
		ModelAndView page = new ModelAndView("signin/forgot");
		page.addObject("offered", this.addresses.offered());
		page.addObject("who", who);
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

	@GetMapping(RESET)
	ModelAndView reset(@RequestParam(defaultValue = "") String token, HttpServletRequest request) {
		return choose(token, Map.of(), HttpStatus.OK, request);
	}

	@PostMapping(RESET)
	Object reset(@RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "") String password,
			OnceKey key, HttpServletRequest request, HttpServletResponse response) {
		try {
			return this.forgotten.reset(key, token, password) ? "redirect:/sign-in?changed"
					: choose(token, Map.of(), HttpStatus.OK, request);
		}
		catch (BadInput | TooManyAttempts ex) {
			Map<String, String> errors = this.messages.refused(ex, response);
			return choose(token, errors, HttpStatus.valueOf(response.getStatus()), request);
		}
	}

	/** The form while the link works, else a word about why it does not. */
	private ModelAndView choose(String token, Map<String, String> errors, HttpStatus status,
			HttpServletRequest request) {
		NotKept.answerTo(request);
		OneTimeLinks.Link link = this.links.find(token, Purpose.RESET).orElse(null);
		ModelAndView page = new ModelAndView("signin/reset");
		page.addObject("state", (link != null) ? link.state().name() : "UNKNOWN");
		page.addObject("token", token);
		page.addObject("errors", errors);
		if (link == null) {
			page.setStatus(HttpStatus.NOT_FOUND);
		}
		else {
			page.addObject("name", this.forgotten.name(link.account()));
			page.setStatus(link.isOpen() ? status : HttpStatus.GONE);
		}
		return page;
	}

}
