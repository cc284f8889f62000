package dev.roundtable.feedback;

import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.forum.Boards;
import dev.roundtable.tasks.ComponentNames;

import org.springframework.stereotype.Component;

/** A task that came from a board is about what the board is about. */
@Component
class BoardsAsComponents implements ComponentNames {

	private final Boards boards;

	BoardsAsComponents(Boards boards) {
		this.boards = boards;
	}

	@Override
	public Map<String, String> names() {
		return this.boards.all()
			.stream()
			.collect(Collectors.toMap((board) -> board.slug().value(), Boards.Board::name));
	}

}
