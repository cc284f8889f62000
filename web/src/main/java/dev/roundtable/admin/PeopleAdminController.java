package dev.roundtable.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Person;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who has which role. For administrators. */
@Controller
@RequestMapping("/admin/people")
class PeopleAdminController {

	private static final Logger audit = LoggerFactory.getLogger("roundtable.audit");

	private final Accounts accounts;

	private final Messages messages;

	PeopleAdminController(Accounts accounts, Messages messages) {
		this.accounts = accounts;
		this.messages = messages;
	}

	@GetMapping
	ModelAndView people(@RequestParam(defaultValue = "") String q, @AuthenticationPrincipal Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return page(q, Map.of(), HttpStatus.OK);
	}

	@PostMapping("/{id}/role")
	Object changeRole(@PathVariable long id, @RequestParam Role role, @RequestParam(defaultValue = "") String q,
			@AuthenticationPrincipal Viewer viewer, OnceKey key) {
		try {
			this.accounts.changeRole(viewer, key, AccountId.of(id), role);
		}
		catch (BadInput ex) {
			return page(q, this.messages.errors(ex), HttpStatus.UNPROCESSABLE_CONTENT);
		}
		audit.info("{} (account {}) gave account {} the role {}", viewer.name(), viewer.id().value(), id, role);
		return "redirect:/admin/people?saved&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8);
	}

	private ModelAndView page(String q, Map<String, String> errors, HttpStatus status) {
		ModelAndView page = new ModelAndView("people/admin");
		page.addObject("people", this.accounts.beginningWith(q).stream().map(Row::of).toList());
		page.addObject("q", q);
		page.addObject("roles", Role.values());
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

	/** Somebody in the list. */
	record Row(long id, String name, Role role, When since) {

		static Row of(Accounts.Profile profile) {
			Person person = profile.person();
			return new Row(person.id().value(), person.name(), person.role(), When.of(profile.since()));
		}

	}

}
