package dev.roundtable.invitations;

import java.util.Map;

import dev.roundtable.groups.Groups;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.SiteUrl;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where administrators keep the links that say where people come from. */
@Controller
@RequestMapping("/admin/links")
class LinksController {

	private static final String VIEW = "invitations/links";

	private final Links links;

	private final LinkKeeping keeping;

	private final JoiningRules rules;

	private final Groups groups;

	private final SiteUrl site;

	private final Refusals refusals;

	LinksController(Links links, LinkKeeping keeping, JoiningRules rules, Groups groups, SiteUrl site,
			Refusals refusals) {
		this.links = links;
		this.keeping = keeping;
		this.rules = rules;
		this.groups = groups;
		this.site = site;
		this.refusals = refusals;
	}

	@GetMapping
	String links(@RequestParam(defaultValue = "false") boolean personal, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		show(personal, LinkEdit.EMPTY, viewer, model);
		return VIEW;
	}

	@PostMapping
	String make(@ModelAttribute LinkEdit edit, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		show(false, edit, viewer, model);
		String done = this.refusals.tried(model, response,
				() -> "/admin/links/" + this.keeping.make(viewer, key, edit) + "?saved");
		return (done != null) ? done : VIEW;
	}

	private void show(boolean personal, LinkEdit edit, Viewer viewer, Model model) {
		model.addAttribute("links", this.links.ofTheSite(viewer, personal));
		model.addAttribute("personal", personal);
		model.addAttribute("form", edit);
		model.addAttribute("sources", Source.values());
		model.addAttribute("groups", this.groups.titles());
		model.addAttribute("entry", this.rules.known().entry());
		model.addAttribute("longest", LinkEdit.LABEL);
		model.addAttribute("mostUses", LinkEdit.MOST_USES);
		model.addAttribute("errors", Map.of());
	}

	@GetMapping("/{id}")
	String link(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.ADMINISTER);
		Links.Shown shown = this.links.one(viewer, id);
		String group = shown.link().groupName();
		model.addAttribute("shown", shown);
		model.addAttribute("joined", this.links.joined(shown));
		model.addAttribute("group", (group != null) ? this.groups.titles().getOrDefault(group, group) : null);
		model.addAttribute("address", this.site.of(shown.link().path()));
		model.addAttribute("base", "/admin/links");
		model.addAttribute("unnamed", !this.site.isSet());
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
		return "redirect:/admin/links/" + id;
	}

}
