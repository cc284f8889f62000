package dev.roundtable.appeals;

import dev.roundtable.forum.Hiding;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Sanction;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
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

/**
 * Appeals for programs, of whoever is silenced or suspended herself and of moderators.
 */
@RestController
@RequestMapping("/api/v1")
class AppealsApi {

	private final Appeals appeals;

	AppealsApi(Appeals appeals) {
		this.appeals = appeals;
	}

	/** Once against what holds now, also of whoever is suspended. */
	@PostMapping("/me/appeals")
	@ResponseStatus(HttpStatus.CREATED)
	AppealMade appeal(@RequestBody NewAppeal appeal, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		return new AppealMade(this.appeals.appeal(viewer, key, appeal.text()));
	}

	/** One's own, the latest first. */
	@GetMapping("/me/appeals")
	CursorPage<OwnAppeal> own(@RequestParam(required = false) @Nullable String cursor,
			@AuthenticationPrincipal Viewer viewer) {
		return this.appeals.of(viewer, cursor, CursorPage.API_ITEMS).map(OwnAppeal::of);
	}

	/** What waits, the oldest first, or what was decided, the latest first. */
	@GetMapping("/moderation/appeals")
	CursorPage<AppealItem> all(@RequestParam(defaultValue = "false") boolean decided,
			@RequestParam(required = false) @Nullable String cursor, @AuthenticationPrincipal Viewer viewer) {
		return this.appeals.page(viewer, decided, cursor, CursorPage.API_ITEMS).map(AppealItem::of);
	}

	/** 409 where another moderator decided it meanwhile. */
	@PostMapping("/moderation/appeals/{id}/decision")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void decide(@PathVariable long id, @RequestBody NewAppealDecision decision, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		this.appeals.decide(viewer, key, id, decision.lift(), decision.reason());
	}

	record NewAppeal(@Schema(maxLength = Appeals.TEXT) @Nullable String text) {
	}

	record AppealMade(long id) {
	}

	/**
	 * @param lift whether what is appealed against ends
	 * @param reason whoever appealed reads it
	 */
	record NewAppealDecision(@Nullable Boolean lift, @Schema(maxLength = Hiding.REASON) @Nullable String reason) {
	}

	/**
	 * @param against what holds, or held
	 * @param reason of that
	 * @param lifted null while it waits
	 * @param answer why it was decided so
	 */
	record OwnAppeal(long id, Sanction.Kind against, String reason, String text, When createdAt,
			@Nullable Boolean lifted, @Nullable String answer, @Nullable When decidedAt) {

		static OwnAppeal of(Appeal appeal) {
			return new OwnAppeal(appeal.id(), appeal.kind(), appeal.reason(), appeal.text(), appeal.made(),
					appeal.lifted(), appeal.answer(), appeal.decided());
		}

	}

	/**
	 * The same as moderators see it.
	 *
	 * @param person who appeals
	 */
	record AppealItem(long id, String person, Sanction.Kind against, String reason, @Nullable String imposedBy,
			When imposedAt, String text, When createdAt, @Nullable Boolean lifted, @Nullable String decidedBy,
			@Nullable String answer, @Nullable When decidedAt) {

		static AppealItem of(Appeal appeal) {
			return new AppealItem(appeal.id(), appeal.name(), appeal.kind(), appeal.reason(), appeal.imposedBy(),
					appeal.imposed(), appeal.text(), appeal.made(), appeal.lifted(), appeal.decidedBy(),
					appeal.answer(), appeal.decided());
		}

	}

}
