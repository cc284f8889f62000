package dev.roundtable.invitations;

import dev.roundtable.http.NotFound;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where people arrive by a link. Nothing is used up before they have registered. */
@Controller
class ArrivalController {

	private final Links links;

	private final JoiningRules rules;

	ArrivalController(Links links, JoiningRules rules) {
		this.links = links;
		this.rules = rules;
	}

	@GetMapping("/j/{code}")
	String arrive(@PathVariable String code, @AuthenticationPrincipal @Nullable Viewer viewer, Model model,
			HttpServletResponse response) {
		Link link = this.links.find(Code.in(code)).orElseThrow(() -> new NotFound("invitation"));
		if (viewer != null) {
			return "redirect:/";
		}
		Link.State state = this.links.state(link);
		if (state == Link.State.OPEN) {
			return "redirect:/register?invite=" + link.code();
		}
		response.setStatus(HttpStatus.GONE.value());
		model.addAttribute("state", state);
		model.addAttribute("entry", this.rules.known().entry());
		return "invitations/over";
	}

}
