package dev.roundtable.federation;

import java.net.URI;

import dev.roundtable.http.NotKept;
import dev.roundtable.people.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Sends a browser to another site. By a page and not by a redirect: what a form leads to
 * has to be of this site, and browsers hold its redirects to that as well.
 */
@Component
class Going {

	private final Flows flows;

	Going(Flows flows) {
		this.flows = flows;
	}

	/**
	 * @param link whose account it will be linked to, null for a sign-in
	 * @throws ProviderFailed when the site could not be asked where
	 */
	ModelAndView to(Provider provider, @Nullable AccountId link, @Nullable String next, HttpServletRequest request,
			HttpServletResponse response) {
		NotKept.answerTo(request);
		Flow flow = this.flows.begin(provider, Browsers.leaving(request, response), link, next);
		URI there = provider.authorization(flow);
		response.setHeader("Refresh", "0;url=" + there.toASCIIString());
		return new ModelAndView("federation/going").addObject("provider", provider.name())
			.addObject("there", there.toASCIIString());
	}

}
