package dev.roundtable.federation;

import java.util.Map;

import dev.roundtable.addresses.Addresses;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.NotKept;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.Admission;
import dev.roundtable.signin.Entrance;
import dev.roundtable.signin.Joining;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DuplicateKeyException;
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
 * To another site and back. Who comes back and is known is signed in; who is not chooses
 * a name. Nobody is taken for somebody because of a mail address.
 */
@Controller
@RequestMapping("/sign-in")
class FederationController {

	/** What a new person typed beside the account that she comes with. */
	private record Typed(String name, String address, String invite, String statement) {

		Admission.Shown shown() {
			return new Admission.Shown(this.invite, this.statement);
		}

	}

	private static final Logger log = LoggerFactory.getLogger(FederationController.class);

	private final Providers providers;

	private final Flows flows;

	private final Identities identities;

	private final Going going;

	private final LinkedPage linked;

	private final Entrance entrance;

	private final Joining joining;

	private final Admission admission;

	private final Addresses addresses;

	private final Limits limits;

	private final Messages messages;

	FederationController(Providers providers, Flows flows, Identities identities, Going going, LinkedPage linked,
			Entrance entrance, Joining joining, Admission admission, Addresses addresses, Limits limits,
			Messages messages) {
		this.admission = admission;
		this.providers = providers;
		this.flows = flows;
		this.identities = identities;
		this.going = going;
		this.linked = linked;
		this.entrance = entrance;
		this.joining = joining;
		this.addresses = addresses;
		this.limits = limits;
		this.messages = messages;
	}

	@PostMapping("/with/{provider}")
	ModelAndView begin(@PathVariable String provider, @RequestParam(required = false) @Nullable String next,
			HttpServletRequest request, HttpServletResponse response) {
		Provider chosen = this.providers.get(provider);
		try {
			this.limits.spend(null, Act.FEDERATION);
			return this.going.to(chosen, null, next, request, response);
		}
		catch (TooManyAttempts ex) {
			return this.entrance.refuse(this.messages.refused(ex, response), next, request, response);
		}
		catch (ProviderFailed ex) {
			return failed(chosen, ex, next, request, response);
		}
	}

	/**
	 * @param code what the site gave the browser
	 * @param error what it gave instead
	 */
	@GetMapping("/from/{provider}")
	Object back(@PathVariable String provider, @RequestParam(defaultValue = "") String state,
			@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String error,
			@AuthenticationPrincipal @Nullable Viewer viewer, HttpServletRequest request,
			HttpServletResponse response) {
		Provider chosen = this.providers.get(provider);
		NotKept.answerTo(request);
		Flow flow = null;
		try {
			this.limits.spend(null, Act.FEDERATION);
			flow = this.flows.back(chosen, Browsers.of(request), state)
				.orElseThrow(() -> new BadInput("form", "federation.late"));
			if (code.isEmpty() || !error.isEmpty()) {
				throw new BadInput("form", "federation.declined", chosen.name());
			}
			if (flow.link() != null) {
				return link(chosen, flow, code, flow.link(), viewer, response);
			}
			return enter(chosen, flow, chosen.identity(flow, code), request, response);
		}
		catch (BadInput | TooManyAttempts ex) {
			return this.entrance.refuse(this.messages.refused(ex, response), (flow != null) ? flow.next() : null,
					request, response);
		}
		catch (ProviderFailed ex) {
			return failed(chosen, ex, (flow != null) ? flow.next() : null, request, response);
		}
	}

	private Object link(Provider provider, Flow flow, String code, AccountId account, @Nullable Viewer viewer,
			HttpServletResponse response) {
		if (viewer == null || !viewer.id().equals(account)) {
			// Signed out meanwhile, or as somebody else.
			throw new BadInput("form", "federation.late");
		}
		try {
			this.identities.link(viewer, provider.identity(flow, code));
			return "redirect:" + FederationSettingsController.PAGE + "?saved";
		}
		catch (BadInput ex) {
			Map<String, String> errors = this.messages.refused(ex, response);
			return this.linked.of(viewer, errors, HttpStatus.valueOf(response.getStatus()));
		}
	}

