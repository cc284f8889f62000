package dev.roundtable.invitations;

import java.util.Map;

import dev.roundtable.addresses.AddressRule;
import dev.roundtable.addresses.Addresses;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.mail.Mail;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.Admission.Entry;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where administrators say how one joins. */
@Controller
@RequestMapping("/admin/registration")
class RegistrationController {

	private static final String VIEW = "invitations/registration";

	private final JoiningRules rules;

	private final Addresses addresses;

	private final Mail mail;

	private final Refusals refusals;

	private final Messages messages;

	RegistrationController(JoiningRules rules, Addresses addresses, Mail mail, Refusals refusals, Messages messages) {
		this.rules = rules;
		this.addresses = addresses;
		this.mail = mail;
		this.refusals = refusals;
		this.messages = messages;
	}

	@GetMapping
	String show(@AuthenticationPrincipal Viewer viewer, Model model) {
		Rules rules = this.rules.of(viewer);
		show(rules, rules.address(), rules.ownUses(), model);
		return VIEW;
	}

	/**
	 * @param address null as the configuration says
	 */
	@PostMapping
	String change(@RequestParam Entry entry, @RequestParam(required = false) @Nullable AddressRule address,
			@RequestParam(defaultValue = "0") int ownUses, @RequestParam long version, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		this.rules.of(viewer);
		show(new Rules(entry, address, 0, version), address, ownUses, model);
		try {
			String done = this.refusals.tried(model, response, () -> {
				this.rules.change(viewer, key, new Rules(entry, address, ownUses, version));
				return "/admin/registration?saved";
			});
			return (done != null) ? done : VIEW;
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			Rules now = this.rules.of(viewer);
			show(now, now.address(), now.ownUses(), model);
			model.addAttribute("errors", Map.of("form", this.messages.of("joining.stale")));
			return VIEW;
		}
	}

	private void show(Rules rules, @Nullable AddressRule address, int ownUses, Model model) {
		model.addAttribute("rules", rules);
		model.addAttribute("chosen", address);
		model.addAttribute("ownUses", ownUses);
		model.addAttribute("entries", Entry.values());
		model.addAttribute("addresses", AddressRule.values());
		model.addAttribute("configured", this.addresses.configured());
		model.addAttribute("mailed", this.mail.configured());
		model.addAttribute("mostOwn", Rules.MOST_OWN);
		model.addAttribute("errors", Map.of());
	}

}
