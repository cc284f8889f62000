package dev.roundtable.people;

import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Idempotency;
import dev.roundtable.http.Messages;
import dev.roundtable.http.TooManyAttempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One's own tokens and password. */
@Controller
@RequestMapping("/settings")
class SettingsController {

	private static final String SETTINGS = "redirect:/settings";

	private final Accounts accounts;

	private final ApiTokens tokens;

	private final PasswordCheck check;

	private final SignIns signIns;

	private final Messages messages;

	SettingsController(Accounts accounts, ApiTokens tokens, PasswordCheck check, SignIns signIns, Messages messages) {
		this.accounts = accounts;
		this.tokens = tokens;
		this.check = check;
		this.signIns = signIns;
		this.messages = messages;
	}

	@GetMapping
	ModelAndView settings(@AuthenticationPrincipal Viewer viewer) {
		return page(viewer, null, "", Map.of(), HttpStatus.OK);
	}

	@PostMapping("/tokens")
	ModelAndView makeToken(@RequestParam(defaultValue = "") String name, @AuthenticationPrincipal Viewer viewer,
			HttpServletRequest request) {
		try {
			String token = this.tokens.make(viewer.id(), name).token();
			// Shown in this answer alone: a redirect would have to carry the secret.
			Idempotency.keepNoAnswer(request);
			return page(viewer, token, "", Map.of(), HttpStatus.OK);
		}
		catch (BadInput ex) {
			return page(viewer, null, name, this.messages.errors(ex), HttpStatus.UNPROCESSABLE_CONTENT);
		}
	}

	@PostMapping("/tokens/{id}/revoke")
	String revokeToken(@PathVariable long id, @AuthenticationPrincipal Viewer viewer) {
		this.tokens.revoke(viewer.id(), id);
		return SETTINGS;
	}

	@PostMapping("/password")
	@Transactional
	public Object changePassword(@RequestParam(defaultValue = "") String current,
			@RequestParam(defaultValue = "") String password, @AuthenticationPrincipal Viewer viewer,
			HttpServletRequest request, HttpServletResponse response) {
		try {
			this.check.check(viewer.name(), current, request.getRemoteAddr());
			this.accounts.changePassword(viewer, password);
		}
		catch (BadInput ex) {
			return page(viewer, null, "", this.messages.errors(ex), HttpStatus.UNPROCESSABLE_CONTENT);
		}
		catch (TooManyAttempts ex) {
			response.setHeader("Retry-After", Long.toString(ex.seconds()));
			Map<String, String> errors = Map.of("current", this.messages.of(ex));
			return page(viewer, null, "", errors, HttpStatus.TOO_MANY_REQUESTS);
		}
		catch (BadCredentialsException ex) {
			Map<String, String> errors = Map.of("current", this.messages.of("error.password.current"));
			return page(viewer, null, "", errors, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		// Whoever else holds a cookie or a token of this account is out.
		this.signIns.endAll(viewer.id());
		this.tokens.revokeAll(viewer.id());
		this.signIns.start(viewer.id(), request, response);
		return SETTINGS;
	}

	private ModelAndView page(Viewer viewer, @Nullable String newToken, String name, Map<String, String> errors,
			HttpStatus status) {
		ModelAndView page = new ModelAndView("people/settings");
		page.addObject("tokens", this.tokens.of(viewer.id()));
		page.addObject("newToken", newToken);
		page.addObject("form", new SignInController.Form(name));
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

}
