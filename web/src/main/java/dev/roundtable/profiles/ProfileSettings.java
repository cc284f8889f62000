package dev.roundtable.profiles;

import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where somebody says who she is and what she owns. */
@Controller
@RequestMapping("/settings/profile")
class ProfileSettings {

	private static final String PAGE = "people/profile-settings";

	private final Profiles profiles;

	private final Refusals refusals;

	ProfileSettings(Profiles profiles, Refusals refusals) {
		this.profiles = profiles;
		this.refusals = refusals;
	}

	@GetMapping
	String show(@AuthenticationPrincipal Viewer viewer, Model model) {
		show(this.profiles.of(viewer.id()).edit(), viewer, model);
		return PAGE;
	}

	@PostMapping
	String save(ProfileEdit form, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		show(form, viewer, model);
		String done = this.refusals.tried(model, response, () -> {
			try {
				this.profiles.say(viewer, key, form);
			}
			catch (StaleVersion stale) {
				// What she typed stays in the form, beside what stands there now.
				model.addAttribute("now", this.profiles.of(viewer.id()));
				throw new BadInput("form", "profile.stale");
			}
			return "/settings/profile?saved";
		});
		return (done != null) ? done : PAGE;
	}

	private static void show(ProfileEdit form, Viewer viewer, Model model) {
		model.addAttribute("form", form);
		model.addAttribute("rows", form.rows());
		model.addAttribute("isTeam", viewer.role().isTeam());
		model.addAttribute("errors", Map.of());
	}

}
