package dev.roundtable.tokens;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tokens")
class TokensApi {

	private final ApiTokens tokens;

	TokensApi(ApiTokens tokens) {
		this.tokens = tokens;
	}

	/**
	 * @param scope to write as well where it is left out
	 * @param lifetime for good where it is left out
	 */
	record NewToken(@Schema(maxLength = ApiTokens.NAME) @Nullable String name, TokenTerms.@Nullable Scope scope,
			TokenTerms.@Nullable Lifetime lifetime) {
	}

	/**
	 * Made with a token, it ends with that one at the latest and is revoked with it;
	 * {@code expires} of the answer says when.
	 */
	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	ApiTokens.Made make(@RequestBody NewToken token, @AuthenticationPrincipal Viewer viewer, Authentication who,
			OnceKey key, HttpServletResponse response) {
		ApiTokens.Bearer by = (who.getDetails() instanceof ApiTokens.Bearer bearer) ? bearer : null;
		ApiTokens.Made made = this.tokens.make(viewer, key, token.name(),
				TokenTerms.of(token.scope(), token.lifetime()), by);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		return made;
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revoke(@PathVariable long id, @AuthenticationPrincipal Viewer viewer) {
		this.tokens.revoke(viewer, OnceKey.NONE, id);
	}

}
