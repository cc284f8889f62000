package dev.roundtable.channels;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.roundtable.http.Messages;
import dev.roundtable.mail.Letter;
import dev.roundtable.notifications.Kind;
import dev.roundtable.notifications.Notice;
import dev.roundtable.site.SiteUrl;

import org.springframework.stereotype.Component;

/**
 * Writes digests: what became of her feedback, what else she was told, by topic, and what
 * others liked meanwhile.
 */
@Component
class DigestLetters {

	private static final int FATES = 5;

	private static final int EXCERPT = 160;

	private static final Duration WORTH = Duration.ofDays(2);

	private final Letters letters;

	private final Fates fates;

	private final BestTopics best;

	private final Endings endings;

	private final Readers readers;

	private final Messages messages;

	private final SiteUrl site;

	DigestLetters(Letters letters, Fates fates, BestTopics best, Endings endings, Readers readers, Messages messages,
			SiteUrl site) {
		this.letters = letters;
		this.fates = fates;
		this.best = best;
		this.endings = endings;
		this.readers = readers;
		this.messages = messages;
		this.site = site;
	}

	record Draft(long account, Letter letter) {
	}

	/**
	 * @param told what each was told and has not read; whoever is not there gets none
	 * @param since up to when the last one told
	 */
	List<Draft> write(Kind.Mail rhythm, Map<Long, Reader> people, Map<Long, List<Notice>> told,
			Map<Long, Instant> since, Instant now) {
		Instant earliest = people.keySet()
			.stream()
			.map((account) -> since.getOrDefault(account, now))
			.min(Instant::compareTo)
			.orElse(now);
		Map<Long, List<Fates.Fate>> fates = this.fates.since(earliest, people)
			.stream()
			.filter((fate) -> fate.at().toInstant().isAfter(since.getOrDefault(fate.account(), now)))
			.collect(Collectors.groupingBy(Fates.Fate::account));
		BestTopics.Lately lately = this.best
			.since(now.minus((rhythm == Kind.Mail.WEEKLY) ? Duration.ofDays(7) : Duration.ofDays(1)), people.keySet());
		return people.values()
			.stream()
			.map((reader) -> this.letters.in(this.readers.language(reader),
					() -> draft(rhythm, reader, Objects.requireNonNull(told.get(reader.id())),
							fates.getOrDefault(reader.id(), List.of()), lately, now)))
			.toList();
	}

	private Draft draft(Kind.Mail rhythm, Reader reader, List<Notice> told, List<Fates.Fate> all,
			BestTopics.Lately lately, Instant now) {
		List<Notice> feedback = told.stream().filter(DigestLetters::isFeedback).toList();
		List<Notice> others = told.stream().filter((notice) -> !isFeedback(notice)).toList();
		List<Fates.Fate> fates = all.stream()
			.filter((fate) -> feedback.stream().noneMatch((notice) -> Objects.equals(notice.task(), fate.task())))
			.limit(FATES)
			.toList();
		List<Long> topics = new ArrayList<>(About.topics(told));
		fates.forEach((fate) -> topics.add(fate.topic()));
		List<BestTopics.Best> best = reader.choice().best() ? lately.of(reader, topics) : List.of();
		List<Letters.Item> became = new ArrayList<>(this.letters.items(feedback));
		fates.forEach((fate) -> became.add(item(fate)));
		List<Letters.Section> sections = new ArrayList<>();
		add(sections, "letter.section.feedback", became);
		add(sections, "letter.section.told", this.letters.items(others));
		add(sections, "letter.section.best", best.stream().map(this::item).toList());
		return new Draft(reader.id(),
				letter(rhythm, reader, told, sections, about(rhythm, reader, told, fates, best), now));
	}

	private Letter letter(Kind.Mail rhythm, Reader reader, List<Notice> told, List<Letters.Section> sections,
			About about, Instant now) {
		String url = this.endings.url(reader.id(), new Ending.OfDigest(rhythm));
		Letters.Written written = this.letters.write(
				this.messages.of(named("letter.digest.subject", rhythm),
						sections.getFirst().items().getFirst().title()),
				reader.viewer().name(), sections,
				List.of(new Letters.Foot(this.messages.of(named("letter.end.digest", rhythm)), url)));
		Notice last = told.getLast();
		return new Letter("digest %d %s %d %s".formatted(reader.id(), rhythm, last.id(), last.at().toInstant()),
				Letter.Kind.DIGEST, Objects.requireNonNull(reader.address()), written.subject(), written.text(),
				written.html(), url, about.text(), now.plus(WORTH));
	}

	private static About about(Kind.Mail rhythm, Reader reader, List<Notice> told, List<Fates.Fate> fates,
			List<BestTopics.Best> best) {
		About about = About.telling(reader.id(), rhythm, null, told);
		List<Long> topics = new ArrayList<>(about.topics());
		List<Long> tasks = new ArrayList<>(about.tasks());
		List<String> floors = new ArrayList<>(about.floors());
		fates.forEach((fate) -> {
			topics.add(fate.topic());
			tasks.add(fate.task());
		});
		best.forEach((one) -> {
			topics.add(one.topic());
			floors.add(one.topic() + ".1");
		});
		return new About(reader.id(), rhythm, null, about.notices(), topics, tasks, floors);
	}

	private static String named(String what, Object name) {
		return what + "." + name;
	}

	private static boolean isFeedback(Notice notice) {
		return notice.kind() == Kind.STATUS || notice.kind() == Kind.VERIFY || notice.kind() == Kind.ANSWER;
	}

	private void add(List<Letters.Section> sections, String title, Collection<Letters.Item> items) {
		if (!items.isEmpty()) {
			sections.add(new Letters.Section(this.messages.of(title), List.copyOf(items)));
		}
	}

	private Letters.Item item(Fates.Fate fate) {
		List<String> said = new ArrayList<>();
		String status = this.messages.of(named("status", fate.status()));
		said.add((fate.build() != null) ? this.messages.of("notification.STATUS.build", status, fate.build())
				: this.messages.of("notification.STATUS", status));
		if (fate.reason() != null && !fate.reason().isEmpty()) {
			said.add(this.messages.of("notifications.reason", this.letters.why(fate.reason())));
		}
		return new Letters.Item(fate.title(), this.site.of(fate.path()), said, List.of());
	}

	private Letters.Item item(BestTopics.Best best) {
		String line = best.plain().replaceAll("\\s+", " ").strip();
		if (line.codePointCount(0, line.length()) > EXCERPT) {
			line = line.substring(0, line.offsetByCodePoints(0, EXCERPT)).strip() + "…";
		}
		return new Letters.Item(best.title(), this.site.of(best.path()),
				List.of(this.messages.of("letter.best", best.boardName(), best.votes(), best.replies())),
				List.of(new Letters.Line(best.name(), line)));
	}

}
