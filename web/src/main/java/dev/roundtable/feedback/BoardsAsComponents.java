package dev.roundtable.feedback;

import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.boards.Boards;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.ComponentNames;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * A task that came from a board is about what the board is about. The name of a board is
 * for those who read it.
 */
@Component
class BoardsAsComponents implements ComponentNames {

	private final Boards boards;

	BoardsAsComponents(Boards boards) {
		this.boards = boards;
	}

	@Override
	public Map<String, String> names(@Nullable Viewer viewer) {
		return this.boards.readable(viewer)
			.stream()
			.collect(Collectors.toMap((board) -> board.slug().value(), Boards.Board::name));
	}

}
