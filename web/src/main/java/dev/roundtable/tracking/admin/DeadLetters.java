package dev.roundtable.tracking.admin;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracking.Connections;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What nobody tries any more until a person has looked at it. */
@Component
class DeadLetters {

	/**
	 * On a page; whoever has more replays them all, or mends what they have in common.
	 */
	static final int SHOWN = 30;

	private static final Pattern FAILURE = Pattern.compile("([A-Z][A-Za-z]+)(?:: (.*))?", Pattern.DOTALL);

	/** Names of failures that have words of their own. */
	private static final List<String> TOLD = List.of("Refused", "Forbidden", "Gone", "Taken", "Unavailable",
			"Doubtful");

	private final JdbcClient jdbc;

	private final Connections connections;

	private final Journal journal;

	private final Once once;

	private final Clock clock;

	DeadLetters(JdbcClient jdbc, Connections connections, Journal journal, Once once, Clock clock) {
		this.jdbc = jdbc;
		this.connections = connections;
		this.journal = journal;
		this.once = once;
		this.clock = clock;
	}

	/**
	 * Public for its template.
	 *
	 * @param subject as it is stored, which is what replays it
	 * @param about {@code task}, {@code issue}, {@code poll}, {@code sweep} or
	 * {@code everything}
	 * @param which the number of the task, the name, empty for the others
	 * @param reason the end of a message key, {@code other} where there is none
	 * @param said the tracker's own words
	 */
	record Letter(String subject, String about, String which, String reason, String said, int attempts, When since) {

		static Letter of(String subject, @Nullable String why, int attempts, When since) {
			String about = subject.contains(" ") ? subject.substring(0, subject.indexOf(' ')) : subject;
			String which = subject.substring(Math.min(subject.length(), about.length() + 1)).replace('\n', '#');
			Matcher failure = FAILURE.matcher((why != null) ? why : "");
			if (failure.matches() && TOLD.contains(failure.group(1))) {
				return new Letter(subject, about, which, failure.group(1).toLowerCase(Locale.ROOT),
						(failure.group(2) != null) ? failure.group(2) : "", attempts, since);
			}
			return new Letter(subject, about, which, "other", (why != null) ? why : "", attempts, since);
		}

	}

	/** The latest first. */
	List<Letter> of(ConnectionId id) {
		return this.jdbc.sql("""
				select subject, why, attempts, dead_at from tracker_errands
				where connection_id = :id and dead_at is not null
				order by dead_at desc, subject limit :most
				""")
			.param("id", id.value())
			.param("most", SHOWN)
			.query((row, _) -> Letter.of(row.getString("subject"), row.getString("why"), row.getInt("attempts"),
					When.of(row.getObject("dead_at", OffsetDateTime.class).toInstant())))
			.list();
	}

	/**
	 * @param asked as a {@link Letter} has it, null for all of them
	 */
	void replay(Viewer by, ConnectionId id, @Nullable String asked, OnceKey key) {
		by.require(Capability.ADMINISTER);
		// Browsers write the end of a line their own way.
		String subject = (asked != null) ? asked.replace("\r\n", "\n") : null;
		this.once.write(key.asking("replay letters of tracker " + id, subject), () -> {
			Connections.Settings settings = this.connections.find(id);
			int replayed = this.jdbc.sql("""
					update tracker_errands set dead_at = null, due_at = :now, attempts = 0
					where connection_id = :id and dead_at is not null
					""" + ((subject != null) ? " and subject = :subject" : ""))
				.param("now", OffsetDateTime.now(this.clock))
				.param("id", id.value())
				.param("subject", (subject != null) ? subject : "")
				.update();
			if (replayed > 0) {
				this.journal.record(by.id().value(), "tracker replayed", Subject.of("tracker", id.value()),
						Audience.TEAM, Map.of("name", settings.name(), "tasks", String.valueOf(replayed)));
			}
		});
	}

}
