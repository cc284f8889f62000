package dev.roundtable.boards;

import java.net.URI;
import java.util.List;

import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Boards for machines, as far as the one who asks may read them. */
@RestController
@RequestMapping("/api/v1/boards")
class BoardApi {

	private final Boards boards;

	private final BoardKeeping keeping;

	BoardApi(Boards boards, BoardKeeping keeping) {
		this.boards = boards;
		this.keeping = keeping;
	}

	@GetMapping
	BoardItems list(@AuthenticationPrincipal @Nullable Viewer viewer) {
		return new BoardItems(this.boards.readable(viewer).stream().map(BoardItem::of).toList(), null);
	}

	@GetMapping("/{slug}")
	ResponseEntity<BoardItem> get(@PathVariable String slug, @AuthenticationPrincipal @Nullable Viewer viewer) {
		return this.boards.find(slug, viewer)
			.map((board) -> ResponseEntity.ok(BoardItem.of(board)))
			.orElseGet(() -> ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
				.location(URI.create("/api/v1/boards/" + BoardUrl.encoded(
						this.boards.formerly(slug, viewer).orElseThrow(() -> new NotFound("board " + slug)).slug())))
				.build());
	}

	@PostMapping
	ResponseEntity<BoardItem> create(@RequestBody BoardEdit board, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		BoardItem made = BoardItem.of(this.keeping.create(viewer, key, board));
		return ResponseEntity.created(URI.create(made.url())).body(made);
	}

	@PatchMapping("/{slug}")
	BoardItem change(@PathVariable String slug, @RequestBody BoardEdit board, OnceKey key,
			@AuthenticationPrincipal Viewer viewer) {
		return BoardItem.of(this.keeping.change(viewer, key, slug, board));
	}

	/**
	 * @param name in the language that was asked for
	 */
	record BoardItem(String slug, String name, String description, String readers, String writers, boolean archived,
			String url) {

		static BoardItem of(Boards.Board board) {
			return new BoardItem(board.slug().value(), board.name(), board.description(), board.readers().key(),
					board.writers().key(), board.archived(), BoardUrl.of(board.slug()));
		}

	}

	record BoardItems(List<BoardItem> items, @Nullable String next) {
	}

}
