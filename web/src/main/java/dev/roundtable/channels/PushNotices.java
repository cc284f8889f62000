package dev.roundtable.channels;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

import dev.roundtable.notifications.Notice;
import dev.roundtable.notifications.Outgoing;
import dev.roundtable.notifications.Outgoing.Way;
import dev.roundtable.people.Viewer;
import dev.roundtable.push.Push;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Shows people in their browsers what happened. A push service may be slow or away: what
 * was claimed and is not known to be there comes again, under the name of the first, so
 * that it takes that one's place.
 */
@Component
class PushNotices {

	private static final int AT_ONCE = 200;

	private static final int ON_THE_WAY = 32;

	/** UTF-16 units of a title. */
	private static final int TITLE = 120;

	private static final Duration LEASE = Duration.ofMinutes(5);

	/** A push service keeps it so long for a browser that is off. */
	private static final Duration WORTH = Duration.ofHours(12);

	/** What could not be sent for so long is sent no more. */
	private static final Duration TRIED = Duration.ofHours(1);

	private static final int STEPS = 20;

	private final Outgoing outgoing;

	private final Readers readers;

	private final Letters letters;

	private final Push push;

	private final JsonMapper json;

	private final TransactionTemplate transaction;

	private final Clock clock;

	PushNotices(Outgoing outgoing, Readers readers, Letters letters, Push push, JsonMapper json,
			PlatformTransactionManager transactions, Clock clock) {
		this.outgoing = outgoing;
		this.readers = readers;
		this.letters = letters;
		this.push = push;
		this.json = json;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * What a browser gets, for the site's service worker.
	 *
	 * @param url a path of this site
	 * @param tag a later one with the same takes this one's place
	 */
	record Message(String title, String url, String tag) {
	}

	@Scheduled(fixedDelayString = "${roundtable.channels.push-every:2s}")
	void work() {
		int steps = 0;
		while (this.push.enabled() && steps < STEPS && step()) {
			steps++;
		}
	}

	/** Whether there was something to do. */
	boolean step() {
		Instant now = this.clock.instant();
		Outgoing.Claimed claimed = this.outgoing.claim(Way.PUSH, AT_ONCE, LEASE);
		if (claimed.people().isEmpty()) {
			return false;
		}
		Map<Long, Reader> told = new HashMap<>(this.readers.all(claimed.people()));
		Set<Long> asleep = new HashSet<>();
		told.values().removeIf((reader) -> {
			Instant until = reader.choice().quietUntil(now);
			if (until != null) {
				this.outgoing.postpone(Way.PUSH, reader.id(), until);
				asleep.add(reader.id());
			}
			return until != null;
		});
		Map<Long, Viewer> viewers = told.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (one) -> one.getValue().viewer()));
		List<Notice> notices = this.outgoing.waiting(Way.PUSH, viewers);
		List<Notice> there = send(notices, told, this.push.browsers(told.keySet()), now);
		this.transaction.executeWithoutResult((_) -> {
			this.outgoing.take(Way.PUSH, there.stream().collect(Collectors.toMap(Notice::id, List::of)));
			Set<Long> done = new HashSet<>(claimed.people());
			done.removeAll(asleep);
			notices.stream()
				.filter((notice) -> !there.contains(notice))
				.forEach((notice) -> done.remove(notice.account()));
			this.outgoing.drop(Way.PUSH, claimed, done);
		});
		return true;
	}

	/** Those that need not be tried again. */
	private List<Notice> send(List<Notice> notices, Map<Long, Reader> told, Map<Long, List<Push.Browser>> browsers,
			Instant now) {
		Semaphore places = new Semaphore(ON_THE_WAY);
		Map<Notice, Future<Boolean>> sent = new HashMap<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Notice notice : notices) {
				byte[] message = message(notice, Objects.requireNonNull(told.get(notice.account())));
				List<Push.Browser> to = browsers.getOrDefault(notice.account(), List.of());
				sent.put(notice, threads.submit(() -> sendToAll(message, notice, to, places)));
			}
		}
		List<Notice> there = new ArrayList<>();
		sent.forEach((notice, done) -> {
			if (isDone(done) || notice.at().toInstant().isBefore(now.minus(TRIED))) {
				there.add(notice);
			}
		});
		return there;
	}

	private boolean sendToAll(byte[] message, Notice notice, List<Push.Browser> browsers, Semaphore places)
			throws InterruptedException {
		boolean done = true;
		for (Push.Browser browser : browsers) {
			places.acquire();
			try {
				done &= this.push.send(browser, message, WORTH, tag(notice)) != Push.Sent.LATER;
			}
			finally {
				places.release();
			}
		}
		return done;
	}

	private static boolean isDone(Future<Boolean> sent) {
		try {
			return sent.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException ex) {
			return false;
		}
	}

	private byte[] message(Notice notice, Reader reader) {
		String line = this.letters.in(this.readers.language(reader), () -> this.letters.line(notice));
		int end = Math.min(line.length(), TITLE);
		String title = (end == line.length()) ? line
				: line.substring(0, Character.isHighSurrogate(line.charAt(end - 2)) ? end - 2 : end - 1) + "…";
		return this.json.writeValueAsString(new Message(title, notice.path(), tag(notice)))
			.getBytes(StandardCharsets.UTF_8);
	}

	private static String tag(Notice notice) {
		return "n" + notice.id();
	}

}
