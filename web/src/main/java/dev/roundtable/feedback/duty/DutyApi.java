package dev.roundtable.feedback.duty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.roundtable.boards.Boards;
import dev.roundtable.feedback.duty.AnswerTimes.Times;
import dev.roundtable.feedback.duty.Rota.Turns;
import dev.roundtable.feedback.duty.Unanswered.Waiting;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Forum duty for machines. */
@RestController
@RequestMapping("/api/v1/duty")
class DutyApi {

	private final Boards boards;

	private final Unanswered unanswered;

	private final AnswerTimes times;

	private final Rota rota;

	DutyApi(Boards boards, Unanswered unanswered, AnswerTimes times, Rota rota) {
		this.boards = boards;
		this.unanswered = unanswered;
		this.times = times;
		this.rota = rota;
	}

	/** How much waits on each board, whose turn it is, and how long answers took. */
	@GetMapping
	DutyReport report(@AuthenticationPrincipal Viewer viewer) {
		Map<Long, Waiting> waiting = this.unanswered.byBoard(viewer);
		Map<Long, Turns> turns = this.rota.all(viewer);
		AnswerTimes.Report report = this.times.of(viewer);
		List<DutyBoard> rows = new ArrayList<>();
		for (Boards.Board board : this.boards.readable(viewer)) {
			Waiting there = waiting.getOrDefault(board.id(), Waiting.NOTHING);
			if (!board.archived() || there.total() > 0) {
				rows.add(DutyBoard.of(board, there, turns.get(board.id()), report.boards().get(board.id())));
			}
		}
		return new DutyReport(rows,
				report.people().entrySet().stream().map((one) -> DutyPerson.of(one.getKey(), one.getValue())).toList());
	}

	/**
	 * What nobody of the team has said anything about, the oldest first.
	 * @param board none for all that she may read
	 */
	@GetMapping("/queue")
	CursorPage<Unanswered.DutyTopic> queue(@RequestParam(required = false) @Nullable String board,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal Viewer viewer) {
		List<Long> boards = (board != null && !board.isEmpty()) ? List.of(board(board, viewer))
				: this.boards.readable(viewer).stream().map(Boards.Board::id).toList();
		return this.unanswered.page(viewer, boards, cursor, CursorPage.API_ITEMS);
	}

	/** Makes the oldest that nobody has hers; 204 where nothing is free. */
	@PostMapping("/next")
	ResponseEntity<DutyTaken> next(@RequestBody DutyNext where, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		String board = where.board();
		List<Long> boards = (board != null && !board.isEmpty()) ? List.of(board(board, viewer))
				: this.rota.boards(viewer);
		return this.unanswered.take(viewer, boards, key)
			.map((topic) -> ResponseEntity.ok(new DutyTaken(topic, "/t/" + topic)))
			.orElseGet(() -> ResponseEntity.noContent().build());
	}

	private long board(String slug, Viewer viewer) {
		return this.boards.find(slug, viewer).orElseThrow(() -> new NotFound("board " + slug)).id();
	}

	/**
	 * @param board where she looks; none for those whose week is hers, or else all
	 */
	record DutyNext(@Schema(maxLength = 40) @Nullable String board) {
	}

	record DutyTaken(long topic, String url) {
	}

	record DutyReport(List<DutyBoard> boards, List<DutyPerson> people) {
	}

	/**
	 * @param free those that nobody has taken
	 * @param turns in their order, a week each
	 * @param now whose week it is, null where nobody set turns
	 * @param answered how long the first answers of four weeks took, null without any
	 */
	record DutyBoard(String board, String name, long waiting, long free, List<String> turns, @Nullable String now,
			@Nullable String next, @Nullable DutyTimes answered) {

		static DutyBoard of(Boards.Board board, Waiting waiting, @Nullable Turns turns, @Nullable Times times) {
			return new DutyBoard(board.slug().value(), board.name(), waiting.total(), waiting.free(),
					(turns != null) ? turns.people() : List.of(), (turns != null) ? turns.now() : null,
					(turns != null) ? turns.next() : null, (times != null) ? DutyTimes.of(times) : null);
		}

	}

	record DutyPerson(String name, DutyTimes answered) {

		static DutyPerson of(String name, Times times) {
			return new DutyPerson(name, DutyTimes.of(times));
		}

	}

	/**
	 * @param medianMinutes half of them took no longer
	 * @param p90Minutes nine of ten took no longer
	 */
	record DutyTimes(int answers, long medianMinutes, long p90Minutes) {

		static DutyTimes of(Times times) {
			return new DutyTimes(times.answers(), times.median(), times.most());
		}

	}

}
