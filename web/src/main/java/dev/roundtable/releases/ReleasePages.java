package dev.roundtable.releases;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.boards.Boards;
import dev.roundtable.http.Messages;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.releases.ReleaseTasks.Item;
import dev.roundtable.releases.ReleaseView.Row;
import dev.roundtable.tasks.Build;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Gathers what the page of a release shows to a viewer. */
@Component
class ReleasePages {

	private final Releases releases;

	private final ReleaseTasks tasks;

	private final Boards boards;

	private final Messages messages;

	ReleasePages(Releases releases, ReleaseTasks tasks, Boards boards, Messages messages) {
		this.releases = releases;
		this.tasks = tasks;
		this.boards = boards;
		this.messages = messages;
	}

	/** The page, with forms in which nothing was typed. */
	void show(Build build, @Nullable Viewer viewer, Model model) {
		Row row = this.releases.find(build);
		List<Item> fixed = this.tasks.fixed(row, viewer);
		Map<Long, List<String>> reporters = this.tasks.reporters(fixed, viewer);
		model.addAttribute("release", row.view());
		model.addAttribute("html", row.html());
		model.addAttribute("fixed", fixed);
		model.addAttribute("planned", this.tasks.planned(row, viewer));
		model.addAttribute("known", this.tasks.knownIssues(row, viewer));
		model.addAttribute("thanks", ReleaseTasks.everybody(reporters));
		model.addAttribute("errors", Map.of());
		model.addAttribute("board", "");
		boolean works = viewer != null && viewer.may(Capability.CHANGE_TASKS);
		model.addAttribute("works", works);
		if (works) {
			model.addAttribute("boards", this.boards.writable(Objects.requireNonNull(viewer)));
			model.addAttribute("waiting", fixed.stream().filter((item) -> item.status().equals("FIXED")).count());
			model.addAttribute("title", this.messages.of("release.topic", row.build()));
		}
	}

}
