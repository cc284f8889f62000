package dev.roundtable.forum;

import java.util.Map;

import dev.roundtable.forum.Topics.EditablePost;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Markdown;
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

	private final Topics topics;

	private final Messages messages;

	EditController(Topics topics, Messages messages) {
		this.topics = topics;
		this.messages = messages;
	}

	@GetMapping("/posts/{id}/edit")
	String edit(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		EditablePost post = this.topics.forEdit(viewer, PostId.of(id));
		show(post, new EditForm((post.floor() == 1) ? post.title() : null, post.body(), post.version()), model);
		return VIEW;
	}

	@PostMapping("/posts/{id}/edit")
	String save(@PathVariable long id, EditForm form, @RequestParam(required = false) @Nullable String preview,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		EditablePost current = this.topics.forEdit(viewer, PostId.of(id));
		if (preview != null) {
			show(current, form, model);
			model.addAttribute("preview", Markdown.toHtml(form.body()));
			return VIEW;
		}
		try {
			return "redirect:" + this.topics.edit(viewer, PostId.of(id), form.version(), form.title(), form.body());
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			show(current, form, model);
			model.addAttribute("errors", this.messages.errors(bad));
			return VIEW;
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			EditablePost theirs = this.topics.forEdit(viewer, PostId.of(id));
			show(theirs, new EditForm(form.title(), form.body(), theirs.version()), model);
			model.addAttribute("conflict", theirs);
			return VIEW;
		}
	}

	private void show(EditablePost post, EditForm form, Model model) {
		model.addAttribute("post", post);
		model.addAttribute("form", form);
		model.addAttribute("errors", Map.of());
	}

	/**
	 * @param title null for a reply
	 * @param version the text was made against
	 */
	record EditForm(@Nullable String title, String body, long version) {

		EditForm {
			body = (body != null) ? body : "";
		}

	}

}
