package dev.roundtable.signin;

import java.util.Map;

import dev.roundtable.credentials.PasswordChange;
import dev.roundtable.credentials.SignIns;
import dev.roundtable.credentials.SignedInBrowsers;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.people.Viewer;
import dev.roundtable.tokens.ApiTokens;
import dev.roundtable.tokens.TokenTerms;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
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

	private final ApiTokens tokens;

	private final PasswordChange change;

	private final PasswordAgain again;

	private final SignIns signIns;

	private final SignedInBrowsers signedIn;

	private final Messages messages;

	SettingsController(ApiTokens tokens, PasswordChange change, PasswordAgain again, SignIns signIns,
			SignedInBrowsers signedIn, Messages messages) {
		this.signedIn = signedIn;
		this.tokens = tokens;
		this.change = change;
		this.again = again;
		this.signIns = signIns;
		this.messages = messages;
	}

	@GetMapping
	ModelAndView settings(@AuthenticationPrincipal Viewer viewer, HttpServletRequest request) {
		return page(viewer, request, null, "", Map.of(), HttpStatus.OK);
	}

	@PostMapping("/tokens")
	ModelAndView makeToken(@RequestParam(defaultValue = "") String name,
			@RequestParam(required = false) TokenTerms.@Nullable Scope scope,
			@RequestParam(required = false) TokenTerms.@Nullable Lifetime lifetime,
			@AuthenticationPrincipal Viewer viewer, OnceKey key, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			String token = this.tokens.make(viewer, key, name, TokenTerms.of(scope, lifetime), null).token();
			// Shown in this answer alone: a redirect would have to carry the secret.
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			return page(viewer, request, token, "", Map.of(), HttpStatus.OK);
		}
		catch (BadInput | TooManyAttempts ex) {
			return again(viewer, request, name, this.messages.refused(ex, response), response);
		}
	}

	@PostMapping("/tokens/{id}/revoke")
	String revokeToken(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, OnceKey key) {
		this.tokens.revoke(viewer, key, id);
		return SETTINGS;
	}

	@PostMapping("/browsers/{id}/end")
	String signOut(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, OnceKey key) {
		this.signedIn.end(viewer, key, id);
		return SETTINGS;
	}

	@PostMapping("/browsers/end-others")
	String signOutElsewhere(@AuthenticationPrincipal Viewer viewer, OnceKey key, HttpServletRequest request) {
		this.signedIn.endOthers(viewer, key, request);
		return SETTINGS;
	}

	@PostMapping("/password")
	Object changePassword(@RequestParam(defaultValue = "") String current,
			@RequestParam(defaultValue = "") String password, @AuthenticationPrincipal Viewer viewer, OnceKey key,
			HttpServletRequest request, HttpServletResponse response) {
		try {
			this.again.confirm(viewer, current, request);
			this.change.change(viewer, key, password);
		}
		catch (TooManyAttempts ex) {
			this.messages.refused(ex, response);
			return again(viewer, request, "", Map.of("current", this.messages.of(ex)), response);
		}
		catch (BadInput ex) {
			return again(viewer, request, "", this.messages.refused(ex, response), response);
		}
		this.signIns.start(viewer.id(), request, response);
		return SETTINGS + "?saved";
	}

	private ModelAndView again(Viewer viewer, HttpServletRequest request, String name, Map<String, String> errors,
			HttpServletResponse response) {
		return page(viewer, request, null, name, errors, HttpStatus.valueOf(response.getStatus()));
	}

	private ModelAndView page(Viewer viewer, HttpServletRequest request, @Nullable String newToken, String name,
			Map<String, String> errors, HttpStatus status) {
		ModelAndView page = new ModelAndView("signin/settings");
		page.addObject("tokens", this.tokens.of(viewer.id()));
		page.addObject("newToken", newToken);
		page.addObject("lifetimes", TokenTerms.Lifetime.values());
		page.addObject("browsers", this.signedIn.of(viewer, request));
		page.addObject("hasPassword", this.again.hasPassword(viewer.id()));
		page.addObject("form", new SignInController.Form(name));
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

}
