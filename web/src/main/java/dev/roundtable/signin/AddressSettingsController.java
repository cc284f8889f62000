package dev.roundtable.signin;

import java.util.Map;

import dev.roundtable.addresses.Addresses;
import dev.roundtable.credentials.KnownBrowsers;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.mail.Mail;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * One's own mail address. It opens the account to whoever reads it, so a change asks for
 * the password: a browser that was left open is not enough.
 */
@Controller
@RequestMapping("/settings/address")
class AddressSettingsController {

	private final Addresses addresses;

	private final Mail mail;

	private final PasswordCheck check;

	private final KnownBrowsers browsers;

	private final Messages messages;

	AddressSettingsController(Addresses addresses, Mail mail, PasswordCheck check, KnownBrowsers browsers,
			Messages messages) {
		this.addresses = addresses;
		this.mail = mail;
		this.check = check;
		this.browsers = browsers;
		this.messages = messages;
	}

	@GetMapping
	ModelAndView address(@AuthenticationPrincipal Viewer viewer) {
		return page(viewer, "", Map.of(), HttpStatus.OK);
	}

	@PostMapping
	Object change(@RequestParam(defaultValue = "") String address, @RequestParam(defaultValue = "") String current,
			@AuthenticationPrincipal Viewer viewer, OnceKey key, HttpServletRequest request,
			HttpServletResponse response) {
		return tried(viewer, address, current, request, response,
				() -> this.addresses.ask(viewer, key, MailAddress.of("address", address)), "sent");
	}

	@PostMapping("/remove")
	Object remove(@RequestParam(defaultValue = "") String current, @AuthenticationPrincipal Viewer viewer, OnceKey key,
			HttpServletRequest request, HttpServletResponse response) {
		return tried(viewer, "", current, request, response, () -> this.addresses.remove(viewer, key), "saved");
	}

	private Object tried(Viewer viewer, String address, String current, HttpServletRequest request,
			HttpServletResponse response, Runnable act, String told) {
		try {
			this.check.check(viewer.name(), current, request.getRemoteAddr(), this.browsers.of(viewer.name(), request));
			act.run();
			return "redirect:/settings/address?" + told;
		}
		catch (WrongPassword ex) {
			return page(viewer, address, Map.of("current", this.messages.of("error.password.current")),
					HttpStatus.UNPROCESSABLE_CONTENT);
		}
		catch (BadInput | TooManyAttempts ex) {
			Map<String, String> errors = this.messages.refused(ex, response);
			return page(viewer, address, errors, HttpStatus.valueOf(response.getStatus()));
		}
	}

	private ModelAndView page(Viewer viewer, String typed, Map<String, String> errors, HttpStatus status) {
		ModelAndView page = new ModelAndView("signin/address");
		MailAddress own = this.addresses.of(viewer.id()).orElse(null);
		page.addObject("offered", this.addresses.offered());
		page.addObject("own", (own != null) ? own.shown() : null);
		page.addObject("stopped", own != null && this.mail.isStopped(own));
		page.addObject("waiting", this.addresses.waitingFor(viewer.id()).map(MailAddress::shown).orElse(null));
		page.addObject("typed", typed);
		page.addObject("errors", errors);
		page.setStatus(status);
		return page;
	}

}
