package dev.roundtable.http;

import dev.roundtable.writing.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A room of the tests' own: what any room does, and what may go wrong in it. */
@RestController
class Probe {

	enum Colour {

		RED, GREEN

	}

	record Note(@Schema(maxLength = Text.TITLE) @Nullable String text, @Nullable Colour colour) {
	}

	private final JdbcClient jdbc;

	private final Once once;

	Probe(JdbcClient jdbc, Once once) {
		this.jdbc = jdbc;
		this.once = once;
	}

	@PostMapping("/api/v1/probe")
	ResponseEntity<Note> write(@RequestBody Note note, OnceKey key) {
		String text = Text.line("text", note.text(), Text.TITLE);
		this.once.write(key.asking("probe", text), () -> write(text));
		return ResponseEntity.status(HttpStatus.CREATED).header("Location", "/probe/" + text).body(note);
	}

	private void write(String text) {
		this.jdbc.sql("""
				insert into journal (happened_at, action, subject, audience, facts)
				values (current_timestamp, 'probe', substring(:text, 1, 60), 'team', '{}')""")
			.param("text", text)
			.update();
		if (text.startsWith("bad")) {
			throw new BadInput("text", "tag.invalid", text);
		}
		if (text.startsWith("boom")) {
			throw new IllegalStateException("secret detail");
		}
	}

	@PostMapping("/probe")
	ResponseEntity<Void> form(@RequestParam String text, OnceKey key) {
		write(new Note(text, null), key);
		return ResponseEntity.status(HttpStatus.SEE_OTHER).header("Location", "/probe/" + text).build();
	}

	@GetMapping("/api/v1/probe/stale")
	void stale() {
		throw new StaleVersion(7);
	}

	@GetMapping("/api/v1/probe/number")
	int number(@RequestParam int n) {
		return n;
	}

}
