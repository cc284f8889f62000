package dev.roundtable.forum;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.roundtable.forum.TopicPages.TopicView;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.NotFound;
import dev.roundtable.journal.RenderedLists;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Markdown;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages that fans read and write. */
@Controller
class ForumController {

	private static final int TOPICS_ON_A_PAGE = 30;

	private final Boards boards;

	private final Topics topics;

	private final TopicList list;

	private final TopicPages pages;

	private final Floors floors;

	private final RenderedLists lists;

	private final Messages messages;

	ForumController(Boards boards, Topics topics, TopicList list, TopicPages pages, Floors floors, RenderedLists lists,
			Messages messages) {
		this.boards = boards;
		this.topics = topics;
		this.list = list;
		this.pages = pages;
		this.floors = floors;
		this.lists = lists;
		this.messages = messages;
	}

	@GetMapping("/")
	String home(@RequestParam(defaultValue = "ACTIVE") TopicList.Sort sort,
			@RequestParam(required = false) @Nullable TopicKind kind,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		Asked asked = new Asked(null, sort, kind, cursor);
		model.addAttribute("list", this.lists.html("forum/home-list", asked, Audiences.of(viewer).shared(),
				() -> topics(asked, Map.of("boards", this.boards.cards(viewer), "member", viewer != null))));
		return "forum/home";
	}

	@GetMapping("/b/{slug}")
	String board(@PathVariable String slug, @RequestParam(defaultValue = "ACTIVE") TopicList.Sort sort,
			@RequestParam(required = false) @Nullable TopicKind kind,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal @Nullable Viewer viewer,
			Model model) {
		model.addAttribute("board", this.boards.find(slug, viewer).orElseThrow(() -> new NotFound("board " + slug)));
		Asked asked = new Asked(slug, sort, kind, cursor);
		model.addAttribute("list", this.lists.html("forum/board-list", asked, Audiences.of(viewer).shared(),
				() -> topics(asked, Map.of("board", slug))));
		return "forum/board";
	}

	private Map<String, Object> topics(Asked asked, Map<String, Object> more) {
		var page = this.list.page(asked.board(), asked.kind(), asked.sort(), asked.cursor(), TOPICS_ON_A_PAGE);
		Map<String, Object> model = new HashMap<>(more);
		model.put("topics", page.items());
		model.put("next", page.next());
		model.put("sort", asked.sort().name().toLowerCase(Locale.ROOT));
		model.put("kind", (asked.kind() != null) ? asked.kind().name() : null);
		return model;
	}

	/** Which list of topics. */
	private record Asked(@Nullable String board, TopicList.Sort sort, @Nullable TopicKind kind,
			@Nullable String cursor) {
	}

	@GetMapping("/t/{id}")
	ResponseEntity<Void> withoutSlug(@PathVariable long id) {
		return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
			.location(URI.create(this.pages.topic(TopicId.of(id), null).url()))
			.build();
	}

	@GetMapping("/t/{id}/{slug}")
	String topic(@PathVariable long id, @PathVariable String slug, @RequestParam(defaultValue = "1") int page,
			@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		TopicView topic = showTopic(TopicId.of(id), page, viewer, new ReplyForm(""), Map.of(), null, model);
		if (slug.equals(TopicUrl.slug(topic.title()))) {
			return "forum/topic";
		}
		return "redirect:" + topic.url() + ((page > 1) ? "?page=" + page : "");
	}

	@PostMapping("/t/{id}/replies")
	String reply(@PathVariable long id, @RequestParam(defaultValue = "") String body,
			@RequestParam(required = false) @Nullable String preview, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		TopicId topic = TopicId.of(id);
		if (preview != null) {
			showTopic(topic, Integer.MAX_VALUE, viewer, new ReplyForm(body), Map.of(), Markdown.toHtml(body), model);
			return "forum/topic";
		}
		try {
			return "redirect:" + this.topics.reply(viewer.id(), topic, body).url();
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			showTopic(topic, Integer.MAX_VALUE, viewer, new ReplyForm(body), this.messages.errors(bad), null, model);
			return "forum/topic";
		}
	}

	private TopicView showTopic(TopicId id, int page, @Nullable Viewer viewer, ReplyForm reply,
			Map<String, String> errors, @Nullable String preview, Model model) {
		TopicView topic = this.pages.topic(id, viewer);
		int shown = Math.clamp(page, 1, topic.pages());
		model.addAttribute("topic", topic);
		model.addAttribute("floors", this.floors.html(topic, shown, viewer, LocaleContextHolder.getLocale()));
		model.addAttribute("pages", new Pages(shown, topic.pages(), topic.url()));
		model.addAttribute("reply", reply);
		model.addAttribute("errors", errors);
		model.addAttribute("preview", preview);
		return topic;
	}

	@GetMapping("/new")
	String newTopic(@RequestParam(defaultValue = "") String board, @RequestParam(defaultValue = "") String kind,
			Model model) {
		showNewTopic(new TopicForm(board, kind, "", "", ""), Map.of(), null, model);
		return "forum/new-topic";
	}

	@PostMapping("/new")
	String post(TopicForm form, @RequestParam(required = false) @Nullable String preview,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		if (preview != null) {
			showNewTopic(form, Map.of(), Markdown.toHtml(form.body()), model);
			return "forum/new-topic";
		}
		try {
			return "redirect:" + this.topics
				.post(viewer.id(), form.board(), form.chosenKind(), form.title(), form.body(), form.labels())
				.url();
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			showNewTopic(form, this.messages.errors(bad), null, model);
			return "forum/new-topic";
		}
	}

	private void showNewTopic(TopicForm form, Map<String, String> errors, @Nullable String preview, Model model) {
		model.addAttribute("boards", this.boards.readable(null));
		model.addAttribute("form", form);
		model.addAttribute("errors", errors);
		model.addAttribute("preview", preview);
	}

	@PostMapping("/preview")
	String preview(@RequestParam(defaultValue = "") String body, Model model) {
		model.addAttribute("html", Markdown.toHtml(body));
		return "forum/preview :: preview";
	}

	record ReplyForm(String body) {
	}

	record Pages(int page, int last, String base) {
	}

	/**
	 * @param tags separated by commas
	 */
	record TopicForm(String board, String kind, String title, String body, String tags) {

		TopicForm {
			board = (board != null) ? board : "";
			kind = (kind != null) ? kind : "";
			title = (title != null) ? title : "";
			body = (body != null) ? body : "";
			tags = (tags != null) ? tags : "";
		}

		@Nullable TopicKind chosenKind() {
			String name = kind();
			return Arrays.stream(TopicKind.values()).filter((one) -> one.name().equals(name)).findFirst().orElse(null);
		}

		List<String> labels() {
			return Arrays.stream(tags().split("[,，、]")).map(String::strip).filter((tag) -> !tag.isEmpty()).toList();
		}

	}

}
