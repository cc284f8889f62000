package dev.roundtable.indexing;

import java.util.List;
import java.util.Locale;

import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is like a text, for machines that write topics. */
@RestController
@RequestMapping("/api/v1/similar")
class SimilarApi {

	private final Similar similar;

	SimilarApi(Similar similar) {
		this.similar = similar;
	}

	/**
	 * @param type topic or task
	 * @param task it, or what a topic became
	 * @param fixedIn the build that fixed it, null while none did
	 * @param words that both have, with commas between them
	 */
	record SimilarItem(String type, String title, String url, String kind, @Nullable String status, @Nullable Long task,
			@Nullable String fixedIn, String words) {
	}

	/** The best first; nothing for an empty title. */
	@GetMapping
	List<SimilarItem> similar(@RequestParam(defaultValue = "") String title,
			@RequestParam(defaultValue = "") String body, @AuthenticationPrincipal @Nullable Viewer viewer) {
		return this.similar.to(viewer, title, body)
			.stream()
			.map((like) -> new SimilarItem(lower(like.type()), like.title(), like.url(), lower(like.kind()),
					(like.status() != null) ? lower(like.status()) : null, like.task(), like.fixedIn(), like.words()))
			.toList();
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
