package dev.roundtable.signin;

import java.util.Map;

import dev.roundtable.addresses.Addresses;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.NotKept;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import jakarta.servlet.RequestDispatcher;
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
import org.springframework.web.servlet.view.RedirectView;

/** Registering, signing in and out. */
@Controller
class SignInController {

	/** What a form shows again of what was typed; never the password. */
	record Form(String name) {
	}

	private final Registration registration;

	private final PasswordCheck check;

	private final SignIns signIns;

	private final KnownBrowsers browsers;

	private final Guesses guesses;

	private final Addresses addresses;

	private final SecondStep secondStep;

	private final Messages messages;

	SignInController(Registration registration, PasswordCheck check, SignIns signIns, KnownBrowsers browsers,
			Guesses guesses, Addresses addresses, SecondStep secondStep, Messages messages) {
		this.secondStep = secondStep;
		this.addresses = addresses;
		this.registration = registration;
		this.check = check;
		this.signIns = signIns;
		this.browsers = browsers;
		this.guesses = guesses;
		this.messages = messages;
	}

	@GetMapping("/sign-in")
	Object signIn(@RequestParam(required = false) @Nullable String next,
			@AuthenticationPrincipal @Nullable Viewer viewer) {
		if (viewer != null) {
			return to(SameSitePath.orHome(next));
		}
		return form("signin/sign-in", "", next, Map.of(), HttpStatus.OK);
	}

	@PostMapping("/sign-in")
	Object signIn(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String password,
			@RequestParam(required = false) @Nullable String next, HttpServletRequest request,
			HttpServletResponse response) {
		HeldForm held = HeldForm.carriedBy(request);
		try {
			Viewer viewer = this.check.check(name, password, request.getRemoteAddr(), this.browsers.of(name, request));
			String half = this.secondStep.begin(viewer.id());
			if (half != null) {
				return code(half, next, Map.of(), HttpStatus.OK, request);
			}
			this.signIns.start(viewer.id(), request, response);
			return (held != null) ? held.resume(viewer, response) : to(SameSitePath.orHome(next));
		}
		catch (TooManyAttempts ex) {
			this.messages.refused(ex, response);
			return form("signin/sign-in", name, next, Map.of("name", this.messages.of(ex)),
					HttpStatus.TOO_MANY_REQUESTS)
				.addObject("held", held);
		}
		catch (AddressUnconfirmed ex) {
			this.addresses.remind(ex.viewer().id(), ex.viewer().name());
			return form("signin/sign-in", name, next, Map.of("form", this.messages.of("error.address.unconfirmed")),
					HttpStatus.FORBIDDEN)
				.addObject("held", held);
		}
		catch (WrongPassword ex) {
			Map<String, String> errors = Map.of("password", this.messages.of("error.sign-in"));
			return form("signin/sign-in", name, next, errors, HttpStatus.UNPROCESSABLE_CONTENT).addObject("held", held);
		}
	}

	/** The second step: the code of who gave the right password. */
	@PostMapping("/sign-in/code")
	Object code(@RequestParam(defaultValue = "") String half, @RequestParam(defaultValue = "") String code,
			@RequestParam(required = false) @Nullable String next, HttpServletRequest request,
			HttpServletResponse response) {
		HeldForm held = HeldForm.carriedBy(request);
		AccountId account = this.secondStep.whose(half).orElse(null);
		if (account == null) {
			Map<String, String> late = Map.of("form", this.messages.of("error.code.late"));
			return form("signin/sign-in", "", next, late, HttpStatus.UNPROCESSABLE_CONTENT).addObject("held", held);
		}
		try {
			if (!this.secondStep.finish(half, account, code, request)) {
				throw new BadInput("code", "code.wrong");
			}
			this.signIns.start(account, request, response);
			return (held != null) ? held.resume(this.signIns.viewer(account), response) : to(SameSitePath.orHome(next));
		}
		catch (BadInput | TooManyAttempts ex) {
			Map<String, String> errors = this.messages.refused(ex, response);
			return code(half, next, errors, HttpStatus.valueOf(response.getStatus()), request);
		}
	}

	private static ModelAndView code(String half, @Nullable String next, Map<String, String> errors, HttpStatus status,
			HttpServletRequest request) {
		NotKept.answerTo(request);
		return form("signin/code", "", next, errors, status).addObject("half", half)
			.addObject("held", HeldForm.carriedBy(request));
	}

	/**
	 * Where the security chain forwards a form to that needs someone signed in: what was
	 * typed stays with the page.
	 */
	@PostMapping(HeldForm.SIGN_IN_AGAIN)
	Object signInAgain(HttpServletRequest request) {
		HeldForm held = HeldForm.refused(request);
		if (held == null) {
			String from = String.valueOf(request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI));
			return to(from.startsWith("/settings") ? "/sign-in?next=/settings" : "/sign-in");
		}
		return form("signin/sign-in", "", null, Map.of(), HttpStatus.UNAUTHORIZED).addObject("held", held)
			.addObject("path", "/sign-in");
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
		return registration("", "", next, Map.of(), HttpStatus.OK);
	}

	@PostMapping("/register")
	Object register(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String password,
			@RequestParam(defaultValue = "") String address, @RequestParam(required = false) @Nullable String next,
			OnceKey key, HttpServletRequest request, HttpServletResponse response) {
		try {
			MailAddress given = address(address);
			this.guesses.beginRegistration(request.getRemoteAddr());
			// Whoever sends it twice is signed in twice, if it is the same person.
			AccountId account = registered(key, name, password, given, request.getRemoteAddr());
			if (given != null && this.addresses.required()) {
				return new ModelAndView("signin/check-mail", "address", given.shown());
			}
			this.signIns.start(account, request, response);
			return to(SameSitePath.orHome(next));
		}
		catch (AddressUnconfirmed again) {
			return new ModelAndView("signin/check-mail", "address", address);
		}
		catch (TooManyAttempts ex) {
			this.messages.refused(ex, response);
			return registration(name, address, next, Map.of("name", this.messages.of(ex)),
					HttpStatus.TOO_MANY_REQUESTS);
		}
		catch (WrongPassword ex) {
			Map<String, String> errors = Map.of("name", this.messages.of("error.name.taken"));
			return registration(name, address, next, errors, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		catch (BadInput ex) {
			return registration(name, address, next, this.messages.errors(ex), HttpStatus.UNPROCESSABLE_CONTENT);
		}
	}

	/** What was typed for one, null where none is needed and none was given. */
	private @Nullable MailAddress address(String typed) {
		boolean wanted = this.addresses.required() || (this.addresses.offered() && !typed.isBlank());
		return wanted ? MailAddress.of("address", typed) : null;
	}

	private AccountId registered(OnceKey key, String name, String password, @Nullable MailAddress given,
			String address) {
		boolean made = false;
		try {
			AccountId account = this.registration.register(key, name, password, given,
					(_) -> this.check.check(name, password, address, null).id());
			made = true;
			return account;
		}
		finally {
			if (!made) {
				this.guesses.giveBackRegistration(address);
			}
		}
	}

	private ModelAndView registration(String name, String address, @Nullable String next, Map<String, String> errors,
			HttpStatus status) {
		return form("signin/register", name, next, errors, status).addObject("address", address)
			.addObject("addressOffered", this.addresses.offered())
			.addObject("addressRequired", this.addresses.required());
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
