package dev.roundtable.federation;

import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.PasswordAgain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Which accounts of other sites are linked to one's own. */
@Controller
@RequestMapping(FederationSettingsController.PAGE)
class FederationSettingsController {

	static final String PAGE = "/settings/federation";

	private final Providers providers;

	private final Identities identities;

	private final LinkedPage page;

	private final Going going;

	private final PasswordAgain again;

	private final Limits limits;

	private final Messages messages;

	FederationSettingsController(Providers providers, Identities identities, LinkedPage page, Going going,
			PasswordAgain again, Limits limits, Messages messages) {
		this.page = page;
		this.providers = providers;
		this.identities = identities;
		this.going = going;
		this.again = again;
		this.limits = limits;
		this.messages = messages;
	}

	@GetMapping
	ModelAndView show(@AuthenticationPrincipal Viewer viewer) {
		return this.page.of(viewer, Map.of(), HttpStatus.OK);
	}

	/** A password, and off to the site; the account is linked when she is back. */
	@PostMapping("/link")
	ModelAndView link(@RequestParam(defaultValue = "") String provider, @RequestParam(defaultValue = "") String current,
			@AuthenticationPrincipal Viewer viewer, HttpServletRequest request, HttpServletResponse response) {
		Provider chosen = this.providers.get(provider);
		try {
			this.limits.spend(viewer, Act.FEDERATION);
			this.again.confirm(viewer, current, request);
			return this.going.to(chosen, viewer.id(), PAGE, request, response);
		}
		catch (BadInput | TooManyAttempts ex) {
			Map<String, String> errors = this.messages.refused(ex, response);
			return this.page.of(viewer, errors, HttpStatus.valueOf(response.getStatus()));
		}
		catch (ProviderFailed ex) {
			return this.page.of(viewer, Map.of("form", this.messages.of("error.federation.away", chosen.name())),
					HttpStatus.BAD_GATEWAY);
		}
	}

	@PostMapping("/{id}/unlink")
	Object unlink(@PathVariable long id, @RequestParam(defaultValue = "") String current,
			@AuthenticationPrincipal Viewer viewer, OnceKey key, HttpServletRequest request,
			HttpServletResponse response) {
		try {
			this.again.confirm(viewer, current, request);
			this.identities.unlink(viewer, key, id);
			return "redirect:" + PAGE + "?saved";
		}
		catch (BadInput | TooManyAttempts ex) {
			Map<String, String> errors = this.messages.refused(ex, response);
			return this.page.of(viewer, errors, HttpStatus.valueOf(response.getStatus())).addObject("removing", id);
		}
	}

}
