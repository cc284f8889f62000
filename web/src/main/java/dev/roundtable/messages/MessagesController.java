package dev.roundtable.messages;

import java.util.List;
import java.util.Map;

import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;
import dev.roundtable.trust.Trust;
import dev.roundtable.writing.Body;
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

/** The pages on which people write to each other. */
@Controller
@RequestMapping("/messages")
class MessagesController {

	private static final int ON_A_PAGE = 30;

	private static final String NEW = "messages/new";

	private static final String CONVERSATION = "messages/conversation";

	private final Conversations conversations;

	private final ConversationList list;

	private final MessageList messages;

	private final Accounts accounts;

	private final Limits limits;

	private final Refusals refusals;

	private final Trust trust;

	MessagesController(Conversations conversations, ConversationList list, MessageList messages, Accounts accounts,
			Limits limits, Refusals refusals, Trust trust) {
		this.conversations = conversations;
		this.list = list;
		this.messages = messages;
		this.accounts = accounts;
		this.limits = limits;
		this.refusals = refusals;
		this.trust = trust;
	}

	@GetMapping
	String list(@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		CursorPage<ConversationView> page = this.list.page(viewer, cursor, ON_A_PAGE);
		model.addAttribute("conversations", page.items());
		model.addAttribute("next", page.next());
		return "messages/list";
	}

	/**
	 * Where these two talk already, it goes on there.
	 * @param to a name, or several
	 */
	@GetMapping("/new")
	String start(@RequestParam(defaultValue = "") String to, @AuthenticationPrincipal Viewer viewer, Model model) {
		List<String> names = Correspondents.typed(to);
		ConversationId with = (names.size() == 1)
				? this.accounts.byName(names.getFirst()).map((other) -> this.list.with(viewer, other)).orElse(null)
				: null;
		if (with != null) {
			return "redirect:" + with.url();
		}
		show(to, "", viewer, model);
		return NEW;
	}

	@PostMapping("/new")
	String start(@RequestParam(defaultValue = "") String to, @RequestParam(defaultValue = "") String body,
			@RequestParam(required = false) @Nullable String preview, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		show(to, body, viewer, model);
		if (preview != null) {
			preview(body, viewer, model, response);
			return NEW;
		}
		String made = this.refusals.tried(model, response,
				() -> this.conversations.start(viewer, key, Correspondents.typed(to), body).url());
		return (made != null) ? made : NEW;
	}

	private void show(String to, String body, Viewer viewer, Model model) {
		model.addAttribute("may", this.conversations.mayStart(viewer));
		model.addAttribute("known", this.trust.toWriteFirst());
		model.addAttribute("most", Correspondents.MOST);
		model.addAttribute("longest", Correspondents.TYPED);
		model.addAttribute("to", to);
		model.addAttribute("body", body);
		model.addAttribute("errors", Map.of());
		model.addAttribute("preview", null);
	}

	@GetMapping("/{id}")
	String conversation(@PathVariable long id, @RequestParam(required = false) @Nullable String cursor,
			@AuthenticationPrincipal Viewer viewer, Model model) {
		show(ConversationId.of(id), cursor, "", viewer, model);
		return CONVERSATION;
	}

	@PostMapping("/{id}")
	String write(@PathVariable long id, @RequestParam(defaultValue = "") String body,
			@RequestParam(required = false) @Nullable String preview, OnceKey key,
			@AuthenticationPrincipal Viewer viewer, Model model, HttpServletResponse response) {
		ConversationId conversation = ConversationId.of(id);
		try {
			show(conversation, null, body, viewer, model);
			if (preview != null) {
				preview(body, viewer, model, response);
				return CONVERSATION;
			}
			String made = this.refusals.tried(model, response,
					() -> conversation.url() + "#message-" + this.conversations.write(viewer, key, conversation, body));
			return (made != null) ? made : CONVERSATION;
		}
		catch (NotFound leftMeanwhile) {
			// What was typed is all that she may see of the place now.
			response.setStatus(HttpServletResponse.SC_NOT_FOUND);
			model.addAttribute("reply", new Kept(body));
			return "forum/kept";
		}
	}

	private void show(ConversationId id, @Nullable String cursor, String body, Viewer viewer, Model model) {
		CursorPage<MessageView> page = this.messages.page(viewer, id, cursor, ON_A_PAGE);
		List<MessageList.Member> people = this.messages.people(viewer, id);
		model.addAttribute("id", id.value());
		model.addAttribute("messages", page.items().reversed());
		model.addAttribute("older", page.next());
		model.addAttribute("latest", cursor == null);
		model.addAttribute("people", people);
		model.addAttribute("alone", people.stream().allMatch(MessageList.Member::gone));
		model.addAttribute("marks", this.messages.marks(viewer, id));
		model.addAttribute("body", body);
		model.addAttribute("errors", Map.of());
		model.addAttribute("preview", null);
	}

	private void preview(String body, Viewer viewer, Model model, HttpServletResponse response) {
		this.refusals.tried(model, response, () -> {
			this.limits.spend(viewer, Act.PREVIEW);
			model.addAttribute("preview", Body.preview(body));
			return "";
		});
	}

	/** Public for its template: what she typed where she is no more. */
	public record Kept(String body) {
	}

}
