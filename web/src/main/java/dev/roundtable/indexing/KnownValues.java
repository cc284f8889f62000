package dev.roundtable.indexing;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.roundtable.boards.Boards.Board;
import dev.roundtable.people.Audiences;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The tags and builds that are in use, to be offered by how they begin. To count them
 * takes seconds on a large site, so each node does it now and then and remembers; whether
 * those that are offered may be seen is read anew each time.
 */
@Component
class KnownValues {

	/** How many are looked at for those few that are offered. */
	private static final int LOOKED_AT = 8;

	private final JdbcClient jdbc;

	private volatile List<Tag> tags = List.of();

	private volatile List<String> builds = List.of();

	KnownValues(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Scheduled(initialDelayString = "${roundtable.indexing.counted-first:5s}",
			fixedDelayString = "${roundtable.indexing.counted-every:2m}")
	void count() {
		this.tags = this.jdbc.sql("""
				select g.tag, t.board_slug as board from topic_tag_facts g join topic_facts t on t.topic_id = g.topic_id
				where not t.held group by g.tag, t.board_slug order by count(*) desc, g.tag
				""").query(Tag.class).list();
		this.builds = this.jdbc.sql("""
				select distinct build from task_builds order by build desc
				""").query(String.class).list();
	}

	/** Those used most first. */
	List<String> tags(String begins, List<Board> readable, Audiences audiences, int most) {
		Set<String> boards = readable.stream().map((board) -> board.slug().value()).collect(Collectors.toSet());
		List<String> candidates = first(this.tags.stream()
			.filter((tag) -> tag.tag().startsWith(begins) && boards.contains(tag.board()))
			.map(Tag::tag));
		return candidates.stream().filter((tag) -> mayBeSeen("""
				select exists (select 1 from topic_tag_facts g join topic_facts t on t.topic_id = g.topic_id
				               where g.tag = :value and not t.held and %s)
				""".formatted(Audiences.mayRead("t.readers")), tag, audiences)).limit(most).toList();
	}

	/** The latest first. */
	List<String> builds(String begins, Audiences audiences, int most) {
		List<String> candidates = first(
				this.builds.stream().filter((build) -> build.toLowerCase(Locale.ROOT).startsWith(begins)));
		return candidates.stream()
			.filter((build) -> mayBeSeen("""
					select exists (select 1 from task_builds b join task_facts t on t.number = b.task_number
					               where b.build = :value and %s and %s)
					""".formatted(Audiences.mayRead("t.audience"), Audiences.mayRead("t.source_audience")), build,
					audiences))
			.limit(most)
			.toList();
	}

	private static List<String> first(Stream<String> values) {
		return values.distinct().limit(LOOKED_AT).toList();
	}

	private boolean mayBeSeen(String sql, String value, Audiences audiences) {
		return this.jdbc.sql(sql)
			.param("value", value)
			.param("audiences", audiences.array())
			.query(Boolean.class)
			.single();
	}

	private record Tag(String tag, String board) {
	}

}
