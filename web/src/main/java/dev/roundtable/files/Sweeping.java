package dev.roundtable.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.site.PictureUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes pictures that nobody has shown for a day. */
@Component
class Sweeping {

	private static final Logger log = LoggerFactory.getLogger(Sweeping.class);

	private static final Duration KEPT = Duration.ofDays(1);

	private static final int AT_ONCE = 200;

	private final JdbcClient jdbc;

	private final PictureStore store;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Sweeping(JdbcClient jdbc, PictureStore store, PlatformTransactionManager transactions, Clock clock) {
		this.jdbc = jdbc;
		this.store = store;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	@Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT45S")
	void sweep() {
		OffsetDateTime old = OffsetDateTime.now(this.clock).minus(KEPT);
		List<String> names = this.jdbc
			.sql("select name from pictures where unused_since < :old order by unused_since limit :most")
			.param("old", old)
			.param("most", AT_ONCE)
			.query(String.class)
			.list();
		for (String name : names) {
			try {
				this.transaction.executeWithoutResult((_) -> delete(name, old));
			}
			catch (UncheckedIOException | DataAccessException failure) {
				// It is there the next time, too.
				log.warn("The picture {} could not be deleted: {}", name, failure.getMessage());
			}
		}
	}

	/** Whoever takes the same picture in meanwhile waits, and then writes it anew. */
	private void delete(String name, OffsetDateTime old) {
		boolean mine = this.jdbc
			.sql("select name from pictures where name = :name and unused_since < :old for update skip locked")
			.param("name", name)
			.param("old", old)
			.query(String.class)
			.optional()
			.isPresent();
		if (!mine) {
			return;
		}
		try {
			for (Shape shape : Shape.values()) {
				for (int size : shape.sizes()) {
					this.store.delete(PictureUrl.file(name, size));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.jdbc.sql("delete from pictures where name = :name").param("name", name).update();
	}

}
