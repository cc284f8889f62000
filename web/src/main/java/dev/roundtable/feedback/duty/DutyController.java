package dev.roundtable.feedback.duty;

import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.roundtable.boards.Boards;
import dev.roundtable.charts.Calendar;
import dev.roundtable.charts.Spans;
import dev.roundtable.feedback.duty.AnswerTimes.Times;
import dev.roundtable.feedback.duty.Rota.Turns;
import dev.roundtable.feedback.duty.Unanswered.Waiting;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Forum duty in a browser. */
@Controller
class DutyController {

	private static final String VIEW = "feedback/duty";

	private final Boards boards;

	private final Unanswered unanswered;

	private final AnswerTimes times;

	private final Rota rota;

	private final Calendar calendar;

	private final Spans spans;

	private final Messages messages;

	DutyController(Boards boards, Unanswered unanswered, AnswerTimes times, Rota rota, Calendar calendar, Spans spans,
			Messages messages) {
		this.boards = boards;
		this.unanswered = unanswered;
		this.times = times;
		this.rota = rota;
		this.calendar = calendar;
		this.spans = spans;
		this.messages = messages;
	}

	/**
	 * @param none whether she asked for one and nothing was free
	 */
	@GetMapping("/duty")
	String duty(@RequestParam(required = false) @Nullable String none, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		show(viewer, model);
		model.addAttribute("none", none != null);
		return VIEW;
	}

	private void show(Viewer viewer, Model model) {
		Map<Long, Waiting> waiting = this.unanswered.byBoard(viewer);
		Map<Long, Turns> turns = this.rota.all(viewer);
		AnswerTimes.Report report = this.times.of(viewer);
		List<OfBoard> rows = new ArrayList<>();
		for (Boards.Board board : this.boards.readable(viewer)) {
			Turns of = turns.get(board.id());
			Times took = report.boards().get(board.id());
			Waiting there = waiting.getOrDefault(board.id(), Waiting.NOTHING);
			if (!board.archived() || there.total() > 0) {
				rows.add(new OfBoard(board.slug().value(), board.name(), there, of,
						of != null && of.now().equals(viewer.name()),
						(took != null) ? took(board.name(), took) : null));
			}
		}
		// What waits for her before what waits for others, and both before what is done.
		rows.sort(Comparator.comparingInt((row) -> (row.waiting().total() == 0) ? 2 : row.hers() ? 0 : 1));
		model.addAttribute("boards", rows);
		model.addAttribute("free", rows.stream().anyMatch((row) -> row.waiting().free() > 0));
		model.addAttribute("people",
				report.people().entrySet().stream().map((one) -> took(one.getKey(), one.getValue())).toList());
		model.addAttribute("week", this.calendar.today().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
		model.addAttribute("errors", Map.of());
	}

	private Took took(String name, Times times) {
		return new Took(name, times.answers(), this.spans.of(times.median()), this.spans.of(times.most()));
	}

	/**
	 * @param board where she looks; none for those whose week is hers, or else all
	 */
	@PostMapping("/duty/next")
	String next(@RequestParam(defaultValue = "") String board, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		return this.unanswered
			.take(viewer, board.isEmpty() ? this.rota.boards(viewer) : List.of(board(board, viewer)), key)
			.map((topic) -> "redirect:/t/" + topic)
			.orElse("redirect:/duty?none");
	}

	private long board(String slug, Viewer viewer) {
		return this.boards.find(slug, viewer).orElseThrow(() -> new NotFound("board " + slug)).id();
	}

	/**
	 * @param before what the form showed
	 */
	@PostMapping("/duty/rota")
	String change(@RequestParam String board, @RequestParam(defaultValue = "") String names,
			@RequestParam(defaultValue = "") String before, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		try {
			this.rota.change(viewer, board, names, before, key);
			return "redirect:/duty#board-" + board;
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			show(viewer, model);
			model.addAttribute("errors", this.messages.errors(bad));
			model.addAttribute("wrong", board);
			model.addAttribute("typed", names);
			return VIEW;
		}
	}

	/**
	 * Public for its template.
	 *
	 * @param turns null where nobody set them
	 * @param hers whether this week is hers
	 * @param took null where nothing was answered lately
	 */
	public record OfBoard(String slug, String name, Waiting waiting, @Nullable Turns turns, boolean hers,
			@Nullable Took took) {
	}

	/** Public for its template. */
	public record Took(String name, int answers, String median, String most) {
	}

}
