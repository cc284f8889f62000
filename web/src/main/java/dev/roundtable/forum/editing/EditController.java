package dev.roundtable.forum.editing;

import java.util.Map;

import dev.roundtable.forum.PostId;
import dev.roundtable.forum.editing.PostEdits.EditablePost;
import dev.roundtable.forum.editing.PostEdits.PostEdit;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Body;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Editing a floor. A stale edit is shown beside what stands there now; neither text is
 * lost.
 */
@Controller
class EditController {

	private static final String VIEW = "forum/edit-post";

	private final PostEdits edits;

	private final Limits limits;

	private final Refusals refusals;

	EditController(PostEdits edits, Limits limits, Refusals refusals) {
		this.edits = edits;
		this.limits = limits;
		this.refusals = refusals;
	}

	@GetMapping("/posts/{id}/edit")
	String edit(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		EditablePost post = this.edits.forEdit(viewer, PostId.of(id));
		show(viewer, post, new EditForm(post.title(), post.title(), post.body(), post.version(), ""), model);
		return VIEW;
	}

	@PostMapping("/posts/{id}/edit")
	String save(@PathVariable long id, EditForm form, @RequestParam(required = false) @Nullable String preview,
			OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		EditablePost current = this.edits.forEdit(viewer, PostId.of(id));
		show(viewer, current, form, model);
		try {
			if (form.isRivalOf(current.title())) {
				throw new StaleVersion(current.version());
			}
			String done = this.refusals.tried(model, response, () -> {
				if (preview == null) {
					return this.edits.edit(viewer, key, PostId.of(id), form.edit());
				}
				this.limits.spend(viewer, Act.PREVIEW);
				model.addAttribute("preview", Body.preview(form.body()));
				return "";
			});
			return (done != null && preview == null) ? done : VIEW;
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			EditablePost now = this.edits.forEdit(viewer, PostId.of(id));
			model.addAttribute("conflict", now);
			model.addAttribute("form", form.against(now.title()));
			return VIEW;
		}
	}

	private static void show(Viewer viewer, EditablePost post, EditForm form, Model model) {
		model.addAttribute("post", post);
		model.addAttribute("form", form);
		model.addAttribute("other", post.byOther(viewer));
		model.addAttribute("errors", Map.of());
	}

	/**
	 * @param title null for a reply
	 * @param was the title when the form was made; what she leaves as it was is not sent
	 * on, because a colleague may have corrected it meanwhile
	 * @param version the text was made against
	 */
	record EditForm(@Nullable String title, @Nullable String was, String body, long version, @Nullable String reason) {

		EditForm {
			body = (body != null) ? body : "";
		}

		private boolean renames() {
			return this.title != null && !this.title.equals(this.was);
		}

		/** Whether both gave it another title. */
		boolean isRivalOf(String present) {
			return renames() && this.was != null && !present.equals(this.was) && !present.equals(this.title);
		}

		PostEdit edit() {
			return new PostEdit(version(), renames() ? title() : null, body(), reason());
		}

		/** The same, to be sent by who has seen what the title is now. */
		EditForm against(String present) {
			return new EditForm(renames() ? title() : present, present, body(), version(), reason());
		}

	}

}
