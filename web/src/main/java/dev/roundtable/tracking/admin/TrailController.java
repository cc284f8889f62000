package dev.roundtable.tracking.admin;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.roundtable.http.CursorPage;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracking.Trail;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Every change that a connection carried, and those that it could not. */
@Controller
class TrailController {

	private static final int SIZE = 40;

	private static final Set<String> FIELDS = Set.copyOf(List.of(Field.values()).stream().map(Field::name).toList());

	private final Health health;

	private final Trail trail;

	private final OurWords ourWords;

	TrailController(Health health, Trail trail, OurWords ourWords) {
		this.health = health;
		this.trail = trail;
		this.ourWords = ourWords;
	}

	/**
	 * Public for its template.
	 *
	 * @param what the end of a message key
	 */
	record Row(When at, @Nullable Long task, @Nullable String issue, String to, String what, String outcome,
			@Nullable String before, @Nullable String after, @Nullable String why) {
	}

	@GetMapping("/admin/trackers/{id}/trail")
	String trail(@PathVariable long id, @RequestParam(defaultValue = "") String task,
			@RequestParam(required = false) @Nullable Long before, @AuthenticationPrincipal Viewer viewer,
			Model model) {
		viewer.require(Capability.ADMINISTER);
		Long number = task.strip().matches("#?[1-9][0-9]{0,14}") ? Long.valueOf(task.strip().replace("#", "")) : null;
		OurWords.Named words = this.ourWords.named(viewer);
		CursorPage<Trail.Entry> page = CursorPage.of(
				this.trail.of(new ConnectionId(id), number, (before != null) ? before : Long.MAX_VALUE, SIZE + 1), SIZE,
				(entry) -> String.valueOf(entry.id()));
		model.addAttribute("c", this.health.of(new ConnectionId(id)));
		model.addAttribute("rows", page.items().stream().map((entry) -> row(entry, words)).toList());
		model.addAttribute("next", page.next());
		model.addAttribute("first", before == null);
		model.addAttribute("task", task);
		model.addAttribute("misread", !task.isBlank() && number == null);
		return "tracking/trail";
	}

	private static Row row(Trail.Entry entry, OurWords.Named words) {
		return new Row(When.of(entry.at()), entry.task(),
				(entry.issue() != null) ? entry.project() + "#" + entry.issue() : null, entry.to().name(),
				FIELDS.contains(entry.what()) ? entry.what() : entry.what().toLowerCase(Locale.ROOT),
				entry.outcome().name(), said(entry, entry.before(), words), said(entry, entry.after(), words),
				entry.why());
	}

	/** Values of the list by the names that people know; theirs as they are. */
	private static @Nullable String said(Trail.Entry entry, @Nullable String value, OurWords.Named words) {
		return (value != null && entry.to() == Side.OURS && FIELDS.contains(entry.what()))
				? words.of(Field.valueOf(entry.what()), value) : value;
	}

}
