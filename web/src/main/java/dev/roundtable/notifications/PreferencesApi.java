package dev.roundtable.notifications;

import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What reaches one of each kind of thing, for machines. */
@RestController
@RequestMapping("/api/v1/notifications/settings")
class PreferencesApi {

	private final Preferences preferences;

	PreferencesApi(Preferences preferences) {
		this.preferences = preferences;
	}

	/**
	 * What reaches one of a kind; what is left out stays as it is.
	 */
	record Ways(@Nullable Kind kind, @Nullable Boolean onPage, Kind.@Nullable Mail mail, @Nullable Boolean push) {
	}

	/** One for each kind. */
	@GetMapping
	List<Preferences.Choice> list(@AuthenticationPrincipal Viewer viewer) {
		return this.preferences.of(viewer.id().value());
	}

	@PutMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void choose(@RequestBody Ways ways, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		if (ways.kind() == null) {
			throw new BadInput("kind", "choice.unknown", "");
		}
		this.preferences.save(viewer, key,
				List.of(new Preferences.Change(ways.kind(), ways.onPage(), ways.mail(), ways.push())));
	}

}
