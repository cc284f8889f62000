package dev.roundtable.moderation;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The boards where what new people post waits until a moderator has looked at it. */
@Component
class ReviewedBoards {

	private static final Duration REMEMBERED = Duration.ofSeconds(5);

	private final JdbcClient jdbc;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	private final LoadingCache<String, Set<Long>> known = Caffeine.newBuilder()
		.expireAfterWrite(REMEMBERED)
		.build((key) -> all());

	ReviewedBoards(JdbcClient jdbc, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	boolean contain(long board) {
		return this.known.get("all").contains(board);
	}

	Set<Long> all() {
		return Set.copyOf(this.jdbc.sql("select board_id from reviewed_boards").query(Long.class).list());
	}

	void set(Viewer viewer, OnceKey key, long board, boolean reviewed) {
		viewer.require(Capability.ADMINISTER);
		this.once.write(key.asking("review board " + board, reviewed), () -> {
			int changed = reviewed
					? this.jdbc.sql("""
							insert into reviewed_boards (board_id, made_by, made_at) values (:board, :by, :now)
							on conflict do nothing
							""")
						.param("board", board)
						.param("by", viewer.id().value())
						.param("now", OffsetDateTime.now(this.clock))
						.update()
					: this.jdbc.sql("delete from reviewed_boards where board_id = :board")
						.param("board", board)
						.update();
			if (changed > 0) {
				this.journal.record(viewer.id().value(), reviewed ? "reviews-newcomers" : "trusts-newcomers",
						Subject.of("board", board), Audience.TEAM, Map.of());
			}
		});
		this.known.invalidateAll();
	}

}
