package dev.roundtable.channels;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.roundtable.mail.Mail;
import dev.roundtable.notifications.Kind;
import dev.roundtable.notifications.Notice;
import dev.roundtable.notifications.Outgoing;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends digests, daily and weekly, at the hour of each one's own day. Who was told
 * nothing that she has not read gets none. Any number of nodes may do it: a turn is
 * claimed for as long as a lease runs, and ended in the transaction that queues the mail.
 */
@Component
class Digests {

	static final List<Kind.Mail> RHYTHMS = List.of(Kind.Mail.DAILY, Kind.Mail.WEEKLY);

	private static final int AT_ONCE = 200;

	private static final int ENROLLED_AT_ONCE = 5000;

	private static final Duration LEASE = Duration.ofMinutes(10);

	/** After so many steps the thread goes back to others. */
	private static final int STEPS = 100;

	private final JdbcClient jdbc;

	private final Outgoing outgoing;

	private final Readers readers;

	private final DigestLetters letters;

	private final EndedTopics ended;

	private final Mail mail;

	private final ChannelSettings settings;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Digests(JdbcClient jdbc, Outgoing outgoing, Readers readers, DigestLetters letters, EndedTopics ended, Mail mail,
			ChannelSettings settings, PlatformTransactionManager transactions, Clock clock) {
		this.jdbc = jdbc;
		this.outgoing = outgoing;
		this.readers = readers;
		this.letters = letters;
		this.ended = ended;
		this.mail = mail;
		this.settings = settings;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	@Scheduled(fixedDelayString = "${roundtable.channels.digests-every:1m}", initialDelayString = "PT30S")
	void work() {
		if (this.mail.configured()) {
			enrol();
			for (Kind.Mail rhythm : RHYTHMS) {
				int steps = 0;
				while (steps < STEPS && step(rhythm)) {
					steps++;
				}
			}
		}
	}

	/** Whoever has an address since the last time. */
	void enrol() {
		for (Kind.Mail rhythm : RHYTHMS) {
			this.jdbc.sql("""
					insert into digest_turns (account_id, rhythm, next_at, told_to)
					select a.account_id, :rhythm, :now, :now from account_addresses a where not exists (
					    select 1 from digest_turns d where d.account_id = a.account_id and d.rhythm = :rhythm)
					order by a.account_id limit :most on conflict do nothing""")
				.param("rhythm", rhythm.name())
				.param("now", OffsetDateTime.now(this.clock))
				.param("most", ENROLLED_AT_ONCE)
				.update();
		}
	}

	/** Whether there was something to do. */
	boolean step(Kind.Mail rhythm) {
		Instant now = this.clock.instant();
		OffsetDateTime lease = now.plus(LEASE).truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
		Map<Long, Instant> turns = claim(rhythm, now, lease);
		if (turns.isEmpty()) {
			return false;
		}
		Map<Long, Reader> readers = this.readers.all(turns.keySet());
		Map<Long, Instant> next = new HashMap<>();
		Map<Long, Reader> due = new HashMap<>();
		turns.forEach((account, toldTo) -> {
			Reader reader = readers.get(account);
			Instant since = (reader != null) ? reader.choice().digestAfter(rhythm, toldTo, this.settings.hour()) : now;
			if (since.isAfter(now)) {
				next.put(account, since);
			}
			else {
				next.put(account, after(reader, rhythm, now));
				if (reader != null && reader.address() != null) {
					due.put(account, reader);
				}
			}
		});
		List<DigestLetters.Draft> drafts = write(rhythm, due, turns, now);
		this.transaction.executeWithoutResult((_) -> queue(rhythm, lease, now, drafts, due.keySet(), next));
		return true;
	}

	private Instant after(@Nullable Reader reader, Kind.Mail rhythm, Instant now) {
		return (reader != null) ? reader.choice().digestAfter(rhythm, now, this.settings.hour())
				: now.plus(Duration.ofDays(1));
	}

	private Map<Long, Instant> claim(Kind.Mail rhythm, Instant now, OffsetDateTime lease) {
		Map<Long, Instant> turns = new HashMap<>();
		this.transaction.executeWithoutResult((_) -> {
			// Chosen before they are locked: asked for both at once in an order, H2 locks
			// all that waits.
			Long[] first = this.jdbc.sql("""
					select account_id from digest_turns where next_at <= :now and rhythm = :rhythm
					order by next_at limit :most""")
				.param("now", now.atOffset(ZoneOffset.UTC))
				.param("rhythm", rhythm.name())
				.param("most", AT_ONCE)
				.query(Long.class)
				.list()
				.toArray(Long[]::new);
			this.jdbc.sql("""
					select account_id, told_to from digest_turns
					where account_id = any(:first) and rhythm = :rhythm and next_at <= :now
					order by account_id for update skip locked""")
				.param("first", first)
				.param("now", now.atOffset(ZoneOffset.UTC))
				.param("rhythm", rhythm.name())
				.query((row) -> {
					turns.put(row.getLong("account_id"), row.getObject("told_to", OffsetDateTime.class).toInstant());
				});
			if (!turns.isEmpty()) {
				this.jdbc.sql("""
						update digest_turns set next_at = :lease
						where rhythm = :rhythm and account_id = any(:people)""")
					.param("lease", lease)
					.param("rhythm", rhythm.name())
					.param("people", turns.keySet().toArray(Long[]::new))
					.update();
			}
		});
		return turns;
	}

	private List<DigestLetters.Draft> write(Kind.Mail rhythm, Map<Long, Reader> due, Map<Long, Instant> turns,
			Instant now) {
		Map<Long, Viewer> viewers = due.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (one) -> one.getValue().viewer()));
		Map<Long, Set<Long>> ended = this.ended.of(due.keySet());
		Map<Long, List<Notice>> told = this.outgoing.waiting(rhythm, viewers)
			.stream()
			.filter((notice) -> notice.topic() == null
					|| !ended.getOrDefault(notice.account(), Set.of()).contains(notice.topic()))
			.collect(Collectors.groupingBy(Notice::account));
		if (told.isEmpty()) {
			return List.of();
		}
		Map<Long, Reader> written = due.entrySet()
			.stream()
			.filter((one) -> told.containsKey(one.getKey()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		return this.letters.write(rhythm, written, told, turns, now);
	}

	/** Those whose lease ran out meanwhile are somebody else's. */
	private void queue(Kind.Mail rhythm, OffsetDateTime lease, Instant now, List<DigestLetters.Draft> drafts,
			Collection<Long> told, Map<Long, Instant> next) {
		List<Long> mine = this.jdbc.sql("""
				select account_id from digest_turns
				where rhythm = :rhythm and account_id = any(:people) and next_at = :lease
				order by account_id for update skip locked""")
			.param("rhythm", rhythm.name())
			.param("people", next.keySet().toArray(Long[]::new))
			.param("lease", lease)
			.query(Long.class)
			.list();
		drafts.stream()
			.filter((draft) -> mine.contains(draft.account()))
			.forEach((draft) -> this.mail.queue(draft.letter()));
		List<Long> done = new ArrayList<>(mine);
		done.retainAll(told);
		this.outgoing.told(rhythm, done, now);
		mine.stream()
			.collect(Collectors.groupingBy((account) -> Objects.requireNonNull(next.get(account))))
			.forEach((at, people) -> this.jdbc.sql("""
					update digest_turns set next_at = :at,
					    told_to = case when account_id = any(:told) then :now else told_to end
					where rhythm = :rhythm and account_id = any(:people)""")
				.param("at", at.atOffset(ZoneOffset.UTC))
				.param("told", done.toArray(Long[]::new))
				.param("now", now.atOffset(ZoneOffset.UTC))
				.param("rhythm", rhythm.name())
				.param("people", people.toArray(Long[]::new))
				.update());
	}

}
