package dev.roundtable.admin;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.PeopleList;
import dev.roundtable.people.Person;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.util.UriComponentsBuilder;

/** Who has which role. For administrators. */
@Controller
@RequestMapping("/admin/people")
class PeopleAdminController {

	private static final Logger audit = LoggerFactory.getLogger("roundtable.audit");

	private final Accounts accounts;

	private final PeopleList people;

	private final Messages messages;

	PeopleAdminController(Accounts accounts, PeopleList people, Messages messages) {
		this.accounts = accounts;
		this.people = people;
		this.messages = messages;
	}

	/** Which of them are shown. */
	record Narrowed(@Nullable String q, @Nullable Role of, @Nullable String cursor) {

		String words() {
			return (this.q != null) ? this.q : "";
		}

		String path() {
			UriComponentsBuilder path = UriComponentsBuilder.fromPath("/admin/people").queryParam("saved", "");
			Map<String, Object> given = new LinkedHashMap<>();
			given.put("q", words());
			given.put("of", (this.of != null) ? this.of : "");
			given.put("cursor", (this.cursor != null) ? this.cursor : "");
			given.forEach((name, value) -> path.queryParam(name, "{" + name + "}"));
			return path.encode().buildAndExpand(given).toUriString();
		}

	}

	@GetMapping
	ModelAndView people(Narrowed narrowed, @AuthenticationPrincipal Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return page(narrowed, Map.of(), HttpStatus.OK);
	}

	@PostMapping("/{id}/role")
	Object changeRole(@PathVariable long id, @RequestParam Role role, Narrowed narrowed,
			@AuthenticationPrincipal Viewer viewer, OnceKey key) {
		try {
			this.accounts.changeRole(viewer, key, AccountId.of(id), role);
		}
		catch (BadInput ex) {
			return page(narrowed, this.messages.errors(ex), HttpStatus.UNPROCESSABLE_CONTENT);
		}
		audit.info("{} (account {}) gave account {} the role {}", viewer.name(), viewer.id().value(), id, role);
		return "redirect:" + narrowed.path();
	}

	private ModelAndView page(Narrowed narrowed, Map<String, String> errors, HttpStatus status) {
		ModelAndView page = new ModelAndView("people/admin");
		CursorPage<Row> people = this.people.page(narrowed.words(), narrowed.of(), narrowed.cursor()).map(Row::of);
		page.addObject("people", people.items());
		page.addObject("next", people.next());
		page.addObject("q", narrowed.words());
		page.addObject("of", narrowed.of());
		page.addObject("cursor", narrowed.cursor());
		page.addObject("roles", Role.ofPeople());
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
