package dev.roundtable.indexing;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
import org.springframework.web.util.HtmlUtils;

@RestController
class SearchApi {

	private final Finder finder;

	private final Messages messages;

	SearchApi(Finder finder, Messages messages) {
		this.finder = finder;
		this.messages = messages;
	}

	@GetMapping("/api/v1/search")
	Found search(@AuthenticationPrincipal @Nullable Viewer viewer, @RequestParam(defaultValue = "") String q,
			@ModelAttribute Finder.Filter filter, @RequestParam(defaultValue = "relevance") String sort,
			@RequestParam(required = false) @Nullable String cursor) {
		Finder.Results results = this.finder.search(viewer, q, filter, Finder.sort(sort, null), cursor, false);
		return new Found(results.total(), results.hits().stream().map(Item::of).toList(), results.next(),
				results.degraded());
	}

	/** Warming up, away or too busy: the caller may come back. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> away(SearchUnavailable away) {
		boolean busy = away instanceof SearchBusy;
		String slug = busy ? "search-busy" : "search-unavailable";
		ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.SERVICE_UNAVAILABLE);
		problem.setType(URI.create("/problems/" + slug));
		String told = "problem." + slug;
		problem.setTitle(this.messages.of(told + ".title"));
		problem.setDetail(this.messages.of(told + ".advice"));
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header("Retry-After", busy ? "2" : "10")
			.body(problem);
	}

	/**
	 * @param degraded whether the index did not answer, so that these are the newest
	 * topics with such a title, narrowed by board, kind and author alone
	 */
	record Found(long total, @ArraySchema(maxItems = Finder.HITS_ON_A_PAGE) List<Item> items, @Nullable String next,
			boolean degraded) {
	}

	/**
	 * @param url of a topic leads to the floor that shows best why it was found
	 * @param title plain text
	 * @param highlight escaped HTML, hits in {@code <mark>}
	 * @param floor on which it was found, 0 for a task
	 * @param more how many other floors of a topic show what was looked for
	 * @param task the number of the task that a topic became, where one may see it
	 */
	record Item(String type, long id, String url, String title, String highlight, int floor, int more,
			@Nullable String board, String kind, @Nullable String status, @Nullable Long task) {

		static Item of(Finder.Hit hit) {
			return new Item(hit.type().toLowerCase(Locale.ROOT), hit.id(), hit.url(),
					hit.title().stream().map(Segment::text).collect(Collectors.joining()),
					hit.excerpt().stream().map(Item::marked).collect(Collectors.joining()), hit.floor(), hit.more(),
					hit.board(), hit.kind().toLowerCase(Locale.ROOT),
					(hit.status() != null) ? hit.status().toLowerCase(Locale.ROOT) : null, hit.task());
		}

		private static String marked(Segment segment) {
			String text = HtmlUtils.htmlEscape(segment.text());
			return segment.hit() ? "<mark>" + text + "</mark>" : text;
		}

	}

}
