package dev.roundtable.indexing.admin;

import java.util.List;

import dev.roundtable.http.OnceKey;
import dev.roundtable.indexing.IndexKeeping;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * How search is: what waits, what was refused, how far a new index has come. It names
 * documents and never shows what they say.
 */
@Controller
@RequestMapping("/admin/search")
class SearchAdminController {

	private static final long A_MINUTE = 60;

	private static final long AN_HOUR = 60 * A_MINUTE;

	private final IndexKeeping keeping;

	SearchAdminController(IndexKeeping keeping) {
		this.keeping = keeping;
	}

	/**
	 * @param unit of {@code admin.search.age.<unit>}
	 */
	record Age(String unit, long count) {

		static Age of(long seconds) {
			if (seconds < A_MINUTE) {
				return new Age("seconds", seconds);
			}
			return (seconds < AN_HOUR) ? new Age("minutes", seconds / A_MINUTE) : new Age("hours", seconds / AN_HOUR);
		}

	}

	/**
	 * @param url where it stands, null for a reply
	 */
	record Line(String document, @Nullable String url, String reason, When at) {

		static Line of(IndexKeeping.Refusal refusal) {
			String url = refusal.document()
				.replaceFirst("^topic-", "/t/")
				.replaceFirst("^task-", "/tasks/")
				.replaceFirst("^post-.*", "");
			return new Line(refusal.document(), url.isEmpty() ? null : url, refusal.reason(),
					When.of(refusal.at().toInstant()));
		}

	}

	@GetMapping
	String show(@AuthenticationPrincipal Viewer viewer, Model model) {
		IndexKeeping.Report report = this.keeping.report(viewer);
		List<Line> refused = report.refused().stream().map(Line::of).toList();
		IndexKeeping.Rebuild rebuild = report.rebuild();
		model.addAttribute("report", report);
		model.addAttribute("well", report.state() == SearchIndex.State.READY && report.troubles().isEmpty());
		model.addAttribute("age", Age.of(report.lag().oldestSeconds()));
		model.addAttribute("refused", refused);
		model.addAttribute("asked", (rebuild != null) ? When.of(rebuild.asked()) : null);
		model.addAttribute("finished", (rebuild != null) ? rebuild.finished().map(When::of).orElse(null) : null);
		return "indexing/admin";
	}

	@PostMapping("/again")
	String again(@RequestParam(defaultValue = "") String document, @AuthenticationPrincipal Viewer viewer,
			OnceKey key) {
		this.keeping.again(viewer, key, document);
		return "redirect:/admin/search";
	}

	@PostMapping("/anew")
	String anew(@AuthenticationPrincipal Viewer viewer, OnceKey key) {
		this.keeping.anew(viewer, key);
		return "redirect:/admin/search";
	}

}
