package dev.roundtable.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.ErasedAccounts;
import dev.roundtable.people.Erasure;
import dev.roundtable.people.Viewers;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases whoever is due, step by step. Who holds the lock on her row works on her, and
 * moves the mark in the transaction that did the work: whoever is killed is continued by
 * the next node, nothing twice and nothing left out.
 */
@Component
class ErasureWork {

	private static final Logger log = LoggerFactory.getLogger(ErasureWork.class);

	/** After a step that failed, or for the last administrator. */
	private static final Duration LATER = Duration.ofMinutes(10);

	/** Of one node, before others get on with it. */
	private static final Duration TURN = Duration.ofMinutes(1);

	/** As long as somebody may wait for a page. */
	static final Duration AT_ONCE = Duration.ofSeconds(3);

	/** No room's step. */
	private static final String FINISHED = "-";

	private final List<Erasure> rooms;

	private final JdbcClient jdbc;

	private final ErasedAccounts accounts;

	private final ErasureSettings settings;

	private final Viewers viewers;

	private final Journal journal;

	private final TransactionTemplate transaction;

	private final Clock clock;

	ErasureWork(ObjectProvider<Erasure> rooms, JdbcClient jdbc, ErasedAccounts accounts, ErasureSettings settings,
			Viewers viewers, Journal journal, PlatformTransactionManager transactions, Clock clock) {
		this.rooms = rooms.stream().sorted(Comparator.comparing(Erasure::turn).thenComparing(Erasure::step)).toList();
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.settings = settings;
		this.viewers = viewers;
		this.journal = journal;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * @param step that is being done, empty before the first
	 * @param progress of it
	 */
	record Due(long accountId, boolean words, String step, long progress) {

		AccountId account() {
			return AccountId.of(this.accountId);
		}

	}

	@Scheduled(fixedDelayString = "${roundtable.erasure.every:5s}")
	void turn() {
		try {
			some(TURN);
		}
		catch (DataAccessException away) {
			log.info("Who is to be erased waits: {}", away.getMessage());
		}
	}

	/** Works for so long at most; what is left comes with the next turn. */
	void some(Duration most) {
		long end = System.nanoTime() + most.toNanos();
		while (System.nanoTime() < end && one()) {
			// Goes on.
		}
	}

	/**
	 * Does one step, or a part of it.
	 * @return whether there was anything to do
	 */
	boolean one() {
		List<Due> tried = new ArrayList<>();
		try {
			this.transaction.executeWithoutResult((_) -> {
				due().ifPresent(tried::add);
				tried.forEach(this::work);
			});
		}
		catch (RuntimeException failure) {
			if (tried.isEmpty()) {
				throw failure;
			}
			tried.forEach((due) -> postpone(due, failure));
		}
		tried.forEach((due) -> this.viewers.forget(due.account()));
		return !tried.isEmpty();
	}

	private Optional<Due> due() {
		return this.jdbc.sql("""
				select account_id as accountId, words, step, progress from erasures
				where finished_at is null and again_at <= :now order by again_at, account_id limit 1
				for update skip locked""").param("now", now()).query(Due.class).optional();
	}

	private void work(Due due) {
		Erasure room = room(due.step());
		if (room == null) {
			finish(due);
			return;
		}
		String placeholder = this.settings.placeholder(due.account());
		// Once her name is gone, nobody asks for it.
		String name = (room.turn().compareTo(Erasure.Turn.NAME) <= 0) ? this.accounts.nameOf(due.account())
				: placeholder;
		long next = room.erase(new Erasure.Who(due.account(), name, placeholder, due.words()), due.progress());
		boolean done = next == Erasure.DONE;
		note(due, done ? after(room) : room.step(), done ? 0 : next);
	}

	/** The step of that name; the first, where it is not known any more. */
	private @Nullable Erasure room(String step) {
		if (step.equals(FINISHED)) {
			return null;
		}
		return this.rooms.stream().filter((room) -> room.step().equals(step)).findFirst().orElse(this.rooms.getFirst());
	}

	private String after(Erasure room) {
		int next = this.rooms.indexOf(room) + 1;
		return (next < this.rooms.size()) ? this.rooms.get(next).step() : FINISHED;
	}

	private void note(Due due, String step, long progress) {
		this.jdbc.sql("""
				update erasures set step = :step, progress = :progress, begun_at = coalesce(begun_at, :now)
				where account_id = :account""")
			.param("step", step)
			.param("progress", progress)
			.param("now", now())
			.param("account", due.accountId())
			.update();
	}

	/** Lists are made anew with what the journal tells. */
	private void finish(Due due) {
		this.jdbc.sql("update erasures set finished_at = :now, reason = '' where account_id = :account")
			.param("now", now())
			.param("account", due.accountId())
			.update();
		this.journal.record(null, "erased", Subject.of("account", due.accountId()), Audience.TEAM,
				Map.of("words", String.valueOf(due.words())));
	}

	private void postpone(Due due, RuntimeException failure) {
		log.warn("Erasing account {} is tried again later, at step \"{}\"", due.accountId(), due.step(), failure);
		this.jdbc.sql("""
				update erasures set attempts = attempts + 1, again_at = :later
				where account_id = :account and finished_at is null""")
			.param("later", now().plus(LATER))
			.param("account", due.accountId())
			.update();
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock);
	}

}
