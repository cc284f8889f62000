package dev.roundtable.rounds;

import java.net.URI;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.rounds.RoundPages.RoundItem;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Voting rounds for machines. */
@RestController
@RequestMapping("/api/v1/rounds")
class RoundApi {

	private final Rounds rounds;

	private final RoundPages pages;

	private final Clock clock;

	RoundApi(Rounds rounds, RoundPages pages, Clock clock) {
		this.rounds = rounds;
		this.pages = pages;
		this.clock = clock;
	}

	@GetMapping
	CursorPage<RoundItem> list(@RequestParam(required = false) @Nullable String cursor) {
		return this.pages.page(cursor, CursorPage.API_ITEMS, OffsetDateTime.now(this.clock));
	}

	@PostMapping
	ResponseEntity<RoundView> open(@RequestBody NewRound round, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		RoundView made = this.rounds.find(this.rounds.open(viewer, key, round), viewer);
		return ResponseEntity.created(URI.create(made.url())).body(made);
	}

	@GetMapping("/{round}")
	RoundView get(@PathVariable long round, @AuthenticationPrincipal @Nullable Viewer viewer) {
		return this.rounds.find(round, viewer);
	}

	/**
	 * @param choices numbers of tasks, an empty list to take the ballot back
	 */
	record RoundBallot(@ArraySchema(maxItems = NewRound.CANDIDATES) @Nullable List<Long> choices) {
	}

	@PutMapping("/{round}/ballot")
	RoundView vote(@PathVariable long round, @RequestBody RoundBallot ballot, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		if (ballot.choices() == null || ballot.choices().stream().anyMatch(Objects::isNull)) {
			throw new BadInput("choices", "round.choices.missing");
		}
		this.rounds.vote(viewer, key, round, ballot.choices());
		return this.rounds.find(round, viewer);
	}

}
