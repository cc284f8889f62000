package dev.roundtable.signin;

import java.net.URI;
import java.util.Objects;

import dev.roundtable.credentials.Passwords;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.AccountName;
import dev.roundtable.people.PersonUrl;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Administrators make accounts for others. */
@RestController
@RequestMapping("/api/v1/people")
class NewPeopleApi {

	private final Registration registration;

	NewPeopleApi(Registration registration) {
		this.registration = registration;
	}

	/**
	 * @param role a fan's where it is left out
	 */
	record NewPerson(@Schema(maxLength = AccountName.MAX_UNITS) @Nullable String name,
			@Schema(minLength = Passwords.MIN, maxLength = Passwords.MAX) @Nullable String password,
			@Nullable Role role) {
	}

	record MadePerson(long id, String name, Role role, String url) {
	}

	@PostMapping
	ResponseEntity<MadePerson> make(@RequestBody NewPerson person, @AuthenticationPrincipal Viewer viewer,
			OnceKey key) {
		Role role = Objects.requireNonNullElse(person.role(), Role.FAN);
		String typed = Objects.requireNonNullElse(person.name(), "");
		AccountId made = this.registration.create(viewer, key, typed, Objects.requireNonNullElse(person.password(), ""),
				role);
		String name = AccountName.check(typed);
		String url = PersonUrl.of(name);
		return ResponseEntity.created(URI.create(url)).body(new MadePerson(made.value(), name, role, url));
	}

}
