package dev.roundtable.federation;

import java.util.Map;

import dev.roundtable.people.Viewer;
import dev.roundtable.signin.PasswordAgain;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page of one's linked accounts, with what went wrong on the way to a new one. */
@Component
class LinkedPage {

	private final Providers providers;

	private final Identities identities;

	private final PasswordAgain again;

	LinkedPage(Providers providers, Identities identities, PasswordAgain again) {
		this.providers = providers;
		this.identities = identities;
		this.again = again;
	}

	ModelAndView of(Viewer viewer, Map<String, String> errors, HttpStatus status) {
		ModelAndView page = new ModelAndView("federation/settings");
		page.addObject("linked", this.identities.of(viewer.id()));
		page.addObject("ways", this.providers.ways());
		page.addObject("hasPassword", this.again.hasPassword(viewer.id()));
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

}
