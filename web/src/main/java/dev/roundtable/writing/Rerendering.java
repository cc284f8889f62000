package dev.roundtable.writing;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import com.sun.management.OperatingSystemMXBean;
import dev.roundtable.writing.RenderedRows.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes old rows again when the renderer has changed: a few at a time, while the machine
 * has little to do, on one node at a time. It may be killed at any moment; whoever comes
 * next goes on from the last few rows. Rows that a node of an older release writes after
 * all are done wait for the next version; their HTML is as safe as it was.
 */
@Component
class Rerendering {

	private static final Logger log = LoggerFactory.getLogger(Rerendering.class);

	private static final int ROWS = 20;

	/** Of one turn: with the pause after it, a fifth of one processor at most. */
	private static final Duration TURN = Duration.ofMillis(500);

	private static final Duration CLAIM = Duration.ofMinutes(1);

	/** Of all processors. */
	private static final double BUSY = 0.6;

	private final String owner = UUID.randomUUID().toString();

	private final List<RenderedRows> kinds;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Rerendering(List<RenderedRows> kinds, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
		this.kinds = kinds;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	@Scheduled(initialDelayString = "${roundtable.rerendering.after:30s}",
			fixedDelayString = "${roundtable.rerendering.every:2s}")
	void turn() {
		if (!isBusy()) {
			work();
		}
	}

	void work() {
		try {
			long end = System.nanoTime() + TURN.toNanos();
			for (RenderedRows rows : this.kinds) {
				while (System.nanoTime() < end && some(rows)) {
					// Goes on.
				}
			}
		}
		catch (DataAccessException away) {
			log.info("Old texts wait to be rendered again: {}", away.getMessage());
		}
	}

	private static boolean isBusy() {
		return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
				&& system.getCpuLoad() > BUSY;
	}

	/** Whether there may be more. */
	boolean some(RenderedRows rows) {
		if (!claim(rows.kind())) {
			return false;
		}
		long after = this.jdbc.sql("select done_to from rerendering where kind = :kind")
			.param("kind", rows.kind())
			.query(Long.class)
			.single();
		List<Row> outdated = rows.outdated(after, Markdown.VERSION, ROWS);
		for (Row row : outdated) {
			Rendered text = Markdown.renderAsItCame(row.body());
			this.transaction.executeWithoutResult((status) -> rows.rewrite(row, text));
		}
		if (outdated.isEmpty()) {
			// Once more from the beginning, for those that somebody was changing.
			note(rows.kind(), 0, after == 0);
		}
		else {
			note(rows.kind(), outdated.getLast().id(), false);
		}
		return !outdated.isEmpty() || after > 0;
	}

	/**
	 * False when all is done, by this renderer or a newer one, or another node is at it.
	 */
	private boolean claim(String kind) {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		int known = this.jdbc.sql("""
				update rerendering set owner = :owner, claimed_until = :until
				where kind = :kind and renderer = :renderer and not finished
				  and (owner is null or owner = :owner or claimed_until < :now)
				""")
			.param("owner", this.owner)
			.param("until", now.plus(CLAIM))
			.param("kind", kind)
			.param("renderer", Markdown.VERSION)
			.param("now", now)
			.update();
		return known > 0 || begin(kind);
	}

	private boolean begin(String kind) {
		Integer renderer = this.jdbc.sql("select renderer from rerendering where kind = :kind")
			.param("kind", kind)
			.query(Integer.class)
			.optional()
			.orElse(null);
		if (renderer == null) {
			this.jdbc.sql("insert into rerendering (kind, renderer) values (:kind, :renderer) on conflict do nothing")
				.param("kind", kind)
				.param("renderer", Markdown.VERSION)
				.update();
			return claim(kind);
		}
		if (renderer >= Markdown.VERSION) {
			return false;
		}
		this.jdbc.sql("""
				update rerendering set renderer = :renderer, done_to = 0, finished = false, owner = null
				where kind = :kind and renderer < :renderer
				""").param("renderer", Markdown.VERSION).param("kind", kind).update();
		return claim(kind);
	}

	private void note(String kind, long doneTo, boolean finished) {
		this.jdbc.sql("""
				update rerendering set done_to = :doneTo, finished = :finished
				where kind = :kind and renderer = :renderer and owner = :owner
				""")
			.param("doneTo", doneTo)
			.param("finished", finished)
			.param("kind", kind)
			.param("renderer", Markdown.VERSION)
			.param("owner", this.owner)
			.update();
	}

}
