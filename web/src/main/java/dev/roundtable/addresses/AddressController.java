package dev.roundtable.addresses;

import dev.roundtable.addresses.OneTimeLinks.Purpose;
import dev.roundtable.http.NotKept;
import dev.roundtable.http.OnceKey;
import dev.roundtable.mail.MailAddress;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where mailed links about addresses lead. To open one changes nothing, because programs
 * that read mail do; its button does. It works in any browser, signed in or not: who has
 * it reads the box.
 */
@Controller
@RequestMapping("/address")
class AddressController {

	private final Addresses addresses;

	private final OneTimeLinks links;

	AddressController(Addresses addresses, OneTimeLinks links) {
		this.addresses = addresses;
		this.links = links;
	}

	@GetMapping("/confirm")
	ModelAndView confirm(@RequestParam(defaultValue = "") String token, HttpServletRequest request) {
		return page(Purpose.CONFIRM, token, request);
	}

	@PostMapping("/confirm")
	Object confirmed(@RequestParam(defaultValue = "") String token, OnceKey key, HttpServletRequest request) {
		return answer(Purpose.CONFIRM, this.addresses.confirm(key, token), token, request);
	}

	@GetMapping("/undo")
	ModelAndView undo(@RequestParam(defaultValue = "") String token, HttpServletRequest request) {
		return page(Purpose.UNDO, token, request);
	}

	@PostMapping("/undo")
	Object undone(@RequestParam(defaultValue = "") String token, OnceKey key, HttpServletRequest request) {
		return answer(Purpose.UNDO, this.addresses.undo(key, token), token, request);
	}

	private Object answer(Purpose purpose, Addresses.Used used, String token, HttpServletRequest request) {
		return switch (used) {
			case DONE -> view(purpose, "DONE", token, request);
			case NOT_OPEN -> page(purpose, token, request);
			case TAKEN -> {
				ModelAndView page = view(purpose, "TAKEN", token, request);
				page.setStatus(HttpStatus.CONFLICT);
				yield page;
			}
		};
	}

	private ModelAndView page(Purpose purpose, String token, HttpServletRequest request) {
		OneTimeLinks.Link link = this.links.find(token, purpose).orElse(null);
		ModelAndView page = view(purpose, (link != null) ? link.state().name() : "UNKNOWN", token, request);
		if (link == null) {
			page.setStatus(HttpStatus.NOT_FOUND);
		}
		else if (link.isOpen()) {
			page.addObject("name", this.addresses.nameOf(link.account()));
			page.addObject("address", new MailAddress(link.detail()).shown());
		}
		else {
			page.setStatus(HttpStatus.GONE);
		}
		return page;
	}

	/**
	 * @param state {@code OPEN}, {@code USED}, {@code OLD}, {@code UNKNOWN},
	 * {@code TAKEN}, {@code DONE}
	 */
	private static ModelAndView view(Purpose purpose, String state, String token, HttpServletRequest request) {
		NotKept.answerTo(request);
		ModelAndView page = new ModelAndView("addresses/link");
		page.addObject("purpose", purpose.name());
		page.addObject("state", state);
		page.addObject("token", token);
		return page;
	}

}
