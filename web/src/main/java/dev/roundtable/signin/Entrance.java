package dev.roundtable.signin;

import java.util.Map;

import dev.roundtable.addresses.Addresses;
import dev.roundtable.credentials.SecondStep;
import dev.roundtable.credentials.SignIns;
import dev.roundtable.factors.SecondFactors;
import dev.roundtable.http.Messages;
import dev.roundtable.http.NotKept;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Lets somebody in whose right to it was seen, by this room or another: asks for the step
 * that is missing, signs this browser in, and leads to where she was going, with the form
 * that she had typed.
 */
@Component
public class Entrance {

	/** What was seen of her. */
	public enum Steps {

		/** A password, or what another site says. */
		FIRST,

		/** A second step as well. */
		BOTH

	}

	private final SignIns signIns;

	private final SecondStep secondStep;

	private final SecondFactors factors;

	private final Addresses addresses;

	private final Admission admission;

	private final ObjectProvider<Door> doors;

	private final Messages messages;

	Entrance(SignIns signIns, SecondStep secondStep, SecondFactors factors, Addresses addresses, Admission admission,
			ObjectProvider<Door> doors, Messages messages) {
		this.admission = admission;
		this.signIns = signIns;
		this.secondStep = secondStep;
		this.factors = factors;
		this.addresses = addresses;
		this.doors = doors;
		this.messages = messages;
	}

	/**
	 * @param next a path of this site; anything else leads home
	 * @return a page, or where it leads
	 */
	public Object enter(AccountId account, Steps seen, @Nullable String next, HttpServletRequest request,
			HttpServletResponse response) {
		Viewer viewer = this.signIns.viewer(account);
		if (this.addresses.required() && this.addresses.isHeld(account)) {
			this.addresses.remind(account, viewer.name());
			return signInPage("", next, Map.of("form", this.messages.of("error.address.unconfirmed")),
					HttpStatus.FORBIDDEN, request);
		}
		Admission.Standing standing = this.admission.standing(account);
		if (standing != null) {
			return waiting(standing, HttpStatus.FORBIDDEN);
		}
		if (seen == Steps.FIRST) {
			String half = this.secondStep.begin(account);
			if (half != null) {
				return codePage(half, next, Map.of(), HttpStatus.OK, request);
			}
			if (this.factors.stopsPassword(viewer)) {
				return signInPage("", next, Map.of("form", this.messages.of("error.passkey.needed")),
						HttpStatus.FORBIDDEN, request);
			}
		}
		this.signIns.start(account, request, response);
		HeldForm held = HeldForm.carriedBy(request);
		return (held != null) ? held.resume(viewer, response) : to(SameSitePath.orHome(next));
	}

	/** The sign-in page again, with what went wrong and the status of the answer. */
	public ModelAndView refuse(Map<String, String> errors, @Nullable String next, HttpServletRequest request,
			HttpServletResponse response) {
		return signInPage("", next, errors, HttpStatus.valueOf(response.getStatus()), request);
	}

	ModelAndView signInPage(String name, @Nullable String next, Map<String, String> errors, HttpStatus status,
			HttpServletRequest request) {
		return page("signin/sign-in", name, next, errors, status).addObject("held", HeldForm.carriedBy(request))
			.addObject("doors", this.doors.orderedStream().flatMap((door) -> door.ways().stream()).toList());
	}

	/** Where it stands with somebody who was not let in yet. */
	static ModelAndView waiting(Admission.Standing standing, HttpStatus status) {
		ModelAndView page = new ModelAndView("signin/waiting", "standing", standing);
		page.setStatus(status);
		return page;
	}

	ModelAndView codePage(String half, @Nullable String next, Map<String, String> errors, HttpStatus status,
			HttpServletRequest request) {
		NotKept.answerTo(request);
		return page("signin/code", "", next, errors, status).addObject("half", half)
			.addObject("held", HeldForm.carriedBy(request));
	}

	static ModelAndView page(String view, String name, @Nullable String next, Map<String, String> errors,
			HttpStatus status) {
		ModelAndView page = new ModelAndView(view);
		page.addObject("form", new SignInController.Form(name));
		page.addObject("next", SameSitePath.orHome(next));
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

	static RedirectView to(String path) {
		RedirectView redirect = new RedirectView(path);
		redirect.setStatusCode(HttpStatus.SEE_OTHER);
		redirect.setExpandUriTemplateVariables(false);
		redirect.setExposeModelAttributes(false);
		return redirect;
	}

}
