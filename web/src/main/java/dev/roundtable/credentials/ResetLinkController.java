package dev.roundtable.credentials;

import dev.roundtable.factors.SecondFactors;
import dev.roundtable.http.NotKept;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.SiteUrl;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * A link for whoever forgot her password and has no mail, for an administrator to hand
 * out.
 */
@Controller
@RequestMapping("/admin/people/{id}/reset")
class ResetLinkController {

	private final ForgottenPassword forgotten;

	private final SecondFactors factors;

	private final SiteUrl site;

	ResetLinkController(ForgottenPassword forgotten, SecondFactors factors, SiteUrl site) {
		this.factors = factors;
		this.forgotten = forgotten;
		this.site = site;
	}

	@GetMapping
	ModelAndView ask(@PathVariable long id, @AuthenticationPrincipal Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return page(id, null);
	}

	@PostMapping
	ModelAndView make(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, OnceKey key,
			HttpServletRequest request) {
		String path = ForgotPasswordController.RESET + "?token=" + this.forgotten.hand(viewer, key, AccountId.of(id));
		// Shown in this answer alone: a redirect would have to carry the secret.
		NotKept.answerTo(request);
		return page(id, this.site.isSet() ? this.site.of(path)
				: ServletUriComponentsBuilder.fromContextPath(request).build().toUriString() + path);
	}

	private ModelAndView page(long id, @Nullable String link) {
		ModelAndView page = new ModelAndView("signin/reset-link");
		page.addObject("name", this.forgotten.name(AccountId.of(id)));
		page.addObject("id", id);
		page.addObject("link", link);
		page.addObject("secondFactor", this.factors.hasAny(AccountId.of(id)));
		return page;
	}

}
