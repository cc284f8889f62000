package dev.roundtable.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is to be told beyond the page, for the rooms that do it. Some are claimed for as
 * long as a lease runs, written about with no connection held, and then taken for good,
 * in the transaction that hands on what was written.
 */
@Component
public class Outgoing {

	/** Of one person at once, the latest. */
	private static final int MOST = 40;

	/** Floors of one notification that are looked at. */
	private static final int FLOORS = 50;

	private final JdbcClient jdbc;

	private final Sentences sentences;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Outgoing(JdbcClient jdbc, Sentences sentences, PlatformTransactionManager transactions, Clock clock) {
		this.jdbc = jdbc;
		this.sentences = sentences;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/** How somebody is told at once. */
	public enum Way {

		MAIL("mail_due", "n.mail = 'NOW'"), PUSH("push_due", "n.push_due is not null");

		private final String due;

		private final String waits;

		Way(String due, String waits) {
			this.due = due;
			this.waits = waits;
		}

	}

	/**
	 * Some that are somebody's to tell.
	 *
	 * @param people whose they are
	 * @param until nobody else is given them before
	 */
	public record Claimed(Set<Long> people, Instant until) {
	}

	/** Claims some that are due, in a transaction of its own. */
	public Claimed claim(Way way, int most, Duration lease) {
		OffsetDateTime until = now().plus(lease).truncatedTo(ChronoUnit.MILLIS);
		Map<Long, Long> rows = new HashMap<>();
		this.transaction.executeWithoutResult((_) -> {
			// Chosen before they are locked: asked for both at once in an order, H2 locks
			// all that waits.
			Long[] first = this.jdbc
				.sql("select id from notifications where %1$s <= :now order by %1$s limit :most".formatted(way.due))
				.param("now", now())
				.param("most", most)
				.query(Long.class)
				.list()
				.toArray(Long[]::new);
			this.jdbc.sql("""
					select id, account_id from notifications where id = any(:first) and %s <= :now
					order by id for update skip locked""".formatted(way.due))
				.param("first", first)
				.param("now", now())
				.query((row) -> {
					rows.put(row.getLong("id"), row.getLong("account_id"));
				});
			if (!rows.isEmpty()) {
				this.jdbc.sql("update notifications set " + way.due + " = :until where id = any(:ids)")
					.param("until", until)
					.param("ids", rows.keySet().toArray(Long[]::new))
					.update();
			}
		});
		return new Claimed(Set.copyOf(rows.values()), until.toInstant());
	}

	/** All that waits for those people at once, however long; the oldest first. */
	public List<Notice> waiting(Way way, Map<Long, Viewer> people) {
		return notices(way.waits, people);
	}

	/** What they are told by digests of that rhythm and have not read. */
	public List<Notice> waiting(Kind.Mail rhythm, Map<Long, Viewer> people) {
		return notices("n.mail = '" + rhythm.name() + "'", people);
	}

	/**
	 * Takes for good what some letters tell, in the caller's transaction.
	 * @param letters each with what it tells
	 * @return those of which all is what it was, unread, and taken by nobody else
	 */
	public <T> List<T> take(Way way, Map<T, List<Notice>> letters) {
		Map<Long, OffsetDateTime> now = new HashMap<>();
		this.jdbc.sql("""
				select n.id, n.happened_at from notifications n where n.id = any(:ids) and n.slot = 0 and %s
				order by n.id for update skip locked""".formatted(way.waits))
			.param("ids", ids(letters.values()))
			.query((row) -> {
				now.put(row.getLong("id"), row.getObject("happened_at", OffsetDateTime.class));
			});
		Map<T, List<Notice>> taken = new LinkedHashMap<>(letters);
		taken.values().removeIf((told) -> !told.stream().allMatch((notice) -> {
			OffsetDateTime at = now.get(notice.id());
			return at != null && at.isEqual(notice.at());
		}));
		if (!taken.isEmpty()) {
			this.jdbc
				.sql("update notifications set %s where id = any(:ids)"
					.formatted((way == Way.MAIL) ? "mail = null, mail_due = null" : "push_due = null"))
				.param("ids", ids(taken.values()))
				.update();
		}
		return List.copyOf(taken.keySet());
	}

	private static Long[] ids(Collection<List<Notice>> letters) {
		return letters.stream().flatMap(List::stream).map(Notice::id).toArray(Long[]::new);
	}

	/** Of what was claimed nothing more is to be told to those people. */
	public void drop(Way way, Claimed claimed, Collection<Long> people) {
		this.jdbc
			.sql("update notifications set %s where account_id = any(:people) and slot = 0 and %s = :until"
				.formatted((way == Way.MAIL) ? "mail = null, mail_due = null" : "push_due = null", way.due))
			.param("people", people.toArray(Long[]::new))
			.param("until", claimed.until().atOffset(ZoneOffset.UTC))
			.update();
	}

	/** A digest of that rhythm has told those people all until then. */
	public void told(Kind.Mail rhythm, Collection<Long> people, Instant upTo) {
		this.jdbc.sql("""
				update notifications set mail = null
				where account_id = any(:people) and slot = 0 and mail = :rhythm and happened_at <= :upTo""")
			.param("people", people.toArray(Long[]::new))
			.param("rhythm", rhythm.name())
			.param("upTo", upTo.atOffset(ZoneOffset.UTC))
			.update();
	}

	/** What one person waits for is told no earlier than that. */
	public void postpone(Way way, long person, Instant until) {
		this.jdbc
			.sql("update notifications set %1$s = :until where account_id = :person and slot = 0 and %1$s is not null"
				.formatted(way.due))
			.param("until", until.atOffset(ZoneOffset.UTC))
			.param("person", person)
			.update();
	}

	/** They were taken, and what told of them did not go: those unread wait again. */
	public void again(Collection<Long> ids, Kind.Mail when) {
		this.jdbc
			.sql("update notifications set mail = :mail, mail_due = cast(:due as timestamp with time zone) "
					+ "where id = any(:ids) and slot = 0 and mail is null")
			.param("mail", when.name())
			.param("due", (when == Kind.Mail.NOW) ? now() : null)
			.param("ids", ids.toArray(Long[]::new))
			.update();
	}

	/**
	 * Whether something of these is not read, and all that is not may be seen by her now.
	 * @return empty where there is nothing to tell any more
	 */
	public Optional<Boolean> stillTrue(Viewer viewer, Collection<Long> ids) {
		Long[] asked = ids.toArray(Long[]::new);
		int unread = this.jdbc.sql("select count(*) from notifications where id = any(:ids) and slot = 0")
			.param("ids", asked)
			.query(Integer.class)
			.single();
		int seen = Visible.to(viewer, this.jdbc.sql(
				"select count(*)" + Visible.FROM.replace(" and n.on_page", "") + "and n.slot = 0 and n.id = any(:ids)"))
			.param("ids", asked)
			.query(Integer.class)
			.single();
		return (unread == 0) ? Optional.empty() : Optional.of(seen == unread);
	}

	/** What it is called where it happened, in the language of the thread. */
	public String title(Notice notice) {
		if (notice.kind().isGiven()) {
			return this.sentences.given(notice.act(), notice.title());
		}
		if (notice.topic() == null && notice.task() == null && notice.kind() == Kind.MODERATION) {
			return this.sentences.place(notice.path());
		}
		return notice.path().startsWith("/messages/") ? this.sentences.conversation() : notice.title();
	}

	/** What happened, in the language of the thread. */
	public String sentence(Notice notice) {
		return this.sentences.of(notice.kind(), notice.act(), notice.people(), notice.status(), notice.build());
	}

	/** A reason that was given, in the language of the thread. */
	public String why(String reason) {
		return this.sentences.why(reason);
	}

	private List<Notice> notices(String waits, Map<Long, Viewer> people) {
		Map<Long, Viewer> told = people.entrySet()
			.stream()
			.filter((one) -> !one.getValue().suspended())
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		if (told.isEmpty()) {
			return List.of();
		}
		UnreadCounts.Shared shared = UnreadCounts.Shared.of(told);
		List<Row> rows = shared.to(this.jdbc.sql("""
				select * from (
				select n.id, n.account_id as account, n.kind, n.topic_id as topic, n.floor, n.task_number as task,
				       n.conversation_id as conversation, n.subject,
				       n.act, n.detail, n.happened_at as at, a.name as actor, coalesce(t.title, k.title, '') as title,
				       k.status, s.fixed_in as build,
				       row_number() over (partition by n.account_id order by n.happened_at desc, n.id desc) as place
				""" + Visible.BEYOND_THE_PAGE.replace("where n.account_id", """
				left join people_names a on a.account_id = n.actor_id
				left join task_fates s on s.number = n.task_number
				where n.account_id""") + "and n.slot = 0 and " + waits + """
				) latest where place <= %d order by at, id""".formatted(MOST))).query(Row.class).list();
		Map<Long, List<Notice.Floor>> floors = floors(shared, rows);
		return rows.stream()
			.map((row) -> notice(row, Objects.requireNonNull(told.get(row.account())),
					floors.getOrDefault(row.id(), List.of())))
			.toList();
	}

	private Notice notice(Row row, Viewer person, List<Notice.Floor> floors) {
		String title = row.title();
		String path;
		if (row.kind().isGiven()) {
			// What was given is its title, see title(), and no reason.
			return new Notice(row.id(), row.account(), row.kind(), row.at(), null, null, row.act(), null, null,
					row.actor(), row.detail(), Leads.to(row.kind(), row.act(), row.subject(), person.name()), "",
					List.of());
		}
		if (row.topic() == null) {
			path = (row.task() != null) ? "/tasks/" + row.task() : (row.conversation() != null)
					? "/messages/" + row.conversation() : Leads.to(row.kind(), row.act(), row.subject(), person.name());
		}
		else {
			TopicId topic = TopicId.of(row.topic());
			path = floors.isEmpty() ? Topics.url(topic, title) + "#task-head"
					: Topics.url(topic, title, floors.getFirst().number());
		}
		return new Notice(row.id(), row.account(), row.kind(), row.at(), row.topic(), row.task(), row.act(),
				row.status(), row.build(), row.actor(), title, path, row.detail(), floors);
	}

	private Map<Long, List<Notice.Floor>> floors(UnreadCounts.Shared shared, List<Row> rows) {
		Map<Long, List<Notice.Floor>> floors = new HashMap<>();
		Long[] ids = rows.stream().filter((row) -> row.floor() != null).map(Row::id).toArray(Long[]::new);
		if (ids.length > 0) {
			shared.to(this.jdbc.sql("""
					select n.id, p.floor, a.name, substring(p.plain, 1, 400) as plain
					from notifications n join post_facts p on p.floor <= n.floor + %d and %s
					join people_names a on a.account_id = p.author_id
					where n.id = any(:ids) order by n.id, p.floor
					""".formatted(FLOORS, Visible.FLOOR_TO_MANY))).param("ids", ids).query((row) -> {
				floors.computeIfAbsent(row.getLong("id"), (_) -> new ArrayList<>())
					.add(new Notice.Floor(row.getInt("floor"), row.getString("name"),
							Notifications.excerpt(row.getString("plain"))));
			});
		}
		return floors;
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock);
	}

	private record Row(long id, long account, Kind kind, @Nullable Long topic, @Nullable Integer floor,
			@Nullable Long task, @Nullable Long conversation, String subject, String act, String detail,
			OffsetDateTime at, @Nullable String actor, String title, @Nullable String status, @Nullable String build) {
	}

}
