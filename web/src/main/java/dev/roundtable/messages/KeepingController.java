package dev.roundtable.messages;

import java.util.Map;

import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.moderation.ReportReason;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Bell;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The buttons beside a conversation, and the form that reports what was said in it. */
@Controller
@RequestMapping("/messages/{id}")
class KeepingController {

	private static final String REPORT = "messages/report";

	private final Keeping keeping;

	private final MessageReports reports;

	private final Bell bell;

	private final Refusals refusals;

	KeepingController(Keeping keeping, MessageReports reports, Bell bell, Refusals refusals) {
		this.keeping = keeping;
		this.reports = reports;
		this.bell = bell;
		this.refusals = refusals;
	}

	/** The page has shown her the messages up to that one. */
	@PostMapping("/seen")
	Object seen(@PathVariable long id, @RequestParam long last,
			@RequestHeader(name = "X-Requested-With", defaultValue = "") String with,
			@AuthenticationPrincipal Viewer viewer) {
		ConversationId conversation = ConversationId.of(id);
		this.keeping.seen(viewer, conversation, last);
		if (with.equals("fetch")) {
			return ResponseEntity.ok()
				.header("Cache-Control", "no-store")
				.body(Map.of("unread", this.bell.unread(viewer)));
		}
		return "redirect:" + conversation.url();
	}

	@PostMapping("/mute")
	String mute(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.keeping.mute(viewer, key, ConversationId.of(id), true);
		return "redirect:" + ConversationId.of(id).url();
	}

	@PostMapping("/unmute")
	String unmute(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.keeping.mute(viewer, key, ConversationId.of(id), false);
		return "redirect:" + ConversationId.of(id).url();
	}

	@PostMapping("/leave")
	String leave(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.keeping.leave(viewer, key, ConversationId.of(id));
		return "redirect:/messages?left";
	}

	@GetMapping("/report/{message}")
	String report(@PathVariable long id, @PathVariable long message, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		show(id, message, "", "", viewer, model);
		return REPORT;
	}

	@PostMapping("/report/{message}")
	String report(@PathVariable long id, @PathVariable long message, @RequestParam(defaultValue = "") String reason,
			@RequestParam(defaultValue = "") String note, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		show(id, message, reason, note, viewer, model);
		String done = this.refusals.tried(model, response, () -> {
			this.reports.report(viewer, key, ConversationId.of(id), message, reason, note);
			return ConversationId.of(id).url() + "/report/" + message;
		});
		return (done != null) ? done : REPORT;
	}

	private void show(long id, long message, String reason, String note, Viewer viewer, Model model) {
		model.addAttribute("message", this.reports.reportable(viewer, ConversationId.of(id), message));
		model.addAttribute("id", id);
		model.addAttribute("reasons", ReportReason.values());
		model.addAttribute("reason", reason);
		model.addAttribute("note", note);
		model.addAttribute("errors", Map.of());
	}

}
