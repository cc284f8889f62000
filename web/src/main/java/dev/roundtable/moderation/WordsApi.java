package dev.roundtable.moderation;

import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.moderation.Words.Act;
import dev.roundtable.people.Viewer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The words that are not to be written, for programs of administrators. */
@RestController
@RequestMapping("/api/v1/moderation/words")
class WordsApi {

	private final Words words;

	WordsApi(Words words) {
		this.words = words;
	}

	/** In the order in which they were listed. */
	@GetMapping
	CursorPage<ListedWord> list(@RequestParam(required = false) @Nullable String cursor,
			@AuthenticationPrincipal Viewer viewer) {
		return this.words.page(viewer, cursor, CursorPage.API_ITEMS)
			.map((word) -> new ListedWord(word.id(), word.word(), word.act()));
	}

	/** A word that is there gets the new act, and a new id. */
	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	WordMade add(@RequestBody NewWord word, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		return new WordMade(this.words.add(viewer, key, word.word(), word.act()));
	}

	/** What is gone stays gone. */
	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable long id, OnceKey key, @AuthenticationPrincipal Viewer viewer) {
		this.words.remove(viewer, key, id);
	}

	/**
	 * @param act {@code block}, {@code review} or {@code replace}
	 */
	record NewWord(@Schema(maxLength = Words.LONGEST) @Nullable String word, @Nullable Act act) {
	}

	record WordMade(long id) {
	}

	record ListedWord(long id, String word, Act act) {
	}

}
