package dev.roundtable.releases;

import java.util.Map;

import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.releases.ReleaseView.Row;
import dev.roundtable.tasks.Build;
import dev.roundtable.writing.Body;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form in which a release is changed and its notes are written. */
@Controller
@RequestMapping("/releases/{build}/edit")
class ReleaseEditController {

	private static final String FORM = "releases/edit";

	private final Releases releases;

	private final NotesDraft draft;

	private final Limits limits;

	private final Refusals refusals;

	private final Messages messages;

	ReleaseEditController(Releases releases, NotesDraft draft, Limits limits, Refusals refusals, Messages messages) {
		this.releases = releases;
		this.draft = draft;
		this.limits = limits;
		this.refusals = refusals;
		this.messages = messages;
	}

	/**
	 * @param draft whether the notes are to be made from the tasks, whatever they are
	 */
	@GetMapping
	String edit(@PathVariable String build, @RequestParam(defaultValue = "false") boolean draft,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		viewer.require(Capability.CHANGE_TASKS);
		Row row = this.releases.find(Releases.named(build));
		boolean drafted = draft || row.notes().isEmpty();
		show(row, new ReleaseEdit(row.version(), row.channel(), row.view().date(),
				drafted ? this.draft.of(row) : row.notes()), model);
		model.addAttribute("drafted", drafted);
		return FORM;
	}

	private static void show(Row row, ReleaseEdit form, Model model) {
		model.addAttribute("release", row.view());
		model.addAttribute("channels", Channel.values());
		model.addAttribute("form", form);
		model.addAttribute("errors", Map.of());
	}

	@PostMapping
	String change(@PathVariable String build, @ModelAttribute("form") ReleaseEdit form,
			@RequestParam(defaultValue = "false") boolean preview, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		viewer.require(Capability.CHANGE_TASKS);
		Build named = Releases.named(build);
		Row row = this.releases.find(named);
		show(row, form, model);
		try {
			String done = this.refusals.tried(model, response, () -> {
				if (preview) {
					this.limits.spend(viewer, Act.PREVIEW);
					model.addAttribute("preview", Body.preview(form.notes()));
					return "";
				}
				this.releases.change(viewer, key, named, form);
				return ReleaseView.url(named) + "?saved";
			});
			return (done == null || preview) ? FORM : done;
		}
		catch (StaleVersion stale) {
			// Hers stays in the form, which is now against what a colleague wrote.
			response.setStatus(HttpStatus.CONFLICT.value());
			show(row, new ReleaseEdit(stale.current(), form.channel(), form.date(), form.notes()), model);
			model.addAttribute("errors", Map.of("form", this.messages.of("release.stale")));
			model.addAttribute("theirs", row.notes());
			return FORM;
		}
	}

}
