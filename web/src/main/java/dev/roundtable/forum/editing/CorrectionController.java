package dev.roundtable.forum.editing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.Tags;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.editing.TopicCorrections.Correctable;
import dev.roundtable.forum.editing.TopicCorrections.Correction;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Refusals;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The form that corrects what a topic is: title, kind, board and tags. */
@Controller
class CorrectionController {

	private static final String VIEW = "forum/edit-topic";

	private final TopicCorrections corrections;

	private final Boards boards;

	private final Refusals refusals;

	private final Messages messages;

	CorrectionController(TopicCorrections corrections, Boards boards, Refusals refusals, Messages messages) {
		this.corrections = corrections;
		this.boards = boards;
		this.refusals = refusals;
		this.messages = messages;
	}

	@GetMapping("/topics/{id}/edit")
	String form(@PathVariable long id, @AuthenticationPrincipal Viewer viewer, Model model) {
		Correctable topic = this.corrections.forCorrection(viewer, TopicId.of(id));
		show(viewer, topic, new CorrectionForm(topic.title(), topic.board().value(), topic.kind().name(),
				String.join(", ", topic.tags()), "", topic.version()), model);
		return VIEW;
	}

	@PostMapping("/topics/{id}/edit")
	String save(@PathVariable long id, CorrectionForm form, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		Correctable topic = this.corrections.forCorrection(viewer, TopicId.of(id));
		show(viewer, topic, form, model);
		try {
			String done = this.refusals.tried(model, response,
					() -> this.corrections.correct(viewer, key, TopicId.of(id), form.correction()));
			return (done != null) ? done : VIEW;
		}
		catch (StaleVersion stale) {
			response.setStatus(HttpStatus.CONFLICT.value());
			Correctable now = this.corrections.forCorrection(viewer, TopicId.of(id));
			show(viewer, now, form.against(now.version()), model);
			model.addAttribute("conflict", now);
			model.addAttribute("errors", Map.of("form", this.messages.of("conflict.title")));
			return VIEW;
		}
	}

	private void show(Viewer viewer, Correctable topic, CorrectionForm form, Model model) {
		model.addAttribute("topic", topic);
		model.addAttribute("form", form);
		model.addAttribute("boards", places(viewer, topic));
		model.addAttribute("errors", Map.of());
	}

	/** Where it may go, and where it is. */
	private List<Boards.Board> places(Viewer viewer, Correctable topic) {
		List<Boards.Board> places = new ArrayList<>(this.boards.writable(viewer));
		if (places.stream().noneMatch((board) -> board.slug().equals(topic.board()))) {
			this.boards.find(topic.board().value(), viewer).ifPresent(places::addFirst);
		}
		return places;
	}

	record CorrectionForm(String title, String board, String kind, String tags, String reason, long version) {

		CorrectionForm {
			title = (title != null) ? title : "";
			board = (board != null) ? board : "";
			kind = (kind != null) ? kind : "";
			tags = (tags != null) ? tags : "";
			reason = (reason != null) ? reason : "";
		}

		Correction correction() {
			return new Correction(version(), title(), board(), TopicKind.chosen(kind()), Tags.typed(tags()), reason());
		}

		CorrectionForm against(long current) {
			return new CorrectionForm(title(), board(), kind(), tags(), reason(), current);
		}

	}

}
