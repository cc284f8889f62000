package dev.roundtable.releases;

import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.TaskNumber;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The releases in a browser, and each by itself. */
@Controller
@RequestMapping("/releases")
class ReleaseController {

	private static final int ON_A_PAGE = 30;

	private static final String LIST = "releases/list";

	private static final String RELEASE = "releases/release";

	private final Releases releases;

	private final ReleaseList list;

	private final ReleasePages pages;

	private final Publishing publishing;

	private final Plans plans;

	private final Refusals refusals;

	ReleaseController(Releases releases, ReleaseList list, ReleasePages pages, Publishing publishing, Plans plans,
			Refusals refusals) {
		this.releases = releases;
		this.list = list;
		this.pages = pages;
		this.publishing = publishing;
		this.plans = plans;
		this.refusals = refusals;
	}

	@GetMapping
	String list(@RequestParam(required = false) @Nullable Channel channel,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		show(channel, cursor, new NewRelease("", null, this.releases.today().toString()), viewer, model);
		return LIST;
	}

	private void show(@Nullable Channel channel, @Nullable String cursor, NewRelease form, @Nullable Viewer viewer,
			Model model) {
		CursorPage<ReleaseView> page = this.list.page(channel, cursor, ON_A_PAGE);
		model.addAttribute("works", Viewer.may(viewer, Capability.CHANGE_TASKS));
		model.addAttribute("releases", page.items());
		model.addAttribute("next", page.next());
		model.addAttribute("channel", channel);
		model.addAttribute("channels", Channel.values());
		model.addAttribute("seated", this.list.channelsWithSeats(Viewer.may(viewer, Capability.CHANGE_TASKS)));
		model.addAttribute("form", form);
		model.addAttribute("errors", Map.of());
	}

	@PostMapping
	String plan(@ModelAttribute("form") NewRelease form, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		show(null, null, form, viewer, model);
		String done = this.refusals.tried(model, response,
				() -> ReleaseView.url(this.releases.plan(viewer, key, form)));
		return (done != null) ? done : LIST;
	}

	@GetMapping("/{build}")
	String show(@PathVariable String build, @AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		this.pages.show(Releases.named(build), viewer, model);
		return RELEASE;
	}

	@PostMapping("/{build}/publish")
	String publish(@PathVariable String build, @ModelAttribute("how") Publication how, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		Build named = Releases.named(build);
		this.pages.show(named, viewer, model);
		model.addAttribute("board", how.board());
		model.addAttribute("title", how.title());
		String done = this.refusals.tried(model, response, () -> {
			this.publishing.publish(viewer, key, named, how);
			return ReleaseView.url(named) + "?saved";
		});
		return (done != null) ? done : RELEASE;
	}

	/**
	 * @param task its number, with or without the sign before it
	 */
	@PostMapping("/{build}/tasks")
	String aim(@PathVariable String build, @RequestParam(defaultValue = "") String task, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		Build named = Releases.named(build);
		this.pages.show(named, viewer, model);
		model.addAttribute("task", task);
		String done = this.refusals.tried(model, response, () -> {
			this.plans.aim(viewer, key, named, number(task));
			return ReleaseView.url(named) + "#planned";
		});
		return (done != null) ? done : RELEASE;
	}

	private static TaskNumber number(String typed) {
		String digits = typed.strip().replaceFirst("^#", "");
		if (!digits.matches("[0-9]{1,18}")) {
			throw new BadInput("task", "number.invalid");
		}
		return TaskNumber.of(Long.parseLong(digits));
	}

	@PostMapping("/{build}/tasks/{number}/take")
	String take(@PathVariable String build, @PathVariable long number, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		Build named = Releases.named(build);
		this.plans.take(viewer, key, named, TaskNumber.of(number));
		return "redirect:" + ReleaseView.url(named) + "#planned";
	}

	@PostMapping("/{build}/drop")
	String drop(@PathVariable String build, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		Build named = Releases.named(build);
		this.pages.show(named, viewer, model);
		String done = this.refusals.tried(model, response, () -> {
			this.releases.drop(viewer, key, named);
			return "/releases?saved";
		});
		return (done != null) ? done : RELEASE;
	}

}
