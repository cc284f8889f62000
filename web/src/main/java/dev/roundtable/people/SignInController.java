package dev.roundtable.people;

import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.http.TooManyAttempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Registering, signing in and out. */
@Controller
class SignInController {

	/** What a form shows again of what was typed; never the password. */
	record Form(String name) {
	}

	private final Accounts accounts;

	private final PasswordCheck check;

	private final SignIns signIns;

	private final Attempts attempts;

	private final Messages messages;

	SignInController(Accounts accounts, PasswordCheck check, SignIns signIns, Attempts attempts, Messages messages) {
		this.accounts = accounts;
		this.check = check;
		this.signIns = signIns;
		this.attempts = attempts;
		this.messages = messages;
	}

	@GetMapping("/sign-in")
	Object signIn(@RequestParam(required = false) @Nullable String next,
			@AuthenticationPrincipal @Nullable Viewer viewer) {
		if (viewer != null) {
			return to(SameSitePath.orHome(next));
		}
		return form("people/sign-in", "", next, Map.of(), HttpStatus.OK);
	}

	@PostMapping("/sign-in")
	Object signIn(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String password,
			@RequestParam(required = false) @Nullable String next, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			Viewer viewer = this.check.check(name, password, request.getRemoteAddr());
			this.signIns.start(viewer.id(), request, response);
			return to(SameSitePath.orHome(next));
		}
		catch (TooManyAttempts ex) {
			return tooMany("people/sign-in", name, next, ex, response);
		}
		catch (BadCredentialsException ex) {
			Map<String, String> errors = Map.of("password", this.messages.of("error.sign-in"));
			return form("people/sign-in", name, next, errors, HttpStatus.UNPROCESSABLE_CONTENT);
		}
	}

	@PostMapping("/sign-out")
	Object signOut(HttpServletRequest request, HttpServletResponse response) {
		this.signIns.end(request, response);
		return to("/");
	}

	@GetMapping("/register")
	Object register(@RequestParam(required = false) @Nullable String next,
			@AuthenticationPrincipal @Nullable Viewer viewer) {
		if (viewer != null) {
			return to(SameSitePath.orHome(next));
		}
		return form("people/register", "", next, Map.of(), HttpStatus.OK);
	}

	@PostMapping("/register")
	Object register(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String password,
			@RequestParam(required = false) @Nullable String next, HttpServletRequest request,
			HttpServletResponse response) {
		String address = request.getRemoteAddr();
		try {
			this.attempts.beforeRegistration(address);
			AccountId account = this.accounts.create(name, password, Role.FAN);
			this.attempts.registered(address);
			this.signIns.start(account, request, response);
			return to(SameSitePath.orHome(next));
		}
		catch (TooManyAttempts ex) {
			return tooMany("people/register", name, next, ex, response);
		}
		catch (BadInput ex) {
			return form("people/register", name, next, this.messages.errors(ex), HttpStatus.UNPROCESSABLE_CONTENT);
		}
	}

	private ModelAndView tooMany(String view, String name, @Nullable String next, TooManyAttempts refused,
			HttpServletResponse response) {
		response.setHeader("Retry-After", Long.toString(refused.seconds()));
		Map<String, String> errors = Map.of("name", this.messages.of(refused));
		return form(view, name, next, errors, HttpStatus.TOO_MANY_REQUESTS);
	}

	private static ModelAndView form(String view, String name, @Nullable String next, Map<String, String> errors,
			HttpStatus status) {
		ModelAndView page = new ModelAndView(view);
		page.addObject("form", new Form(name));
		page.addObject("next", SameSitePath.orHome(next));
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

	private static RedirectView to(String path) {
		RedirectView redirect = new RedirectView(path);
		redirect.setStatusCode(HttpStatus.SEE_OTHER);
		redirect.setExpandUriTemplateVariables(false);
		redirect.setExposeModelAttributes(false);
		return redirect;
	}

}
