package dev.roundtable.people;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.writing.When;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People for machines: what everybody may know of them, and what moderators may do. */
@RestController
@RequestMapping("/api/v1/people/{name}")
class PersonApi {

	private final Accounts accounts;

	private final Sanctions sanctions;

	PersonApi(Accounts accounts, Sanctions sanctions) {
		this.accounts = accounts;
		this.sanctions = sanctions;
	}

	@GetMapping
	PersonItem get(@PathVariable String name) {
		Sanctions.Known found = this.sanctions.known(name).orElseThrow(() -> new NotFound("account " + name));
		return PersonItem.of(found.profile(), found.sanction());
	}

	@PutMapping("/suspension")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void suspend(@PathVariable String name, @RequestBody Why why, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		impose(viewer, key, name, Sanction.Kind.SUSPENDED, why);
	}

	@DeleteMapping("/suspension")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void readmit(@PathVariable String name, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		lift(viewer, key, name, Sanction.Kind.SUSPENDED);
	}

	@PutMapping("/silence")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void silence(@PathVariable String name, @RequestBody Why why, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		impose(viewer, key, name, Sanction.Kind.SILENCED, why);
	}

	@DeleteMapping("/silence")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void hearAgain(@PathVariable String name, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		lift(viewer, key, name, Sanction.Kind.SILENCED);
	}

	private void impose(Viewer viewer, OnceKey key, String name, Sanction.Kind kind, Why why) {
		viewer.require(Capability.MODERATE);
		this.sanctions.impose(viewer, key, profile(name).person().id(), kind, why.reason(), why.end());
	}

	private void lift(Viewer viewer, OnceKey key, String name, Sanction.Kind kind) {
		viewer.require(Capability.MODERATE);
		this.sanctions.lift(viewer, key, profile(name).person().id(), kind);
	}

	private Accounts.Profile profile(String name) {
		return this.accounts.profile(name).orElseThrow(() -> new NotFound("account " + name));
	}

	/**
	 * @param until when it ends by itself, null for no end
	 */
	record Why(@Schema(maxLength = Sanction.REASON) @Nullable String reason,
			@Schema(maxLength = 40, format = "date-time") @Nullable String until) {

		@Nullable Instant end() {
			try {
				return (this.until == null) ? null : OffsetDateTime.parse(this.until).toInstant();
			}
			catch (DateTimeParseException ex) {
				throw new BadInput("until", "sanction.when");
			}
		}

	}

	/**
	 * @param suspension what she may not do now, null when nothing is taken from her
	 */
	record PersonItem(String name, Role role, When since, @Nullable SanctionItem suspension, String url) {

		static PersonItem of(Accounts.Profile profile, @Nullable Sanction sanction) {
			Person person = profile.person();
			return new PersonItem(person.name(), person.role(), When.of(profile.since()),
					(sanction != null) ? SanctionItem.of(sanction) : null, PersonUrl.of(person.name()));
		}

	}

	record SanctionItem(Sanction.Kind kind, String reason, @Nullable When until) {

		static SanctionItem of(Sanction sanction) {
			return new SanctionItem(sanction.kind(), sanction.reason(),
					(sanction.until() != null) ? When.of(sanction.until()) : null);
		}

	}

}
