package dev.roundtable.signin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.addresses.Addresses;
import dev.roundtable.credentials.KnownBrowsers;
import dev.roundtable.credentials.SecondStep;
import dev.roundtable.credentials.SignIns;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.limits.Guesses;
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

/** Registering, signing in and out. */
@Controller
class SignInController {

	/** What a form shows again of what was typed; never the password. */
	record Form(String name) {
	}

	/** What somebody typed who registers, but for the password. */
	private record Typed(String name, String address, Admission.Shown shown) {
	}

	private final Registration registration;

	private final PasswordCheck check;

	private final SignIns signIns;

	private final KnownBrowsers browsers;

	private final Guesses guesses;

	private final Addresses addresses;

	private final SecondStep secondStep;

	private final Entrance entrance;

	private final Joining joining;

	private final Admission admission;

	private final Messages messages;

	SignInController(Registration registration, PasswordCheck check, SignIns signIns, KnownBrowsers browsers,
			Guesses guesses, Addresses addresses, SecondStep secondStep, Entrance entrance, Joining joining,
			Admission admission, Messages messages) {
		this.admission = admission;
		this.joining = joining;
		this.entrance = entrance;
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
			@AuthenticationPrincipal @Nullable Viewer viewer, HttpServletRequest request) {
		if (viewer != null) {
			return Entrance.to(SameSitePath.orHome(next));
		}
		return this.entrance.signInPage("", next, Map.of(), HttpStatus.OK, request);
	}

