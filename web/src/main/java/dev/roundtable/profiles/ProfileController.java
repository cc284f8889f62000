package dev.roundtable.profiles;

import java.util.List;
import java.util.Objects;

import dev.roundtable.http.NotFound;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Face;
import dev.roundtable.people.Person;
import dev.roundtable.people.Role;
import dev.roundtable.people.Sanctions;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

@Controller
class ProfileController {

	private final Accounts accounts;

	private final Sanctions sanctions;

	private final Activities activities;

	private final List<ProfilePart> parts;

	ProfileController(Accounts accounts, Sanctions sanctions, Activities activities,
			ObjectProvider<ProfilePart> parts) {
		this.accounts = accounts;
		this.parts = parts.orderedStream().toList();
		this.sanctions = sanctions;
		this.activities = activities;
	}

	record ProfilePage(long id, String name, Role role, When since, @Nullable String face) {

		public String initial() {
			return Text.initial(this.name);
		}

		static ProfilePage of(Accounts.Profile profile) {
			Person person = profile.person();
			return new ProfilePage(person.id().value(), person.name(), person.role(), When.of(profile.since()),
					Face.large(profile.picture()));
		}

	}

	@GetMapping("/u/{name}")
	ModelAndView profile(@PathVariable String name, @AuthenticationPrincipal @Nullable Viewer viewer) {
		Sanctions.Known found = this.sanctions.known(name).orElse(null);
		if (found == null) {
			return erased(name);
		}
		return show("people/profile", found, viewer);
	}

	/** Her own page: the same, and the ways to all that is hers alone. */
	@GetMapping("/me")
	ModelAndView me(@AuthenticationPrincipal Viewer viewer) {
		return show("people/me", this.sanctions.known(viewer.name()).orElseThrow(), viewer);
	}

	private ModelAndView show(String view, Sanctions.Known known, @Nullable Viewer viewer) {
		Accounts.Profile found = known.profile();
		AccountId id = found.person().id();
		ModelAndView page = new ModelAndView(view);
		page.addObject("person", ProfilePage.of(found));
		page.addObject("parts",
				this.parts.stream()
					.map((part) -> part.of(id, found.person().name(), viewer))
					.filter(Objects::nonNull)
					.toList());
		page.addObject("sanction", known.sanction());
		page.addObject("activities", this.activities.of(id, viewer));
		return page;
	}

	/** Where the name of somebody who is gone leads to: it says so and nothing else. */
	private ModelAndView erased(String name) {
		if (!this.accounts.isErased(name)) {
			throw new NotFound("account " + name);
		}
		return new ModelAndView("people/erased", HttpStatus.GONE);
	}

}
