package dev.roundtable.indexing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.TopicFollowing;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.queries.Asked;
import dev.roundtable.queries.Operator;
import dev.roundtable.search.SearchBusy;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchQuery;
import dev.roundtable.search.SearchUnavailable;
import dev.roundtable.writing.Title;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The search page. It says so when search is off, warming up, away or behind. */
@Controller
class SearchController {

	/** Says in an address that nothing is to be looked for instead of what was typed. */
	private static final String EXACTLY = "exactly";

	private final Finder finder;

	private final SearchIndex index;

	private final IndexQueue queue;

	private final Boards boards;

	private final TopicFollowing following;

	private final Understanding understanding;

	private final SearchFacets facets;

	private final NarrowingForm form;

	SearchController(Finder finder, SearchIndex index, IndexQueue queue, Boards boards, TopicFollowing following,
			Understanding understanding, SearchFacets facets, NarrowingForm form) {
		this.following = following;
		this.finder = finder;
		this.index = index;
		this.queue = queue;
		this.boards = boards;
		this.understanding = understanding;
		this.facets = facets;
		this.form = form;
	}

	/**
	 * The fields of the form beside the words become operators, so that everything asked
	 * for stands in the one line and in the address.
	 */
	@GetMapping("/search")
	String search(@AuthenticationPrincipal @Nullable Viewer viewer, @RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "") String sort, @RequestParam(required = false) @Nullable String cursor,
			@RequestParam Map<String, String> all, Model model, HttpServletResponse response) {
		String narrowed = narrowed(q, all);
		String address = address(narrowed, sort);
		if (!narrowed.equals(q) && address.length() <= SameSitePath.LONGEST) {
			return "redirect:" + address;
		}
		boolean exactly = "true".equals(all.get(EXACTLY));
		model.addAttribute(EXACTLY, exactly ? "true" : null);
		return found(viewer, narrowed, sort, cursor, exactly, model, response);
	}

	private static String address(String q, String sort) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath("/search").queryParam("q", "{q}");
		if (!sort.isEmpty()) {
			address.queryParam("sort", "{sort}");
		}
		return address.encode().build(Map.of("q", q, "sort", sort)).toString();
	}

	private String found(@Nullable Viewer viewer, String q, String sort, @Nullable String cursor, boolean exactly,
			Model model, HttpServletResponse response) {
		SearchQuery.Sort order = Finder.sort(sort, SearchQuery.Sort.RELEVANCE);
		String state = this.index.state().name();
		Finder.Results results = Finder.Results.none(this.understanding.of(viewer, q));
		if (!q.isBlank()) {
			try {
				results = exactly ? this.finder.exactly(viewer, q, order, cursor)
						: this.finder.search(viewer, q, Finder.Filter.ANYTHING, order, cursor, true);
				state = (results.degraded() && isReady(state)) ? SearchIndex.State.UNAVAILABLE.name() : state;
			}
			catch (SearchBusy busy) {
				state = "BUSY";
				response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
				response.setHeader("Retry-After", "2");
			}
			catch (SearchUnavailable away) {
				state = isReady(state) ? SearchIndex.State.UNAVAILABLE.name() : state;
			}
		}
		List<Boards.Board> readable = this.boards.readable(viewer);
		String further = further(order, exactly);
		model.addAttribute("facets", this.facets.of(results, readable, further));
		show(results, readable, Audiences.of(viewer), model);
		model.addAttribute("q", q);
		model.addAttribute("asked", (results.corrected() != null) ? results.corrected() : q);
		model.addAttribute("corrected", results.corrected());
		model.addAttribute("sort", SearchFacets.spoken(order.name()));
		model.addAttribute("state", state);
		model.addAttribute("behind", this.queue.size());
		model.addAttribute("blocked",
				(viewer == null || results.hits().isEmpty()) ? Set.of() : this.following.blockedNames(viewer));
		return "indexing/search";
	}

	private void show(Finder.Results results, List<Boards.Board> readable, Audiences audiences, Model model) {
		Asked asked = results.understood().asked();
		Map<String, String> form = new HashMap<>();
		for (Operator operator : Understanding.KNOWN) {
			form.put(operator.written(), asked.value(operator));
		}
		model.addAttribute("fields", this.form.html(readable, form));
		model.addAttribute("chips", this.facets.chips(asked, audiences));
		model.addAttribute("words", words(results.understood()));
		model.addAttribute("doubts", results.understood().doubts());
		model.addAttribute("total", results.total());
		model.addAttribute("hits", results.hits());
		model.addAttribute("next", results.next());
		model.addAttribute("loosened", results.loosened());
		model.addAttribute("degraded", results.degraded());
	}

	/** What an address says beside the query. */
	private static String further(SearchQuery.Sort order, boolean exactly) {
		String sorted = (order != SearchQuery.Sort.RELEVANCE) ? "&sort=" + SearchFacets.spoken(order.name()) : "";
		return exactly ? sorted + "&" + EXACTLY + "=true" : sorted;
	}

	/** What she looked for as the title of a question. */
	private static String words(Understood understood) {
		String words = understood.text().strip();
		if (words.length() <= Title.MAX) {
			return words;
		}
		int end = Character.isHighSurrogate(words.charAt(Title.MAX - 1)) ? Title.MAX - 1 : Title.MAX;
		return words.substring(0, end);
	}

	private static boolean isReady(String state) {
		return SearchIndex.State.READY.name().equals(state);
	}

	/** With the fields of the form that the index knows. */
	private static String narrowed(String q, Map<String, String> fields) {
		Asked asked = Asked.parse(q);
		Map<String, String> known = new HashMap<>(fields);
		known.keySet().removeIf((name) -> Operator.of(name).filter(Understanding.KNOWN::contains).isEmpty());
		String narrowed = asked.narrowed(known).toString();
		return narrowed.equals(asked.toString()) ? q : narrowed;
	}

}
