package dev.roundtable.forum.pages;

import java.util.Map;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.Tags;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Body;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The forms with which topics and replies are written. */
@Controller
class PostingController {

	private static final String NEW = "forum/new-topic";

	private static final String TOPIC = "forum/topic";

	private final Boards boards;

	private final Topics topics;

	private final TopicPage page;

	private final Limits limits;

	private final Refusals refusals;

	PostingController(Boards boards, Topics topics, TopicPage page, Limits limits, Refusals refusals) {
		this.boards = boards;
		this.topics = topics;
		this.page = page;
		this.limits = limits;
		this.refusals = refusals;
	}

	@GetMapping("/new")
	String newTopic(@RequestParam(defaultValue = "") String board, @RequestParam(defaultValue = "") String kind,
			@RequestParam(defaultValue = "") String title, @AuthenticationPrincipal Viewer viewer, Model model) {
		show(new TopicForm(board, kind, title, "", ""), viewer, model);
		return NEW;
	}

	@PostMapping("/new")
	String post(TopicForm form, @RequestParam(required = false) @Nullable String preview, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		show(form, viewer, model);
		if (preview != null) {
			preview(form.body(), viewer, model, response);
			return NEW;
		}
		String posted = this.refusals.tried(model, response, () -> this.topics.post(viewer, key, form.draft()).url());
		return (posted != null) ? posted : NEW;
	}

	private void show(TopicForm form, Viewer viewer, Model model) {
		model.addAttribute("boards", this.boards.writable(viewer));
		model.addAttribute("form", form);
		model.addAttribute("errors", Map.of());
		model.addAttribute("preview", null);
	}

	@PostMapping("/t/{id}/replies")
	String reply(@PathVariable long id, @RequestParam(defaultValue = "") String body,
			@RequestParam(required = false) @Nullable String preview, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		TopicId topic = TopicId.of(id);
		model.addAttribute("reply", new ReplyForm(body));
		model.addAttribute("errors", Map.of());
		model.addAttribute("preview", null);
		try {
			if (preview != null) {
				this.page.show(topic, Integer.MAX_VALUE, viewer, model);
				preview(body, viewer, model, response);
				return TOPIC;
			}
			String posted = this.refusals.tried(model, response,
					() -> this.topics.reply(viewer, key, topic, body).url());
			if (posted == null) {
				this.page.show(topic, Integer.MAX_VALUE, viewer, model);
			}
			return (posted != null) ? posted : TOPIC;
		}
		catch (NotFound closedMeanwhile) {
			// What was typed is all that she may see of the place now.
			response.setStatus(HttpServletResponse.SC_NOT_FOUND);
			return "forum/kept";
		}
	}

	private void preview(String body, Viewer viewer, Model model, HttpServletResponse response) {
		this.refusals.tried(model, response, () -> {
			this.limits.spend(viewer, Act.PREVIEW);
			model.addAttribute("preview", Body.preview(body));
			return "";
		});
	}

	@PostMapping("/preview")
	String preview(@RequestParam(defaultValue = "") String body,
			@RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
			@AuthenticationPrincipal @Nullable Viewer viewer, Model model, HttpServletResponse response) {
		String shown = this.refusals.tried(model, response, () -> {
			this.limits.spend(viewer, Act.PREVIEW);
			model.addAttribute("html", Body.preview(body));
			return "";
		});
		if (shown == null && fragment) {
			// The page puts only what succeeded in its place: why it did not is as good.
			response.setStatus(HttpServletResponse.SC_OK);
		}
		return (shown != null) ? "forum/preview :: preview" : "forum/preview :: refused";
	}

	record ReplyForm(String body) {
	}

	/**
	 * @param tags separated by commas or spaces
	 */
	record TopicForm(String board, String kind, String title, String body, String tags) {

		TopicForm {
			board = (board != null) ? board : "";
			kind = (kind != null) ? kind : "";
			title = (title != null) ? title : "";
			body = (body != null) ? body : "";
			tags = (tags != null) ? tags : "";
		}

		TopicDraft draft() {
			return new TopicDraft(board(), TopicKind.chosen(kind()), title(), body(), Tags.typed(tags()));
		}

	}

}
