package dev.roundtable.files;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Busy;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.multipart.MultipartFile;

/**
 * Takes pictures in. What is taken is there before anybody shows it, and {@link Uses}
 * says who does; a kill in between leaves a picture that nobody shows, which is deleted
 * after a day.
 */
@Component
public class Pictures {

	/** Bytes of a file. */
	public static final int LARGEST = 5 * 1024 * 1024;

	/** Decoded at the same moment, by one node. */
	private static final int AT_ONCE = 2;

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final Duration SOON = Duration.ofSeconds(5);

	private static final Duration LATER = Duration.ofMinutes(1);

	private final Semaphore slots = new Semaphore(AT_ONCE);

	private final PictureStore store;

	private final Limits limits;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Pictures(PictureStore store, Limits limits, JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
		this.store = store;
		this.limits = limits;
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * To be called outside any transaction, by who has asked whether she may.
	 * @throws BadInput on {@code picture}, when it is none, or too large
	 * @throws Busy when too many are being decoded
	 * @throws dev.roundtable.http.TooManyAttempts when she sent too many
	 */
	public Picture take(Viewer viewer, @Nullable MultipartFile file, Shape shape) {
		if (file == null || file.isEmpty()) {
			throw new BadInput("picture", "picture.none");
		}
		if (file.getSize() > LARGEST) {
			throw new BadInput("picture", "picture.large", LARGEST / 1024 / 1024);
		}
		this.limits.spend(viewer, Act.PICTURE);
		try {
			return take(file.getBytes(), shape);
		}
		catch (IOException full) {
			throw new Busy(LATER, full);
		}
	}

	Picture take(byte[] file, Shape shape) throws IOException {
		Making.Made made = made(file, shape);
		this.transaction.executeWithoutResult((_) -> expect(made.picture().name()));
		for (Map.Entry<String, byte[]> one : made.files().entrySet()) {
			this.store.put(one.getKey(), one.getValue());
		}
		return made.picture();
	}

	private Making.Made made(byte[] file, Shape shape) {
		try {
			if (!this.slots.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new Busy(SOON, null);
			}
		}
		catch (InterruptedException stopping) {
			Thread.currentThread().interrupt();
			throw new Busy(SOON, stopping);
		}
		try {
			return Making.make(file, shape);
		}
		finally {
			this.slots.release();
		}
	}

	/** From now on nobody deletes it for a day, nor while it is shown. */
	private void expect(String name) {
		if (touch(name) == 0) {
			this.jdbc.sql("insert into pictures (name, unused_since) values (:name, :now) on conflict do nothing")
				.param("name", name)
				.param("now", OffsetDateTime.now(this.clock))
				.update();
		}
	}

	private int touch(String name) {
		return this.jdbc.sql("""
				update pictures set unused_since = case when unused_since is null then null else :now end
				where name = :name""").param("name", name).param("now", OffsetDateTime.now(this.clock)).update();
	}

}
