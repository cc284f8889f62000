package dev.roundtable.forum;

import java.net.URI;
import java.util.List;

import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/boards")
class BoardApi {

	private final Boards boards;

	BoardApi(Boards boards) {
		this.boards = boards;
	}

	@GetMapping
	BoardItems list() {
		return new BoardItems(this.boards.all().stream().map(BoardItem::of).toList(), null);
	}

	@PostMapping
	ResponseEntity<BoardItem> create(@RequestBody NewBoard board, @AuthenticationPrincipal Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		BoardItem made = BoardItem
			.of(this.boards.create(orEmpty(board.slug()), orEmpty(board.name()), orEmpty(board.description())));
		return ResponseEntity.created(URI.create(made.url())).body(made);
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	record NewBoard(@Nullable String slug, @Nullable String name, @Nullable String description) {
	}

	record BoardItem(String slug, String name, String description, String url) {

		static BoardItem of(Boards.Board board) {
			return new BoardItem(board.slug(), board.name(), board.description(), "/b/" + board.slug());
		}

	}

	record BoardItems(List<BoardItem> items, @Nullable String next) {
	}

}
