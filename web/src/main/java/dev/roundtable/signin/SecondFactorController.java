package dev.roundtable.signin;

import java.util.List;
import java.util.Map;

import dev.roundtable.credentials.KnownBrowsers;
import dev.roundtable.factors.Enrolment;
import dev.roundtable.factors.SecondFactors;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.NotKept;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.limits.Guesses;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One's own second step: on with the password and a code, off with both as well. */
@Controller
class SecondFactorController {

	static final String PAGE = "/settings/second-factor";

	private final SecondFactors factors;

	private final PasswordCheck check;

	private final KnownBrowsers browsers;

	private final Guesses guesses;

	private final Messages messages;

	SecondFactorController(SecondFactors factors, PasswordCheck check, KnownBrowsers browsers, Guesses guesses,
			Messages messages) {
		this.factors = factors;
		this.check = check;
		this.browsers = browsers;
		this.guesses = guesses;
		this.messages = messages;
	}

	@GetMapping(PAGE)
	ModelAndView show(@AuthenticationPrincipal Viewer viewer, HttpServletRequest request) {
		return page(viewer, Enrolment.begin(viewer.name()), Map.of(), HttpStatus.OK, request);
	}

	@PostMapping(PAGE)
	ModelAndView turnOn(@RequestParam(defaultValue = "") String secret, @RequestParam(defaultValue = "") String code,
			@RequestParam(defaultValue = "") String current, @AuthenticationPrincipal Viewer viewer, OnceKey key,
			HttpServletRequest request, HttpServletResponse response) {
		Enrolment same = new Enrolment(secret, viewer.name());
		try {
			checkPassword(viewer, current, request);
			List<String> codes = this.factors.turnOn(viewer, key, secret, code);
			// Shown in this answer alone: a redirect would have to carry the secrets.
			return page(viewer, same, Map.of(), HttpStatus.OK, request).addObject("codes", codes);
		}
		catch (WrongPassword | BadInput | TooManyAttempts ex) {
			Map<String, String> errors = refused(ex, response);
			return page(viewer, same, errors, HttpStatus.valueOf(response.getStatus()), request);
		}
	}

	@PostMapping(PAGE + "/off")
	Object turnOff(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String current,
			@AuthenticationPrincipal Viewer viewer, OnceKey key, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			checkPassword(viewer, current, request);
			Guesses.Guess guess = this.guesses.beginCode(viewer.id(), request.getRemoteAddr(),
					this.browsers.of(viewer.id(), request));
			if (this.factors.isOn(viewer.id()) && !this.factors.accepts(viewer.id(), code)) {
				throw new BadInput("code", "code.wrong");
			}
			this.guesses.right(guess);
			this.factors.turnOff(viewer, key);
			return "redirect:" + PAGE + "?saved";
		}
		catch (WrongPassword | BadInput | TooManyAttempts ex) {
			Map<String, String> errors = refused(ex, response);
			return page(viewer, Enrolment.begin(viewer.name()), errors, HttpStatus.valueOf(response.getStatus()),
					request);
		}
	}

	@PostMapping("/admin/people/{id}/second-factor/off")
	String turnOff(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, OnceKey key) {
		this.factors.turnOff(viewer, key, AccountId.of(id));
		return "redirect:/admin/people/" + id + "/reset?saved";
	}

	private void checkPassword(Viewer viewer, String current, HttpServletRequest request) {
		this.check.check(viewer.name(), current, request.getRemoteAddr(), this.browsers.of(viewer.name(), request));
	}

	private Map<String, String> refused(RuntimeException refused, HttpServletResponse response) {
		if (refused instanceof WrongPassword) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return Map.of("current", this.messages.of("error.password.current"));
		}
		return this.messages.refused(refused, response);
	}

	private ModelAndView page(Viewer viewer, Enrolment enrolment, Map<String, String> errors, HttpStatus status,
			HttpServletRequest request) {
		NotKept.answerTo(request);
		ModelAndView page = new ModelAndView("signin/second-factor");
		page.addObject("on", this.factors.isOn(viewer.id()));
		page.addObject("left", this.factors.left(viewer.id()));
		page.addObject("required", this.factors.isRequired(viewer.role()));
		page.addObject("enrolment", enrolment);
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

}
