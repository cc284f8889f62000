package dev.roundtable.tasks.page;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import dev.roundtable.charts.Calendar;
import dev.roundtable.charts.Chart;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskView;
import dev.roundtable.tasks.VotesOverTime;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * How the votes for a task grew, week by week: a small picture that its page fetches when
 * it is looked at, and a page where there is no script.
 */
@Controller
class VotesOverTimeController {

	private static final int WEEKS = 12;

	private final TaskPages pages;

	private final VotesOverTime votes;

	private final Calendar calendar;

	VotesOverTimeController(TaskPages pages, VotesOverTime votes, Calendar calendar) {
		this.pages = pages;
		this.votes = votes;
		this.calendar = calendar;
	}

	@GetMapping("/tasks/{number}/votes-over-time")
	String show(@PathVariable long number, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
			@AuthenticationPrincipal @Nullable Viewer viewer, Model model) {
		TaskView task = this.pages.view(TaskNumber.of(number), viewer);
		LocalDate first = Calendar.week(this.calendar.today()).minusWeeks(WEEKS - 1L);
		List<OffsetDateTime> ends = new ArrayList<>();
		for (int week = 0; week <= WEEKS; week++) {
			ends.add(this.calendar.start(first.plusWeeks(week)));
		}
		List<Long> before = this.votes.before(TaskNumber.of(number), ends);
		List<Chart.Point> points = new ArrayList<>();
		for (int week = 0; week < WEEKS; week++) {
			long votes = before.get(week + 1);
			long more = votes - before.get(week);
			points.add(new Chart.Point(first.plusWeeks(week).toString(), votes,
					(more > 0) ? votes + " (+" + more + ")" : String.valueOf(votes)));
		}
		model.addAttribute("task", task);
		model.addAttribute("chart", Chart.of("votes", points, ""));
		model.addAttribute("gained", before.getLast() - before.get(WEEKS - 4));
		return part ? "tasks/votes-over-time :: picture" : "tasks/votes-over-time";
	}

}
