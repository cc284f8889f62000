package dev.roundtable.boards;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.roundtable.groups.GroupUses;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The boards that are open to a group. */
@Component
class BoardsOfGroups implements GroupUses {

	private final JdbcClient jdbc;

	private final Boards boards;

	BoardsOfGroups(JdbcClient jdbc, Boards boards) {
		this.jdbc = jdbc;
		this.boards = boards;
	}

	@Override
	public Map<String, List<Opened>> of(@Nullable Viewer viewer) {
		Map<String, List<Opened>> opened = new HashMap<>();
		for (Boards.Board board : this.boards.readable(viewer)) {
			Stream.of(board.readers(), board.writers()).distinct().map(Audience::group).forEach((group) -> {
				if (group != null) {
					opened.computeIfAbsent(group, (_) -> new ArrayList<>())
						.add(new Opened(board.name(), BoardUrl.of(board.slug())));
				}
			});
		}
		return opened;
	}

	@Override
	public boolean uses(String group) {
		return this.jdbc.sql("select count(*) from boards where readers = :key or writers = :key")
			.param("key", Audience.group(group).key())
			.query(Long.class)
			.single() > 0;
	}

}
