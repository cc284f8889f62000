package dev.roundtable.channels;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.roundtable.http.Messages;
import dev.roundtable.http.Secret;
import dev.roundtable.mail.Letter;
import dev.roundtable.mail.Mail;
import dev.roundtable.notifications.Kind;
import dev.roundtable.notifications.Notice;
import dev.roundtable.notifications.Outgoing;
import dev.roundtable.notifications.Outgoing.Way;
import dev.roundtable.people.Viewer;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Mails at once what is to be mailed at once: one letter for each kind of thing, with all
 * of it that came while it settled. Any number of nodes may do it. A letter is queued in
 * the transaction that marks what it tells; whoever dies before leaves it to the next.
 */
@Component
class NoticeMail {

	private static final int AT_ONCE = 500;

	private static final Duration LEASE = Duration.ofMinutes(5);

	/** What could not be mailed for so long is told no more. */
	private static final Duration WORTH = Duration.ofDays(3);

	/** After so many steps the thread goes back to others. */
	private static final int STEPS = 50;

	private final Outgoing outgoing;

	private final Readers readers;

	private final EndedTopics ended;

	private final Endings endings;

	private final Letters letters;

	private final Mail mail;

	private final Messages messages;

	private final TransactionTemplate transaction;

	private final Clock clock;

	NoticeMail(Outgoing outgoing, Readers readers, EndedTopics ended, Endings endings, Letters letters, Mail mail,
			Messages messages, PlatformTransactionManager transactions, Clock clock) {
		this.outgoing = outgoing;
		this.readers = readers;
		this.ended = ended;
		this.endings = endings;
		this.letters = letters;
		this.mail = mail;
		this.messages = messages;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * @param notices that it tells of
	 */
	record Draft(Letter letter, List<Notice> notices) {
	}

	@Scheduled(fixedDelayString = "${roundtable.channels.mail-every:5s}")
	void work() {
		int steps = 0;
		while (this.mail.configured() && steps < STEPS && step()) {
			steps++;
		}
	}

	/** Whether there was something to do. */
	boolean step() {
		Instant now = this.clock.instant();
		Outgoing.Claimed claimed = this.outgoing.claim(Way.MAIL, AT_ONCE, LEASE);
		if (claimed.people().isEmpty()) {
			return false;
		}
		Map<Long, Reader> told = new HashMap<>(this.readers.all(claimed.people()));
		Set<Long> asleep = putOff(told, now);
		told.values().removeIf((reader) -> reader.address() == null);
		List<Draft> drafts = write(told, now);
		this.transaction.executeWithoutResult((_) -> queue(drafts, claimed, asleep));
		return true;
	}

	/** For whom it is quiet now, she is told when it no longer is. */
	private Set<Long> putOff(Map<Long, Reader> told, Instant now) {
		Set<Long> asleep = new HashSet<>();
		told.values().removeIf((reader) -> {
			Instant until = reader.choice().quietUntil(now);
			if (until != null) {
				this.outgoing.postpone(Way.MAIL, reader.id(), until);
				asleep.add(reader.id());
			}
			return until != null;
		});
		return asleep;
	}

	/** With no connection held while it renders. */
	private List<Draft> write(Map<Long, Reader> told, Instant now) {
		Map<Long, Set<Long>> ended = this.ended.of(told.keySet());
		Map<Long, Viewer> viewers = told.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (one) -> one.getValue().viewer()));
		Map<Long, Map<Kind, List<Notice>>> waiting = this.outgoing.waiting(Way.MAIL, viewers)
			.stream()
			.filter((notice) -> notice.at().toInstant().isAfter(now.minus(WORTH)))
			.filter((notice) -> notice.topic() == null
					|| !ended.getOrDefault(notice.account(), Set.of()).contains(notice.topic()))
			.collect(Collectors.groupingBy(Notice::account, Collectors.groupingBy(Notice::kind)));
		List<Draft> drafts = new ArrayList<>();
		waiting.forEach((account, kinds) -> {
			Reader reader = Objects.requireNonNull(told.get(account));
			kinds.forEach((kind, notices) -> drafts
				.add(this.letters.in(this.readers.language(reader), () -> draft(reader, kind, notices, now))));
		});
		return drafts;
	}

	private Draft draft(Reader reader, Kind kind, List<Notice> notices, Instant now) {
		long account = reader.id();
		String line = this.letters.line(notices.getLast());
		String subject = (notices.size() == 1) ? line
				: this.messages.of("letter.notices.subject", line, notices.size() - 1);
		Ending ofKind = new Ending.OfKind(kind);
		List<Letters.Foot> feet = new ArrayList<>();
		feet.add(new Letters.Foot(this.messages.of("letter.end.kind", this.letters.name(kind)),
				this.endings.url(account, ofKind)));
		List<Long> topics = About.topics(notices);
		if (topics.size() == 1) {
			feet.add(new Letters.Foot(this.messages.of("letter.end.topic"),
					this.endings.url(account, new Ending.OfTopic(topics.getFirst()))));
		}
		Letters.Written written = this.letters.write(subject, reader.viewer().name(),
				List.of(new Letters.Section("", this.letters.items(notices))), feet);
		String states = notices.stream()
			.map((one) -> one.id() + " " + one.at().toInstant())
			.collect(Collectors.joining(","));
		return new Draft(new Letter("notices " + Secret.digest(states), Letter.Kind.NOTICE,
				Objects.requireNonNull(reader.address()), written.subject(), written.text(), written.html(),
				this.endings.url(account, ofKind), About.telling(account, Kind.Mail.NOW, kind, notices).text(),
				now.plus(WORTH)), notices);
	}

	/** What changed since it was written is written anew when the lease has run out. */
	private void queue(List<Draft> drafts, Outgoing.Claimed claimed, Set<Long> asleep) {
		Map<Draft, List<Notice>> tell = new LinkedHashMap<>();
		drafts.forEach((draft) -> tell.put(draft, draft.notices()));
		List<Draft> taken = this.outgoing.take(Way.MAIL, tell);
		taken.forEach((draft) -> this.mail.queue(draft.letter()));
		tell.keySet().removeAll(taken);
		Set<Long> done = new HashSet<>(claimed.people());
		done.removeAll(asleep);
		tell.values().forEach((notices) -> done.remove(notices.getFirst().account()));
		this.outgoing.drop(Way.MAIL, claimed, done);
	}

}
