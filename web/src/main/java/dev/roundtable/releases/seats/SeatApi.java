package dev.roundtable.releases.seats;

import java.util.Locale;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.releases.Channel;
import dev.roundtable.releases.seats.Seats.State;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own seat in a channel, for machines. */
@RestController
@RequestMapping("/api/v1/channels/{channel}/seat")
class SeatApi {

	private final Seats seats;

	SeatApi(Seats seats) {
		this.seats = seats;
	}

	/**
	 * @param seat {@code asked}, {@code offered} or {@code held}, null for none
	 */
	record SeatView(Channel channel, int seats, int taken, boolean open, @Nullable String seat) {
	}

	@GetMapping
	SeatView get(@PathVariable String channel, @AuthenticationPrincipal @Nullable Viewer viewer) {
		Channel named = SeatController.named(channel);
		Program program = this.seats.program(named);
		State state = (viewer != null) ? this.seats.state(named, viewer.id()) : null;
		return new SeatView(named, program.seats(), this.seats.taken(named), program.open(),
				(state != null) ? state.name().toLowerCase(Locale.ROOT) : null);
	}

	@PutMapping
	SeatView ask(@PathVariable String channel, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.seats.ask(viewer, key, SeatController.named(channel));
		return get(channel, viewer);
	}

	@DeleteMapping
	SeatView giveBack(@PathVariable String channel, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.seats.giveBack(viewer, key, SeatController.named(channel));
		return get(channel, viewer);
	}

}
