package dev.roundtable.messages;

import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.messages.ReviewQueue.Item;
import dev.roundtable.people.Sanction;
import dev.roundtable.people.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages that were reported, for moderators' programs. */
@RestController
@RequestMapping("/api/v1/moderation/messages")
class ReviewApi {

	private final ReviewQueue queue;

	private final Reviewing reviewing;

	ReviewApi(ReviewQueue queue, Reviewing reviewing) {
		this.queue = queue;
		this.reviewing = reviewing;
	}

	/** What waits, the oldest first, or what was decided, the latest first. */
	@GetMapping
	CursorPage<ReviewItem> queue(@RequestParam(defaultValue = "false") boolean decided,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal Viewer viewer) {
		return this.queue.page(viewer, decided, cursor, CursorPage.API_ITEMS).map(ReviewItem::of);
	}

	@PostMapping("/{id}/decision")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void decide(@PathVariable long id, @RequestBody NewReviewDecision decision, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.reviewing.decide(viewer, key, id, decision.decision(), decision.reason(),
				(decision.days() != null) ? decision.days() : 0);
	}

	/**
	 * @param days that {@code silence} and {@code suspend} last; without them they have
	 * no end
	 */
	record NewReviewDecision(@Nullable ReviewDecision decision,
			@Schema(maxLength = Sanction.REASON) @Nullable String reason, @Nullable Integer days) {
	}

	record ReviewItem(long id, String author, String text, boolean hidden, int reports,
			@Nullable ReviewDecision decision, @Nullable String decidedBy, @Nullable String reason, String createdAt) {

		static ReviewItem of(Item item) {
			return new ReviewItem(item.id(), item.author(), item.text(), item.hidden(), item.reports(), item.decision(),
					item.decidedBy(), item.reason(), item.opened().iso());
		}

	}

}
