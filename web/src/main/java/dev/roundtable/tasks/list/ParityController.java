package dev.roundtable.tasks.list;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.roundtable.charts.Chart;
import dev.roundtable.charts.Chart.Point;
import dev.roundtable.charts.Spans;
import dev.roundtable.http.Messages;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.list.Fairness.Report;
import dev.roundtable.tasks.list.Fairness.Side;
import dev.roundtable.tasks.list.Fairness.Week;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Whether fans' rows are treated as the team's own. */
@Controller
class ParityController {

	private final Fairness fairness;

	private final Spans spans;

	private final Messages messages;

	ParityController(Fairness fairness, Spans spans, Messages messages) {
		this.spans = spans;
		this.fairness = fairness;
		this.messages = messages;
	}

	@GetMapping("/tasks/parity")
	String parity(@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		Report report = this.fairness.report(viewer);
		model.addAttribute("sides", List.of(shown("fans", report.fans()), shown("team", report.team())));
		model.addAttribute("charts",
				List.of(times("answer", report.weeks(), Side::toAnswer),
						times("decision", report.weeks(), Side::toDecision), times("fix", report.weeks(), Side::toFix),
						declined(report.weeks())));
		return "tasks/parity";
	}

	private Shown shown(String key, Side side) {
		return new Shown(key, side.reported(), this.spans.of(side.toAnswer()), side.answered(),
				this.spans.of(side.toDecision()), side.decided(), this.spans.of(side.toFix()), side.fixed(),
				percent(side.shareDeclined()), side.declined());
	}

	private Chart.Pair times(String key, List<Week> weeks, Function<Side, @Nullable Long> minutes) {
		long most = weeks.stream()
			.flatMap((week) -> Stream.of(week.fans(), week.team()))
			.map(minutes)
			.filter(Objects::nonNull)
			.mapToLong(Long::longValue)
			.max()
			.orElse(0);
		long unit = (most > Spans.IN_HOURS) ? Spans.DAY : Spans.HOUR;
		Function<Side, Point> point = (side) -> {
			Long taken = minutes.apply(side);
			return new Point("", (taken != null) ? Math.ceilDiv(taken, unit) : null, this.spans.of(taken));
		};
		return pair(key, weeks, point, this.messages.of((unit == Spans.DAY) ? "fair.unit.days" : "numbers.hours"));
	}

	private Chart.Pair declined(List<Week> weeks) {
		return pair("declined", weeks, (side) -> new Point("", side.shareDeclined(), percent(side.shareDeclined())),
				"%");
	}

	private static Chart.Pair pair(String key, List<Week> weeks, Function<Side, Point> point, String unit) {
		return Chart.beside(key, weeks.stream().map((week) -> on(week, point.apply(week.fans()))).toList(),
				weeks.stream().map((week) -> on(week, point.apply(week.team()))).toList(), unit);
	}

	private static Point on(Week week, Point point) {
		return new Point(week.monday().toString(), point.value(), point.text());
	}

	private static String percent(@Nullable Long share) {
		return (share != null) ? share + "%" : Spans.NONE;
	}

	/**
	 * A row of the table, in words. Public for its template.
	 */
	public record Shown(String key, long reported, String toAnswer, long answered, String toDecision, long decided,
			String toFix, long fixed, String share, long declined) {
	}

}
