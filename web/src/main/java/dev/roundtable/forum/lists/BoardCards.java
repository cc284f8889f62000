package dev.roundtable.forum.lists;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.roundtable.boards.Boards;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The boards as the home page shows them: with the number of their topics. */
@Component
public class BoardCards {

	private final Boards boards;

	private final JdbcClient jdbc;

	/** Counting all topics is too much for each visit of the home page. */
	private final LoadingCache<String, Map<Long, Long>> topics = Caffeine.newBuilder()
		.expireAfterWrite(Duration.ofSeconds(10))
		.build(key -> count());

	BoardCards(Boards boards, JdbcClient jdbc) {
		this.boards = boards;
		this.jdbc = jdbc;
	}

	/**
	 * Those that she may read, in their order. The numbers are ten seconds old at most.
	 */
	public List<BoardCard> of(@Nullable Viewer viewer) {
		Map<Long, Long> counted = this.topics.get("all");
		return this.boards.readable(viewer)
			.stream()
			.map((board) -> new BoardCard(board.slug().value(), board.name(), board.description(),
					counted.getOrDefault(board.id(), 0L)))
			.toList();
	}

	private Map<Long, Long> count() {
		return this.jdbc.sql("select board_id, count(*) from topics where not held group by board_id")
			.query((row, _) -> Map.entry(row.getLong(1), row.getLong(2)))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	public record BoardCard(String slug, String name, String description, long topics) {
	}

}
