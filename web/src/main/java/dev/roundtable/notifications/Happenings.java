package dev.roundtable.notifications;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import dev.roundtable.journal.Entry;
import dev.roundtable.journal.JournalFollower;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.Rendered;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Turns what happened into what people are told. */
@Component
class Happenings implements JournalFollower {

	/** Of what one text mentions or quotes. */
	private static final int MOST = 20;

	/** Told at once. */
	private static final int REPORTERS = 500;

	private static final Set<String> STATUS = Set.of("asked", "confirmed", "planned", "started", "fixed", "released",
			"verified", "declined", "merged", "unmerged", "reopened", "sent-back", "brought-back", "undid", "proved",
			"disproved");

	/** What is told to the author when somebody else did it. */
	private static final Set<String> MODERATION = Set.of("hid", "unhid", "edited", "retitled", "reclassified", "moved",
			"retagged", "locked", "unlocked", "pinned", "featured", "deleted", "restored", "approved", "warned",
			"merged", "unmerged", "split", "unsplit");

	/** What is done to a person. */
	private static final Set<String> SANCTIONS = Set.of("silenced", "unsilenced", "suspended", "unsuspended",
			"removed-picture", "appeal-kept", "appeal-lifted");

	private final JdbcClient jdbc;

	private final Follows follows;

	private final Telling telling;

	private final FanOuts fanOuts;

	private final Accounts accounts;

	private final Honouring honouring;

	Happenings(JdbcClient jdbc, Follows follows, Telling telling, FanOuts fanOuts, Accounts accounts,
			Honouring honouring) {
		this.jdbc = jdbc;
		this.follows = follows;
		this.telling = telling;
		this.fanOuts = fanOuts;
		this.accounts = accounts;
		this.honouring = honouring;
	}

	@Override
	public String name() {
		return "notifications";
	}

	@Override
	public boolean wants(String action, Subject subject) {
		return switch (subject.type()) {
			case "topic" -> action.equals("wrote") || MODERATION.contains(action);
			case "task" -> action.equals("answered") || STATUS.contains(action);
			case "review", "messagereview" -> action.equals("judged");
			case "conversation" -> action.equals("messaged");
			case "account" -> Honouring.ACTS.contains(action) || SANCTIONS.contains(action);
			case "directmessage" -> action.equals("hid") || action.equals("unhid");
			case "channel" -> action.equals("gave seat") || action.equals("offered seat");
			case "group" -> action.equals("added") || action.equals("applied rule");
			default -> false;
		};
	}

	@Override
	public void deliver(List<Entry> entries) {
		for (Entry entry : entries) {
			switch (entry.subject().type()) {
				case "task" -> ofTask(entry);
				case "review" -> ofReports(entry, "post_report_facts", "item_id");
				case "messagereview" -> ofReports(entry, "message_report_facts", "review_id");
				case "conversation" -> ofConversation(entry);
				case "account" -> ofAccount(entry);
				case "directmessage" -> becameOf(entry, Long.parseLong(entry.fact("author")));
				case "channel" -> ofSeat(entry);
				case "group" -> this.honouring.joined(entry);
				default -> ofTopic(entry);
			}
		}
	}

	/** Whoever is reached by what was written there is told that, and not what. */
	private void ofConversation(Entry entry) {
		long conversation = entry.subject().id();
		List<Long> people = this.jdbc
			.sql("""
					select account_id from conversation_facts
					where conversation_id = :conversation and muted = false and last_message >= :message and read_to < :message
					""")
			.param("conversation", conversation)
			.param("message", Long.valueOf(entry.fact("message")))
			.query(Long.class)
			.list();
		this.telling.tell(new Told(Kind.MESSAGE, entry.subject().toString(), null, null, null, conversation,
				entry.actor(), entry.action(), "", at(entry)), people);
	}

	/** Whoever reported something is told whether that led to something. */
	private void ofReports(Entry entry, String reports, String item) {
		Told told = new Told(Kind.MODERATION, entry.subject().toString(), null, null, null, null, entry.fact("outcome"),
				entry.fact("reason"), at(entry));
		List<Long> reporters;
		long after = 0;
		do {
			reporters = this.jdbc.sql("""
					select account_id from %s where %s = :item and account_id > :after
					order by account_id limit :most
					""".formatted(reports, item))
				.param("item", entry.subject().id())
				.param("after", after)
				.param("most", REPORTERS)
				.query(Long.class)
				.list();
			this.telling.tell(told, reporters);
			after = reporters.isEmpty() ? after : reporters.getLast();
		}
		while (reporters.size() == REPORTERS);
	}

	private void ofAccount(Entry entry) {
		if (SANCTIONS.contains(entry.action())) {
			becameOf(entry, entry.subject().id());
		}
		else {
			this.honouring.given(entry);
		}
	}

	private void ofSeat(Entry entry) {
		String channel = entry.fact("channel");
		this.telling.tell(new Told(Kind.SEAT, Leads.SEAT + channel.toLowerCase(Locale.ROOT), null, null, null,
				entry.actor(), entry.action(), channel, at(entry)), List.of(Long.valueOf(entry.fact("account"))));
	}

