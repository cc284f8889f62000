package dev.roundtable.passkeys;

import java.util.Map;

import dev.roundtable.factors.SecondFactors;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.NotKept;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.PasswordAgain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * One's own passkeys. A new one takes two steps: first the password, then the device is
 * asked, so that none is left on a device for a password that was wrong.
 */
@Controller
@RequestMapping(PasskeySettingsController.PAGE)
class PasskeySettingsController {

	static final String PAGE = "/settings/passkeys";

	private final Passkeys passkeys;

	private final Ceremony ceremony;

	private final PasswordAgain again;

	private final SecondFactors factors;

	private final Limits limits;

	private final Messages messages;

	private final JsonMapper json;

	PasskeySettingsController(Passkeys passkeys, Ceremony ceremony, PasswordAgain again, SecondFactors factors,
			Limits limits, Messages messages, JsonMapper json) {
		this.passkeys = passkeys;
		this.ceremony = ceremony;
		this.again = again;
		this.factors = factors;
		this.limits = limits;
		this.messages = messages;
		this.json = json;
	}

	@GetMapping
	ModelAndView show(@AuthenticationPrincipal Viewer viewer) {
		return page(viewer, "", Map.of(), HttpStatus.OK);
	}

	/** The password; the answer has what the device is asked. */
	@PostMapping("/begin")
	ModelAndView begin(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String current,
			@RequestParam(defaultValue = "") String code, @AuthenticationPrincipal Viewer viewer,
			HttpServletRequest request, HttpServletResponse response) {
		try {
			this.limits.spend(viewer, Act.PASSKEY);
			this.again.confirmBoth(viewer, current, code, request);
			Options.Create options = this.passkeys.begin(viewer, this.messages.of("site.name"), name);
			NotKept.answerTo(request);
			return page(viewer, name, Map.of(), HttpStatus.OK).addObject("options",
					this.json.writeValueAsString(options));
		}
		catch (BadInput | TooManyAttempts ex) {
			Map<String, String> errors = this.messages.refused(ex, response);
			return page(viewer, name, errors, HttpStatus.valueOf(response.getStatus()));
		}
	}

	@PostMapping
	Object add(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String credential,
			@AuthenticationPrincipal Viewer viewer, OnceKey key, HttpServletResponse response) {
		try {
			this.limits.spend(viewer, Act.PASSKEY);
			this.passkeys.add(viewer, key, name, credential);
			return "redirect:" + PAGE + "?saved";
		}
		catch (BadInput | TooManyAttempts ex) {
			Map<String, String> errors = this.messages.refused(ex, response);
			return page(viewer, name, errors, HttpStatus.valueOf(response.getStatus()));
		}
	}

	@PostMapping("/{id}/remove")
	Object remove(@PathVariable long id, @RequestParam(defaultValue = "") String current,
			@AuthenticationPrincipal Viewer viewer, OnceKey key, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			this.again.confirm(viewer, current, request);
			this.passkeys.remove(viewer, key, id);
			return "redirect:" + PAGE + "?saved";
		}
		catch (BadInput | TooManyAttempts ex) {
			Map<String, String> errors = this.messages.refused(ex, response);
			return page(viewer, "", errors, HttpStatus.valueOf(response.getStatus())).addObject("removing", id);
		}
	}

	private ModelAndView page(Viewer viewer, String name, Map<String, String> errors, HttpStatus status) {
		ModelAndView page = new ModelAndView("passkeys/settings");
		page.addObject("passkeys", this.passkeys.of(viewer.id()));
		page.addObject("hasPassword", this.again.hasPassword(viewer.id()));
		page.addObject("codeNeeded", this.factors.isOn(viewer.id()));
		page.addObject("required", this.factors.isRequired(viewer.role()) && !this.factors.hasAny(viewer.id()));
		page.addObject("origin", this.ceremony.origin());
		page.addObject("name", name);
		page.addObject("nameLength", Passkeys.NAME);
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

}
