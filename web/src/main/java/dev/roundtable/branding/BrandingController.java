package dev.roundtable.branding;

import java.util.List;
import java.util.Map;

import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Viewer;
import dev.roundtable.server.Uploads;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The site's own words, for administrators to write and for everybody to read. */
@Controller
class BrandingController implements Uploads {

	private static final String VIEW = "branding/site";

	private final Wording wording;

	private final SiteLogo logo;

	private final SiteLanguages spoken;

	private final Refusals refusals;

	private final Messages messages;

	BrandingController(Wording wording, SiteLogo logo, SiteLanguages spoken, Refusals refusals, Messages messages) {
		this.spoken = spoken;
		this.wording = wording;
		this.logo = logo;
		this.refusals = refusals;
		this.messages = messages;
	}

	@GetMapping("/terms")
	String terms(Model model) {
		model.addAttribute("html", this.wording.terms(LocaleContextHolder.getLocale()));
		return "branding/terms";
	}

	@GetMapping("/admin/site")
	String site(@RequestParam(required = false) @Nullable String in, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		String language = (in != null) ? in : LocaleContextHolder.getLocale().toLanguageTag();
		show(this.wording.in(viewer, language), model);
		return VIEW;
	}

	@PostMapping("/admin/site")
	String change(@RequestParam String in, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String motto, @RequestParam(defaultValue = "") String contact,
			@RequestParam(defaultValue = "") String terms, @RequestParam long version, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		SiteWords before = this.wording.in(viewer, in);
		show(Map.of("language", before.language(), "name", name, "motto", motto, "contact", contact, "terms", terms,
				"version", version), model);
		try {
			String done = this.refusals.tried(model, response, () -> {
				this.wording.change(viewer, key,
						new SiteWords(before.language(), name, motto, contact, terms, version));
				return "/admin/site?saved&in=" + before.language();
			});
			return (done != null) ? done : VIEW;
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("now", this.wording.in(viewer, in));
			model.addAttribute("errors", Map.of("form", this.messages.of("branding.stale")));
			return VIEW;
		}
	}

	@Override
	public boolean takesFilesAt(String path) {
		return path.equals("/admin/site/logo");
	}

	@PostMapping("/admin/site/logo")
	String changeLogo(@RequestParam(required = false) @Nullable MultipartFile picture, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		String done = this.refusals.tried(model, response, () -> {
			this.logo.show(viewer, key, picture);
			this.wording.look();
			return "/admin/site?saved";
		});
		if (done != null) {
			return done;
		}
		Object errors = model.getAttribute("errors");
		site(null, viewer, model);
		model.addAttribute("errors", errors);
		return VIEW;
	}

	@PostMapping("/admin/site/languages")
	String changeLanguages(@RequestParam(required = false) @Nullable List<String> offered,
			@RequestParam(required = false) @Nullable String first, @RequestParam long version, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		site(null, viewer, model);
		List<String> asked = (offered != null) ? offered : List.of();
		try {
			String done = this.refusals.tried(model, response, () -> {
				this.spoken.change(viewer, key, asked, first, version);
				this.wording.look();
				return "/admin/site?saved";
			});
			if (done != null) {
				return done;
			}
			model.addAttribute("spoken", new SiteLanguages.Row(asked, first, version));
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			model.addAttribute("spoken", new SiteLanguages.Row(asked, first, stale.current()));
			model.addAttribute("errors", Map.of("languages", this.messages.of("branding.languages.stale")));
		}
		return VIEW;
	}

	@PostMapping("/admin/site/logo/remove")
	String removeLogo(OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.logo.remove(viewer, key);
		this.wording.look();
		return "redirect:/admin/site?saved";
	}

	private void show(Object form, Model model) {
		model.addAttribute("form", form);
		model.addAttribute("languages", SiteLanguages.ALL);
		model.addAttribute("spoken", this.spoken.row());
		model.addAttribute("errors", Map.of());
		model.addAttribute("longest", Map.of("name", SiteWords.NAME, "motto", SiteWords.MOTTO, "contact",
				SiteWords.CONTACT, "terms", SiteWords.TERMS));
	}

}