	@PostMapping("/sign-in")
	Object signIn(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String password,
			@RequestParam(required = false) @Nullable String next, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			Viewer viewer = this.check.check(name, password, request.getRemoteAddr(), this.browsers.of(name, request));
			return this.entrance.enter(viewer.id(), Entrance.Steps.FIRST, next, request, response);
		}
		catch (TooManyAttempts ex) {
			this.messages.refused(ex, response);
			return this.entrance.signInPage(name, next, Map.of("name", this.messages.of(ex)),
					HttpStatus.TOO_MANY_REQUESTS, request);
		}
		catch (AddressUnconfirmed ex) {
			this.addresses.remind(ex.viewer().id(), ex.viewer().name());
			return this.entrance.signInPage(name, next, Map.of("form", this.messages.of("error.address.unconfirmed")),
					HttpStatus.FORBIDDEN, request);
		}
		catch (Admission.Waiting ex) {
			return Entrance.waiting(ex.standing(), HttpStatus.FORBIDDEN);
		}
		catch (WrongPassword ex) {
			return this.entrance.signInPage(name, next, Map.of("password", this.messages.of("error.sign-in")),
					HttpStatus.UNPROCESSABLE_CONTENT, request);
		}
	}

	/** The second step: the code of who gave the right password. */
	@PostMapping("/sign-in/code")
	Object code(@RequestParam(defaultValue = "") String half, @RequestParam(defaultValue = "") String code,
			@RequestParam(required = false) @Nullable String next, HttpServletRequest request,
			HttpServletResponse response) {
		AccountId account = this.secondStep.whose(half).orElse(null);
		if (account == null) {
			return this.entrance.signInPage("", next, Map.of("form", this.messages.of("error.code.late")),
					HttpStatus.UNPROCESSABLE_CONTENT, request);
		}
		try {
			if (!this.secondStep.finish(half, account, code, request)) {
				throw new BadInput("code", "code.wrong");
			}
			return this.entrance.enter(account, Entrance.Steps.BOTH, next, request, response);
		}
		catch (BadInput | TooManyAttempts ex) {
			Map<String, String> errors = this.messages.refused(ex, response);
			return this.entrance.codePage(half, next, errors, HttpStatus.valueOf(response.getStatus()), request);
		}
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
			return Entrance.to(from.startsWith("/settings") ? "/sign-in?next=/settings" : "/sign-in");
		}
		return this.entrance.signInPage("", null, Map.of(), HttpStatus.UNAUTHORIZED, request)
			.addObject("held", held)
			.addObject("path", "/sign-in");
	}

	@PostMapping("/sign-out")
	Object signOut(HttpServletRequest request, HttpServletResponse response) {
		this.signIns.end(request, response);
		return Entrance.to("/");
	}

	@GetMapping("/register")
	Object register(@RequestParam(required = false) @Nullable String next,
			@RequestParam(defaultValue = "") String invite, @AuthenticationPrincipal @Nullable Viewer viewer) {
		if (viewer != null) {
			return Entrance.to(SameSitePath.orHome(next));
		}
		return registration(new Typed("", "", new Admission.Shown(invite, "")), next, Map.of(), HttpStatus.OK);
	}

	@PostMapping("/register")
	Object register(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String password,
			@RequestParam(defaultValue = "") String address, @RequestParam(defaultValue = "") String invite,
			@RequestParam(defaultValue = "") String statement, @RequestParam(required = false) @Nullable String next,
			OnceKey key, HttpServletRequest request, HttpServletResponse response) {
		Typed typed = new Typed(name, address, new Admission.Shown(invite, statement));
		try {
			this.admission.check(typed.shown());
			MailAddress given = this.joining.address(address);
			this.guesses.beginRegistration(request.getRemoteAddr());
			// Whoever sends it twice is signed in twice, if it is the same person.
			AccountId account = registered(key, typed, password, given, request.getRemoteAddr());
			if (given != null && this.addresses.required()) {
				return new ModelAndView("signin/check-mail", "address", given.shown());
			}
			Admission.Standing standing = this.admission.standing(account);
			if (standing != null) {
				return Entrance.waiting(standing, HttpStatus.OK);
			}
			this.signIns.start(account, request, response);
			return Entrance.to(SameSitePath.orHome(next));
		}
		catch (AddressUnconfirmed again) {
			return new ModelAndView("signin/check-mail", "address", address);
		}
		catch (Admission.Waiting again) {
			return Entrance.waiting(again.standing(), HttpStatus.OK);
		}
		catch (TooManyAttempts ex) {
			this.messages.refused(ex, response);
			return registration(typed, next, Map.of("name", this.messages.of(ex)), HttpStatus.TOO_MANY_REQUESTS);
		}
		catch (WrongPassword ex) {
			Map<String, String> errors = Map.of("name", this.messages.of("error.name.taken"));
			return registration(typed, next, errors, HttpStatus.UNPROCESSABLE_CONTENT);
		}
		catch (BadInput ex) {
			return registration(typed, next, faults(ex, typed, password), HttpStatus.UNPROCESSABLE_CONTENT);
		}
	}

	/** All that can be seen to be wrong at once: nobody corrects a form three times. */
	private Map<String, String> faults(BadInput first, Typed typed, String password) {
		Map<String, String> errors = new HashMap<>(this.messages.errors(first));
		for (BadInput fault : this.registration.faults(typed.name(), password)) {
			errors.putIfAbsent(fault.field(), this.messages.of(fault));
		}
		for (Runnable check : List.<Runnable>of(() -> this.joining.address(typed.address()),
				() -> this.admission.check(typed.shown()))) {
			try {
				check.run();
			}
			catch (BadInput fault) {
				errors.putIfAbsent(fault.field(), this.messages.of(fault));
			}
		}
		return errors;
	}

	private AccountId registered(OnceKey key, Typed typed, String password, @Nullable MailAddress given,
			String network) {
		boolean made = false;
		try {
			AccountId account = this.registration.register(key, typed.name(), password, given, typed.shown(),
					(_) -> this.check.check(typed.name(), password, network, null).id());
			made = true;
			return account;
		}
		finally {
			if (!made) {
				this.guesses.giveBackRegistration(network);
			}
		}
	}

	private ModelAndView registration(Typed typed, @Nullable String next, Map<String, String> errors,
			HttpStatus status) {
		return Entrance.page("signin/register", typed.name(), next, errors, status)
			.addObject("terms", this.admission.terms(typed.shown()))
			.addObject("address", typed.address())
			.addObject("addressOffered", this.addresses.offered())
			.addObject("addressRequired", this.addresses.required());
	}

}
