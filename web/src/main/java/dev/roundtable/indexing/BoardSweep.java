package dev.roundtable.indexing;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import dev.roundtable.boards.BoardChanged;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Queues everything on a board whose readers or place changed: some topics at a time, so
 * that whoever changes the board does not wait, and as a row, so that nothing is
 * forgotten.
 */
@Component
class BoardSweep {

	private static final int TOPICS_AT_ONCE = 100;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	BoardSweep(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	@EventListener
	void add(BoardChanged changed) {
		this.jdbc.sql("insert into index_boards (board_id) values (:board)").param("board", changed.board()).update();
	}

	@Scheduled(fixedDelayString = "${roundtable.indexing.every:300ms}")
	void catchUp() {
		boolean more = true;
		while (more) {
			more = Boolean.TRUE.equals(this.transaction.execute((_) -> queueSome()));
		}
	}

	/** Whether there may be more that nobody else is at. */
	private boolean queueSome() {
		Optional<Sweep> next = this.jdbc.sql("""
				select id, board_id as board, past_topic as past from index_boards
				order by id limit 1 for update skip locked
				""").query(Sweep.class).optional();
		next.ifPresent(this::queueSome);
		return next.isPresent();
	}

	private void queueSome(Sweep sweep) {
		List<Long> topics = this.jdbc.sql("""
				select topic_id from topic_facts where board_id = :board and topic_id > :past
				order by topic_id limit :most
				""")
			.param("board", sweep.board())
			.param("past", sweep.past())
			.param("most", TOPICS_AT_ONCE)
			.query(Long.class)
			.list();
		if (topics.isEmpty()) {
			this.jdbc.sql("delete from index_boards where id = :id").param("id", sweep.id()).update();
			return;
		}
		this.jdbc
			.sql("""
					insert into index_queue (document, queued_at)
					select concat('topic-', wanted.id), cast(:now as timestamp with time zone) from unnest(cast(:topics as bigint array)) as wanted(id)
					union all
					select concat('post-', p.post_id), cast(:now as timestamp with time zone) from unnest(cast(:topics as bigint array)) as wanted(id)
					join post_facts p on p.topic_id = wanted.id and p.floor > 1
					""")
			.param("topics", topics.toArray(Long[]::new))
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		this.jdbc.sql("update index_boards set past_topic = :past where id = :id")
			.param("past", topics.getLast())
			.param("id", sweep.id())
			.update();
	}

	private record Sweep(long id, long board, long past) {
	}

}
