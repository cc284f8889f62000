package dev.roundtable.groups;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.Viewer;
import dev.roundtable.trust.TrustLevel;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** The groups, their rules and their members, for administrators. */
@Controller
@RequestMapping("/admin/groups")
class GroupAdminController {

	private static final String LIST = "groups/admin-groups";

	private static final String GROUP = "groups/admin-group";

	private final GroupKeeping keeping;

	private final Refusals refusals;

	GroupAdminController(GroupKeeping keeping, Refusals refusals) {
		this.keeping = keeping;
		this.refusals = refusals;
	}

	@GetMapping
	String list(@AuthenticationPrincipal Viewer viewer, Model model) {
		show(viewer, GroupEdit.EMPTY, model);
		return LIST;
	}

	@PostMapping
	String make(GroupEdit form, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		show(viewer, form, model);
		String made = this.refusals.tried(model, response, () -> url(this.keeping.make(viewer, key, form)) + "?saved");
		return (made != null) ? made : LIST;
	}

	private void show(Viewer viewer, GroupEdit form, Model model) {
		model.addAttribute("groups", this.keeping.all(viewer));
		model.addAttribute("levels", TrustLevel.values());
		model.addAttribute("form", form);
		model.addAttribute("errors", Map.of());
	}

	@GetMapping("/{name}")
	String group(@PathVariable String name, @RequestParam(defaultValue = "") String q,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		Group group = this.keeping.named(viewer, name);
		show(viewer, group, GroupEdit.of(group), q, model);
		return GROUP;
	}

	@PostMapping("/{name}")
	String change(@PathVariable String name, GroupEdit form, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		show(viewer, this.keeping.named(viewer, name), form, "", model);
		String done = this.refusals.tried(model, response, () -> {
			this.keeping.change(viewer, key, name, form);
			return url(name) + "?saved";
		});
		return (done != null) ? done : GROUP;
	}

	@PostMapping("/{name}/dissolve")
	String dissolve(@PathVariable String name, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		Group group = this.keeping.named(viewer, name);
		show(viewer, group, GroupEdit.of(group), "", model);
		String done = this.refusals.tried(model, response, () -> {
			this.keeping.dissolve(viewer, key, name);
			return "/admin/groups?saved";
		});
		return (done != null) ? done : GROUP;
	}

	/**
	 * @param out whether she is taken out, rather than added
	 */
	@PostMapping("/{name}/members")
	String member(@PathVariable String name, @RequestParam String person,
			@RequestParam(required = false) @Nullable String reason, @RequestParam(defaultValue = "false") boolean out,
			@RequestParam(defaultValue = "") String q, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		Group group = this.keeping.named(viewer, name);
		show(viewer, group, GroupEdit.of(group), q, model);
		model.addAttribute("person", person);
		model.addAttribute("reason", reason);
		String done = this.refusals.tried(model, response, () -> {
			if (out) {
				this.keeping.remove(viewer, key, name, person, reason);
			}
			else {
				this.keeping.add(viewer, key, name, person, reason);
			}
			return url(name) + "?saved&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8);
		});
		return (done != null) ? done : GROUP;
	}

	private void show(Viewer viewer, Group group, GroupEdit form, String q, Model model) {
		model.addAttribute("group", group);
		model.addAttribute("levels", TrustLevel.values());
		model.addAttribute("members", this.keeping.members(viewer, group, q));
		model.addAttribute("q", q);
		model.addAttribute("form", form);
		model.addAttribute("person", "");
		model.addAttribute("reason", "");
		model.addAttribute("errors", Map.of());
	}

	private static String url(String name) {
		return "/admin/groups/" + UriUtils.encodePathSegment(name, StandardCharsets.UTF_8);
	}

}
