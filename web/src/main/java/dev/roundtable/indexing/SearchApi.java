package dev.roundtable.indexing;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.roundtable.forum.TopicFollowing;
import dev.roundtable.http.Messages;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.Highlighter.Segment;
import dev.roundtable.search.SearchBusy;
import dev.roundtable.search.SearchUnavailable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SearchApi {

	private final Finder finder;

	private final TopicFollowing following;

	private final Messages messages;

	SearchApi(Finder finder, TopicFollowing following, Messages messages) {
		this.finder = finder;
		this.following = following;
		this.messages = messages;
	}

	@GetMapping("/api/v1/search")
	Found search(@AuthenticationPrincipal @Nullable Viewer viewer, @RequestParam(defaultValue = "") String q,
			@ModelAttribute Finder.Filter filter, @RequestParam(defaultValue = "relevance") String sort,
			@RequestParam(required = false) @Nullable String cursor) {
		Finder.Results results = this.finder.search(viewer, q, filter, Finder.sort(sort, null), cursor, false);
		Set<String> blocked = (viewer == null || results.hits().isEmpty()) ? Set.of()
				: this.following.blockedNames(viewer);
		return new Found(results.total(), results.hits().stream().map((hit) -> Item.of(hit, blocked)).toList(),
				results.next(), results.corrected(), results.degraded());
	}

	/** Warming up, away or too busy: the caller may come back. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> away(SearchUnavailable away) {
		boolean busy = away instanceof SearchBusy;
		String slug = busy ? "search-busy" : "search-unavailable";
		ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.SERVICE_UNAVAILABLE);
		problem.setType(URI.create("/problems/" + slug));
		problem.setTitle(this.messages.of(busy ? "problem.search-busy.title" : "problem.search-unavailable.title"));
		problem.setDetail(this.messages.of(busy ? "problem.search-busy.advice" : "problem.search-unavailable.advice"));
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header("Retry-After", busy ? "2" : "10")
			.body(problem);
	}

	/**
	 * @param corrected what was looked for instead where nothing was found for a word
	 * that nobody wrote; the next page is asked for with this
	 * @param degraded whether the index did not answer, so that these are the newest
	 * topics with such a title, narrowed by board, kind and author alone
	 */
	record Found(long total, @ArraySchema(maxItems = Finder.HITS_ON_A_PAGE) List<Item> items, @Nullable String next,
			@Nullable String corrected, boolean degraded) {
	}

	/**
	 * @param url of a topic leads to the floor that shows best why it was found
	 * @param title plain text
	 * @param highlight escaped HTML, hits in {@code <mark>}
	 * @param floor on which it was found, 0 for a task
	 * @param more how many other floors of a topic show what was looked for
	 * @param task the number of the task that a topic became, where one may see it
	 * @param blocked whether the reader blocks its author
	 */
	record Item(String type, long id, String url, String title, String highlight, int floor, int more,
			@Nullable String board, String kind, @Nullable String status, @Nullable Long task, boolean blocked) {

		static Item of(Finder.Hit hit, Set<String> blocked) {
			return new Item(hit.type().toLowerCase(Locale.ROOT), hit.id(), hit.url(),
					hit.title().stream().map(Segment::text).collect(Collectors.joining()), hit.markedExcerpt(),
					hit.floor(), hit.more(), hit.board(), hit.kind().toLowerCase(Locale.ROOT),
					(hit.status() != null) ? hit.status().toLowerCase(Locale.ROOT) : null, hit.task(),
					blocked.contains(hit.author()));
		}

	}

}
