package dev.roundtable.honours;

import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.PersonUrl;
import dev.roundtable.people.Viewer;
import dev.roundtable.server.Uploads;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Checking in, and giving medals, on the pages of people. */
@Controller
class HonoursController implements Uploads {

	private final Honours honours;

	private final Medals medals;

	private final CheckIns checkIns;

	private final Refusals refusals;

	HonoursController(Honours honours, Medals medals, CheckIns checkIns, Refusals refusals) {
		this.honours = honours;
		this.medals = medals;
		this.checkIns = checkIns;
		this.refusals = refusals;
	}

	@Override
	public boolean takesFilesAt(String path) {
		return path.startsWith("/u/") && path.endsWith("/medals");
	}

	@PostMapping("/me/check-in")
	String checkIn(OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.honours.require(this.honours.settings().checkIn());
		this.checkIns.checkIn(viewer, key);
		return back(viewer.name());
	}

	@PostMapping("/u/{name}/medals")
	String give(@PathVariable String name, @RequestParam(required = false) @Nullable String medal,
			@RequestParam(required = false) @Nullable String emoji,
			@RequestParam(required = false) @Nullable String reason,
			@RequestParam(required = false) @Nullable MultipartFile picture, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		this.honours.require(this.honours.settings().medals());
		String done = this.refusals.tried(model, response, () -> {
			this.medals.give(viewer, key, name, medal, emoji, reason, picture);
			return PersonUrl.of(name);
		});
		if (done != null) {
			return done;
		}
		model.addAttribute("name", name)
			.addAttribute("medal", medal)
			.addAttribute("emoji", emoji)
			.addAttribute("reason", reason);
		return "honours/medal";
	}

	@PostMapping("/u/{name}/medals/{id}/take")
	String take(@PathVariable String name, @PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.honours.require(this.honours.settings().medals());
		this.medals.take(viewer, key, name, id);
		return back(name);
	}

	private static String back(String name) {
		return "redirect:" + PersonUrl.of(name);
	}

}
