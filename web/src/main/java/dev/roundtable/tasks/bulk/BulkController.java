package dev.roundtable.tasks.bulk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskStatus;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Many rows of the list at once, in a browser. */
@Controller
class BulkController {

	/** A row's number and the version that was shown. */
	private static final Pattern ROW = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

	private static final String LEFT = "-";

	private final BulkEdits edits;

	private final Messages messages;

	BulkController(BulkEdits edits, Messages messages) {
		this.edits = edits;
		this.messages = messages;
	}

	/**
	 * @param assignee a hyphen where it is left as it is, empty for nobody
	 * @param component empty where it is left as it is
	 * @param q the list that the rows stood in
	 */
	@PostMapping("/tasks/bulk")
	String change(@RequestParam(defaultValue = "") List<String> task,
			@RequestParam(required = false) @Nullable TaskStatus status,
			@RequestParam(required = false) @Nullable Severity severity,
			@RequestParam(defaultValue = LEFT) String assignee, @RequestParam(defaultValue = "") String component,
			@RequestParam(defaultValue = "") String q, OnceKey key, @AuthenticationPrincipal Viewer viewer, Model model,
			HttpServletResponse response) {
		TaskEdit edit = new TaskEdit(null, status, null, severity, null, component.isBlank() ? null : component,
				assignee.equals(LEFT) ? null : assignee, null, null, null, null, null);
		String back = "/tasks?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8);
		model.addAttribute("back", back);
		try {
			List<BulkEdits.Outcome> outcomes = this.edits.change(viewer, rows(task), edit, key);
			List<BulkEdits.Outcome> refused = outcomes.stream().filter((outcome) -> !outcome.done()).toList();
			if (refused.isEmpty()) {
				return "redirect:" + ((back.length() <= SameSitePath.LONGEST) ? back : "/tasks?q=") + "&done="
						+ outcomes.size();
			}
			model.addAttribute("done", outcomes.size() - refused.size());
			model.addAttribute("refused", refused);
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			model.addAttribute("error", this.messages.of(bad));
		}
		return "tasks/bulk";
	}

	private static List<BulkEdits.Row> rows(List<String> values) {
		return values.stream()
			.map(ROW::matcher)
			.filter(Matcher::matches)
			.map((row) -> new BulkEdits.Row(Long.parseLong(row.group(1)), Long.parseLong(row.group(2))))
			.toList();
	}

}
