package dev.roundtable.invitations;

import java.util.Map;

import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.SiteUrl;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where members invite their friends. */
@Controller
@RequestMapping("/settings/invitations")
class OwnLinksController {

	private static final String VIEW = "invitations/own";

	private final Links links;

	private final LinkKeeping keeping;

	private final JoiningRules rules;

	private final SiteUrl site;

	private final Refusals refusals;

	OwnLinksController(Links links, LinkKeeping keeping, JoiningRules rules, SiteUrl site, Refusals refusals) {
		this.links = links;
		this.keeping = keeping;
		this.rules = rules;
		this.site = site;
		this.refusals = refusals;
	}

	@GetMapping
	String own(@AuthenticationPrincipal Viewer viewer, Model model) {
		show(viewer, model);
		return VIEW;
	}

	@PostMapping
	String make(OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		String done = this.refusals.tried(model, response,
				() -> "/settings/invitations/" + this.keeping.makeOwn(viewer, key));
		if (done == null) {
			show(viewer, model);
		}
		return (done != null) ? done : VIEW;
	}

	private void show(Viewer viewer, Model model) {
		model.addAttribute("links", this.links.own(viewer));
		model.addAttribute("may", this.keeping.mayMakeOwn(viewer));
		model.addAttribute("uses", this.rules.known().ownUses());
		model.addAttribute("most", LinkKeeping.OWN);
		model.addAttribute("days", LinkKeeping.OWN_LASTS.toDays());
	}

	@GetMapping("/{id}")
	String link(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		Links.Shown shown = this.links.one(viewer, id);
		model.addAttribute("shown", shown);
		model.addAttribute("joined", Map.of("used", shown.link().used(), "here", shown.link().used()));
		model.addAttribute("address", this.site.of(shown.link().path()));
		model.addAttribute("base", "/settings/invitations");
		return "invitations/link";
	}

	@GetMapping("/{id}/picture.{kind:svg|png}")
	ResponseEntity<byte[]> picture(@PathVariable long id, @PathVariable String kind,
			@AuthenticationPrincipal Viewer viewer) {
		return Pictures.of(this.site.of(this.links.one(viewer, id).link().path()), kind);
	}

	@PostMapping("/{id}/revoke")
	String revoke(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.keeping.revoke(viewer, key, id);
		return "redirect:/settings/invitations";
	}

}
