package dev.roundtable.indexing;

import java.util.List;
import java.util.Set;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.TopicFollowing;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchUnavailable;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The search page. It says so when search is off, warming up, away or behind. */
@Controller
class SearchController {

	private final Finder finder;

	private final SearchIndex index;

	private final IndexQueue queue;

	private final Boards boards;

	private final TopicFollowing following;

	SearchController(Finder finder, SearchIndex index, IndexQueue queue, Boards boards, TopicFollowing following) {
		this.following = following;
		this.finder = finder;
		this.index = index;
		this.queue = queue;
		this.boards = boards;
	}

	@GetMapping("/search")
	String search(@AuthenticationPrincipal @Nullable Viewer viewer, @RequestParam(defaultValue = "") String q,
			@ModelAttribute("filter") Finder.Filter filter, @RequestParam(required = false) @Nullable String cursor,
			Model model) {
		SearchIndex.State state = this.index.state();
		Finder.Results results = new Finder.Results(0, List.of(), null, false);
		if (!q.isBlank()) {
			try {
				results = this.finder.search(viewer, q, filter, cursor);
			}
			catch (SearchUnavailable away) {
				state = (state == SearchIndex.State.READY) ? SearchIndex.State.UNAVAILABLE : state;
			}
		}
		model.addAttribute("q", q);
		model.addAttribute("boards", this.boards.readable(viewer));
		model.addAttribute("state", state.name());
		model.addAttribute("behind", this.queue.size());
		model.addAttribute("total", results.total());
		model.addAttribute("blocked",
				(viewer == null || results.hits().isEmpty()) ? Set.of() : this.following.blockedNames(viewer));
		model.addAttribute("hits", results.hits());
		model.addAttribute("next", results.next());
		model.addAttribute("loosened", results.loosened());
		return "indexing/search";
	}

}
