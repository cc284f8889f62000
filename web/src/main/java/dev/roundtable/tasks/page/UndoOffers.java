package dev.roundtable.tasks.page;

import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.LastActs;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * After an act, whichever page of the list somebody goes on with offers to take it back,
 * while that is possible. Whoever comes without having done something pays nothing.
 */
@ControllerAdvice(basePackages = "dev.roundtable.tasks")
class UndoOffers {

	/** In the address: the task that something was done to. */
	static final String DID = "did";

	private final LastActs acts;

	UndoOffers(LastActs acts) {
		this.acts = acts;
	}

	@ModelAttribute("undo")
	LastActs.@Nullable Offer offer(@RequestParam(name = DID, required = false) @Nullable Long did,
			@AuthenticationPrincipal @Nullable Viewer viewer) {
		return (did != null && viewer != null && viewer.may(Capability.CHANGE_TASKS))
				? this.acts.offer(viewer, did).orElse(null) : null;
	}

}