	/** Of somebody herself, or of what she wrote to others. */
	private void becameOf(Entry entry, long person) {
		this.telling.tell(new Told(Kind.MODERATION, entry.subject().toString(), null, null, null, entry.actor(),
				entry.action(), entry.fact("reason"), at(entry)), List.of(person));
	}

	private void ofTask(Entry entry) {
		Kind kind = switch (entry.action()) {
			case "answered" -> Kind.ANSWER;
			case "released" -> Kind.VERIFY;
			default -> Kind.STATUS;
		};
		this.fanOuts.toPeopleOf(TaskNumber.of(entry.subject().id()), entry.id(),
				new Told(kind, entry.subject().toString(), null, null, entry.subject().id(), entry.actor(),
						entry.action(), entry.fact("reason"), at(entry)));
	}

	private void ofTopic(Entry entry) {
		int floor = entry.fact("floor").isEmpty() ? 1 : Integer.parseInt(entry.fact("floor"));
		Floor written = this.jdbc.sql("""
				select t.topic_id as topic, p.floor, t.board_id as board, p.author_id as author, p.body
				from topic_facts t join post_facts p on p.topic_id = t.topic_id and p.floor = :floor
				where t.topic_id = :topic
				""")
			.param("topic", entry.subject().id())
			.param("floor", floor)
			.query(Floor.class)
			.optional()
			.orElse(null);
		if (written == null) {
			return;
		}
		switch (entry.action()) {
			case "merged" -> this.follows.goAlong(written.topic(), written.floor());
			case "unmerged" -> this.follows.comeBack(written.topic());
			case "split" -> this.follows.byWriting(written.topic(), written.author());
			default -> {
			}
		}
		if (entry.action().equals("wrote")) {
			this.follows.byWriting(written.topic(), written.author());
			spread(entry, written, named(entry, written));
			return;
		}
		if (!Objects.equals(entry.actor(), written.author())) {
			this.telling.tell(told(Kind.MODERATION, entry, written), List.of(written.author()));
		}
		if (entry.action().equals("edited")) {
			named(entry, written);
		}
	}

	/** Tells those whom the text is about. */
	private Collection<Long> named(Entry entry, Floor written) {
		if (!written.body().contains("@") && !written.body().contains("floor-")) {
			return Set.of();
		}
		Rendered text = Markdown.renderAsItCame(written.body());
		Set<Long> all = new LinkedHashSet<>();
		Set<Long> mentioned = new LinkedHashSet<>();
		text.mentions()
			.stream()
			.limit(MOST)
			.forEach((name) -> this.accounts.byName(name).map(AccountId::value).ifPresent(mentioned::add));
		tell(told(Kind.MENTION, entry, written), mentioned, all);
		Set<Long> quoted = new LinkedHashSet<>();
		text.quotes().stream().limit(MOST).forEach((floor) -> {
			Long author = author((floor.topic() != null) ? floor.topic() : written.topic(), floor.floor());
			if (author != null) {
				quoted.add(author);
			}
		});
		tell(told(Kind.QUOTE, entry, written), quoted, all);
		return all;
	}

	private void tell(Told told, Set<Long> people, Set<Long> all) {
		people.removeAll(all);
		if (!people.isEmpty()) {
			all.addAll(people);
			people.removeAll(this.telling.toldOf(told, people));
			this.telling.tell(told, people);
		}
	}

	private @Nullable Long author(long topic, int floor) {
		return this.jdbc.sql("select author_id from post_facts where topic_id = :topic and floor = :floor")
			.param("topic", topic)
			.param("floor", floor)
			.query(Long.class)
			.optional()
			.orElse(null);
	}

	/** Tells those who follow where it was written. */
	private void spread(Entry entry, Floor written, Collection<Long> otherwise) {
		if (written.floor() > 1) {
			this.fanOuts.toFollowers(entry.id(), Follows.topic(written.topic()), told(Kind.REPLY, entry, written),
					otherwise);
			return;
		}
		Set<String> followed = new LinkedHashSet<>(
				List.of(Follows.board(written.board()), Follows.person(written.author())));
		this.jdbc.sql("select tag from topic_tag_facts where topic_id = :topic")
			.param("topic", written.topic())
			.query(String.class)
			.list()
			.forEach((tag) -> followed.add(Follows.tag(tag)));
		followed
			.forEach((what) -> this.fanOuts.toFollowers(entry.id(), what, told(Kind.TOPIC, entry, written), otherwise));
	}

	private static Told told(Kind kind, Entry entry, Floor written) {
		return new Told(kind, Follows.topic(written.topic()), written.topic(), written.floor(), null, entry.actor(),
				entry.action(), entry.fact("reason"), at(entry));
	}

	private static OffsetDateTime at(Entry entry) {
		return entry.at().atOffset(ZoneOffset.UTC);
	}

	private record Floor(long topic, int floor, long board, long author, String body) {
	}

}
