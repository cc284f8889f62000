package dev.roundtable.channels;

import dev.roundtable.http.Messages;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What the foot of a mail leads to. Looking changes nothing, as programs look at every
 * address in a mail; a POST ends it at once, from the page's button or from a mail
 * program (RFC 8058), with no sign-in.
 */
@Controller
@RequestMapping("/unsubscribe")
class UnsubscribeController {

	private final Endings endings;

	private final Letters letters;

	private final Messages messages;

	UnsubscribeController(Endings endings, Letters letters, Messages messages) {
		this.endings = endings;
		this.letters = letters;
		this.messages = messages;
	}

	@GetMapping
	String ask(@RequestParam(defaultValue = "") String token, Model model) {
		return page(this.endings.read(token), token, false, model);
	}

	@PostMapping
	String end(@RequestParam(defaultValue = "") String token, Model model) {
		Endings.Asked asked = this.endings.read(token);
		this.endings.end(asked);
		return page(asked, token, true, model);
	}

	private String page(Endings.Asked asked, String token, boolean ended, Model model) {
		model.addAttribute("what", switch (asked.ending()) {
			case Ending.OfKind(var kind) -> this.messages.of("unsubscribe.kind", this.letters.name(kind));
			// Not its title: whoever has the mail need not be who may read it today.
			case Ending.OfTopic _ -> this.messages.of("unsubscribe.topic");
			case Ending.OfDigest(var rhythm) -> this.messages.of("unsubscribe.digest", this.letters.name(rhythm));
		});
		model.addAttribute("person", asked.person().name());
		model.addAttribute("token", token);
		model.addAttribute("ended", ended);
		return "channels/unsubscribe";
	}

}