	private Object enter(Provider provider, Flow flow, Identity identity, HttpServletRequest request,
			HttpServletResponse response) {
		AccountId known = this.identities.accountOf(identity).orElse(null);
		if (known == null) {
			String token = this.flows.arrived(provider, Browsers.of(request), identity, flow.next());
			return arrival(provider.name(), token, new Typed(identity.label(), identity.address(), "", ""), Map.of(),
					HttpStatus.OK);
		}
		this.identities.used(identity);
		return this.entrance.enter(known, Entrance.Steps.FIRST, flow.next(), request, response);
	}

	private ModelAndView failed(Provider provider, ProviderFailed ex, @Nullable String next, HttpServletRequest request,
			HttpServletResponse response) {
		log.warn("Sign-in with {} failed: {}", provider.id(), ex.getMessage(), ex.getCause());
		String text = switch (ex.why()) {
			case AWAY -> {
				response.setStatus(HttpStatus.BAD_GATEWAY.value());
				yield this.messages.of("error.federation.away", provider.name());
			}
			case REFUSED -> {
				response.setStatus(HttpStatus.FORBIDDEN.value());
				yield this.messages.of("error.federation.refused", provider.name());
			}
		};
		return this.entrance.refuse(Map.of("form", text), next, request, response);
	}

	/** A new person and the name that she chose. Sent twice, it signs the same one in. */
	@PostMapping("/arrival")
	Object join(@RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String address, @RequestParam(defaultValue = "") String invite,
			@RequestParam(defaultValue = "") String statement, OnceKey key, HttpServletRequest request,
			HttpServletResponse response) {
		Typed typed = new Typed(name, address, invite, statement);
		NotKept.answerTo(request);
		Flows.Arrival arrival = this.flows.arrival(token, Browsers.of(request)).orElse(null);
		if (arrival == null) {
			Map<String, String> late = this.messages.refused(new BadInput("form", "federation.late"), response);
			return this.entrance.refuse(late, null, request, response);
		}
		try {
			AccountId account = joined(arrival.identity(), key, typed, request);
			if (this.addresses.required() && this.addresses.isHeld(account)) {
				return new ModelAndView("signin/check-mail", "address", address);
			}
			return this.entrance.enter(account, Entrance.Steps.FIRST, arrival.next(), request, response);
		}
		catch (BadInput | TooManyAttempts ex) {
			Map<String, String> errors = this.messages.refused(ex, response);
			return arrival(this.providers.nameOf(arrival.identity().authority()), token, typed, errors,
					HttpStatus.valueOf(response.getStatus()));
		}
	}

	private AccountId joined(Identity identity, OnceKey key, Typed typed, HttpServletRequest request) {
		AccountId there = this.identities.accountOf(identity).orElse(null);
		if (there != null) {
			return there;
		}
		try {
			return this.joining.join(key, typed.name(), typed.address(), typed.shown(), request.getRemoteAddr(),
					(made) -> this.identities.add(made, identity));
		}
		catch (DuplicateKeyException atOnce) {
			return this.identities.accountOf(identity).orElseThrow(() -> atOnce);
		}
	}

	private ModelAndView arrival(String provider, String token, Typed typed, Map<String, String> errors,
			HttpStatus status) {
		ModelAndView page = new ModelAndView("federation/arrival");
		page.addObject("provider", provider);
		page.addObject("token", token);
		page.addObject("name", typed.name());
		page.addObject("address", typed.address());
		page.addObject("terms", this.admission.terms(typed.shown()));
		page.addObject("addressOffered", this.addresses.offered());
		page.addObject("addressRequired", this.addresses.required());
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

}
