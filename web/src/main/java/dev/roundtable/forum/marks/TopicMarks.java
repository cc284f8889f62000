package dev.roundtable.forum.marks;

import java.sql.Types;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.TopicAccess;
import dev.roundtable.forum.TopicAccess.Place;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.When;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Locks, pins and features topics, and takes that back. */
@Component
class TopicMarks {

	private static final int MOMENT = 40;

	private final JdbcClient jdbc;

	private final TopicAccess access;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	TopicMarks(JdbcClient jdbc, TopicAccess access, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.access = access;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * What has the mark already keeps it with its first reason, unless its scope or its
	 * end is another.
	 * @return the address of the topic
	 * @throws BadInput on the fields {@code reason} and {@code until}
	 * @throws NotFound when there is no such topic, or none that the moderator may read
	 */
	String give(Viewer moderator, OnceKey key, TopicId topic, TopicMark mark, Wanted wanted) {
		moderator.require(Capability.MODERATE);
		Place place = this.access.toRead(topic, moderator);
		String why = Hiding.reason(wanted.reason());
		boolean pin = mark == TopicMark.PINNED;
		PinScope scope = !pin ? null : (wanted.scope() != null) ? wanted.scope() : PinScope.BOARD;
		OffsetDateTime until = pin ? until(wanted.until()) : null;
		this.once.write(key.asking("mark " + mark + " " + topic.value(), why, scope, until), () -> {
			if (put(moderator, topic, mark, why, scope, until)) {
				changed(topic);
				Map<String, String> facts = new HashMap<>(Map.of("title", place.title(), "reason", why));
				if (scope != null) {
					facts.put("scope", scope.name());
				}
				if (until != null) {
					facts.put("until", until.toInstant().toString());
				}
				record(moderator, place, mark.given, facts);
			}
		});
		return TopicUrl.of(topic, place.title());
	}

	private boolean put(Viewer moderator, TopicId topic, TopicMark mark, String why, @Nullable PinScope scope,
			@Nullable OffsetDateTime until) {
		String insert = """
				insert into topic_marks (topic_id, mark, scope, until, set_by, set_at, reason)
				values (:topic, :mark, :scope, :until, :by, :now, :reason) on conflict do nothing
				""";
		String update = """
				update topic_marks set scope = :scope, until = :until, set_by = :by, set_at = :now, reason = :reason
				where topic_id = :topic and mark = :mark
				    and (scope <> cast(:scope as varchar)
				        or until is distinct from cast(:until as timestamp with time zone))
				""";
		Function<String, Integer> run = (sql) -> this.jdbc.sql(sql)
			.param("topic", topic.value())
			.param("mark", mark.name())
			.param("scope", (scope != null) ? scope.name() : null, Types.VARCHAR)
			.param("until", until, Types.TIMESTAMP_WITH_TIMEZONE)
			.param("by", moderator.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("reason", why)
			.update();
		return run.apply(insert) > 0 || run.apply(update) > 0;
	}

	/**
	 * What does not have the mark stays so.
	 * @param reason need not be given
	 */
	String take(Viewer moderator, OnceKey key, TopicId topic, TopicMark mark, @Nullable String reason) {
		moderator.require(Capability.MODERATE);
		Place place = this.access.toRead(topic, moderator);
		String why = (reason == null || reason.isBlank()) ? "" : Text.line("reason", reason, Hiding.REASON);
		this.once.write(key.asking("unmark " + mark + " " + topic.value(), why), () -> {
			int gone = this.jdbc.sql("delete from topic_marks where topic_id = :topic and mark = :mark")
				.param("topic", topic.value())
				.param("mark", mark.name())
				.update();
			if (gone > 0) {
				changed(topic);
				record(moderator, place, mark.taken, Map.of("title", place.title(), "reason", why));
			}
		});
		return TopicUrl.of(topic, place.title());
	}

	/** Its page looks different from now on, and whoever is writing in it hears of it. */
	private void changed(TopicId topic) {
		this.jdbc.sql("""
				update topics set version = version + 1,
				    locked = exists (select 1 from topic_marks m where m.topic_id = :topic and m.mark = 'LOCKED')
				where id = :topic
				""").param("topic", topic.value()).update();
	}

	private void record(Viewer moderator, Place place, String action, Map<String, String> facts) {
		this.journal.record(moderator.id().value(), action, Subject.of("topic", place.topic().value()), place.readers(),
				facts);
	}

	/** A moment, or a day to its end. */
	private @Nullable OffsetDateTime until(@Nullable String text) {
		if (text == null || text.isBlank()) {
			return null;
		}
		OffsetDateTime until;
		try {
			String typed = text.strip();
			until = (typed.length() <= 10)
					? LocalDate.parse(typed).plusDays(1).atStartOfDay().minusSeconds(1).atOffset(ZoneOffset.UTC)
					: CursorPage.moment(typed);
		}
		catch (DateTimeException garbage) {
			throw new BadInput("until", "until.invalid");
		}
		if (!until.isAfter(OffsetDateTime.now(this.clock)) || until.isAfter(CursorPage.END_OF_TIME)) {
			throw new BadInput("until", "until.past");
		}
		return until;
	}

	/** What a moderator is about to change. */
	Marked of(Viewer moderator, TopicId topic) {
		moderator.require(Capability.MODERATE);
		Place place = this.access.toRead(topic, moderator);
		List<Given> given = this.jdbc.sql("""
				select m.mark, m.scope, m.until, m.reason, a.name as setBy, m.set_at as setAt
				from topic_marks m join people_names a on a.account_id = m.set_by where m.topic_id = :topic
				""").param("topic", topic.value()).query(Given.class).list();
		return new Marked(topic.value(), place.title(), given);
	}

	/**
	 * What a moderator asks for: the API's body, and what the form makes.
	 *
	 * @param scope of a pin; null for its board
	 * @param until when a pin ends: a moment, or a day; null for never
	 */
	record Wanted(@Schema(maxLength = Hiding.REASON) @Nullable String reason, @Nullable PinScope scope,
			@Schema(maxLength = MOMENT) @Nullable String until) {

		/**
		 * A day that ends in the zone in which it was typed; what is no day, and a zone
		 * that nobody knows, are left as they are.
		 */
		Wanted endingIn(String zone) {
			try {
				return new Wanted(this.reason, this.scope,
						LocalDate.parse((this.until != null) ? this.until : "")
							.plusDays(1)
							.atStartOfDay(ZoneId.of(zone))
							.minusSeconds(1)
							.toOffsetDateTime()
							.toString());
			}
			catch (DateTimeException other) {
				return this;
			}
		}

	}

	/** Where a pinned topic stands above the others. */
	enum PinScope {

		BOARD, SITE

	}

	record Marked(long id, String title, List<Given> given) {

		/** Public for its template. */
		public @Nullable Given get(String mark) {
			return this.given.stream().filter((one) -> one.mark().key().equals(mark)).findFirst().orElse(null);
		}

		/** Public for its template. */
		public String url() {
			return TopicUrl.of(TopicId.of(this.id), this.title);
		}

	}

	record Given(TopicMark mark, @Nullable PinScope scope, @Nullable OffsetDateTime until, String reason, String setBy,
			OffsetDateTime setAt) {

		/** Public for its template. */
		public When at() {
			return When.of(this.setAt.toInstant());
		}

		/** Public for its template. */
		public @Nullable When end() {
			return (this.until != null) ? When.of(this.until.toInstant()) : null;
		}

	}

}
