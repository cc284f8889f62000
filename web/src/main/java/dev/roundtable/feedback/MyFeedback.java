package dev.roundtable.feedback;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskComments.LatestAnswer;
import dev.roundtable.tasks.RuleReasons;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What became of all that somebody reported or voted for: a row for each task, under the
 * topic through which she knows it, her own before others'.
 */
@Component
class MyFeedback {

	/** Which of them. */
	enum Show {

		ALL,

		/** A question waits for her: what is missing, or whether it works now. */
		ASKED,

		OPEN, DONE;

		private String[] statuses() {
			return Arrays.stream(TaskStatus.values())
				.filter((status) -> this == ALL || this == ASKED || status.isOpen() == (this == OPEN))
				.map(Enum::name)
				.toArray(String[]::new);
		}

	}

	/**
	 * Wants {@code :person} whose it is, and of who looks {@code :viewer},
	 * {@code :moderates} and {@code :audiences}.
	 */
	private static final String HERS = """
			select m.number, min(case when m.reported then m.topic_id end) as own, min(m.topic_id) as topic_id,
			       count(case when m.reported then null else 1 end) as votes
			from (
			    select coalesce(o.number, t.number) as number, h.topic_id, h.reported
			    from (select f.topic_id, true as reported from topic_facts f where f.author_id = :person
			          union all
			          select v.topic_id, false from topic_vote_facts v where v.account_id = :person) h
			    join topic_facts f on f.topic_id = h.topic_id and %s
			        and (f.held = false or f.author_id = :viewer or :moderates)
			    join task_topics l on l.topic_id = h.topic_id
			    join task_facts t on t.number = l.task_number and %s and %s
			    left join task_facts o on o.number = t.duplicate_of and %s and %s
			) m group by m.number
			""".formatted(Audiences.mayRead("f.readers"), Audiences.mayRead("t.audience"),
			Audiences.mayRead("t.source_audience"), Audiences.mayRead("o.audience"),
			Audiences.mayRead("o.source_audience"));

	/** Wants what {@link #HERS} wants, as {@code h}, beside the task {@code k}. */
	private static final String TRIED = """
			left join task_release_facts q on q.task_number = h.number
			left join task_verifications v on v.task_number = h.number and v.account_id = :viewer
			    and v.answered_at >= q.released_at
			""";

	private static final String ASKED = """
			(k.status = 'NEEDS_INFO' and h.own is not null or q.released_at is not null and v.works is null)""";

	private final JdbcClient jdbc;

	private final TaskComments comments;

	private final RuleReasons reasons;

	MyFeedback(JdbcClient jdbc, TaskComments comments, RuleReasons reasons) {
		this.reasons = reasons;
		this.jdbc = jdbc;
		this.comments = comments;
	}

	/**
	 * The last that changed first.
	 * @throws BadInput on {@code cursor}
	 */
	CursorPage<Item> page(Viewer viewer, Show show, @Nullable String cursor, int size) {
		CursorPage<Row> rows = rows(viewer.id(), viewer, show, Position.of(cursor), size);
		List<TaskNumber> tasks = rows.items().stream().map((row) -> TaskNumber.of(row.number())).toList();
		Map<TaskNumber, LatestAnswer> answers = tasks.isEmpty() ? Map.of() : this.comments.latestAnswers(tasks);
		return rows.map((row) -> row.item(answers.get(TaskNumber.of(row.number())), this.reasons.told(row.reason())));
	}

	/** The last that changed of somebody's, as far as the viewer may read it. */
	List<Item> latest(AccountId person, @Nullable Viewer viewer, int most) {
		return rows(person, viewer, Show.ALL, Position.of(null), most)
			.map((row) -> row.item(null, this.reasons.told(row.reason())))
			.items();
	}

	private CursorPage<Row> rows(AccountId person, @Nullable Viewer viewer, Show show, Position after, int size) {
		return CursorPage.of(hers(person, viewer, """
				select k.number, f.topic_id as topicId, f.title, f.kind, k.status, k.people, k.updated_at as updatedAt,
				       e.status_at as statusAt, n.name as statusBy, e.reason, e.fixed_in as fixedIn,
				       h.own is not null as reported, h.votes > 0 as voted, q.released_at is not null as released,
				       v.works
				from (%s) h
				join task_facts k on k.number = h.number join task_fates e on e.number = h.number
				join topic_facts f on f.topic_id = coalesce(h.own, h.topic_id)
				left join people_names n on n.account_id = e.status_by
				%s
				where k.status = any(:statuses) and (:everything or %s) and (k.updated_at, k.number) < (:at, :number)
				order by k.updated_at desc, k.number desc limit :most
				""".formatted(HERS, TRIED, ASKED)).param("statuses", show.statuses())
			.param("everything", show != Show.ASKED)
			.param("at", after.at())
			.param("number", after.number())
			.param("most", size + 1)
			.query(Row.class)
			.list(), size, Row::cursor);
	}

	Counts counts(Viewer viewer) {
		return hers(viewer.id(), viewer, """
				select count(*) as everything, count(case when k.status = any(:statuses) then 1 end) as open,
				       count(case when %s then 1 end) as asked
				from (%s) h join task_facts k on k.number = h.number
				%s
				""".formatted(ASKED, HERS, TRIED)).param("statuses", Show.OPEN.statuses()).query(Counts.class).single();
	}

	private JdbcClient.StatementSpec hers(AccountId person, @Nullable Viewer viewer, String sql) {
		return this.jdbc.sql(sql)
			.param("person", person.value())
			.param("viewer", (viewer != null) ? viewer.id().value() : 0)
			.param("moderates", Viewer.may(viewer, Capability.MODERATE))
			.param("audiences", Audiences.of(viewer).array());
	}

	/** How many there are of each. */
	record Counts(long everything, long open, long asked) {

		/** For templates: those under {@code ALL}, {@code OPEN} or {@code DONE}. */
		public long of(Show show) {
			return switch (show) {
				case ALL -> this.everything;
				case ASKED -> this.asked;
				case OPEN -> this.open;
				case DONE -> this.everything - this.open;
			};
		}

	}

	private record Row(long number, long topicId, String title, String kind, String status, int people,
			OffsetDateTime updatedAt, OffsetDateTime statusAt, @Nullable String statusBy, @Nullable String reason,
			@Nullable String fixedIn, boolean reported, boolean voted, boolean released, @Nullable Boolean works) {

		String cursor() {
			return this.updatedAt.withOffsetSameInstant(ZoneOffset.UTC) + "~" + this.number;
		}

		Item item(@Nullable LatestAnswer answer, @Nullable String why) {
			return new Item(this.number, Topics.url(TopicId.of(this.topicId), this.title), this.title, this.kind,
					this.status, this.people, When.of(this.updatedAt.toInstant()), When.of(this.statusAt.toInstant()),
					this.statusBy, why, this.fixedIn, this.reported, this.voted, this.released, this.works, answer);
		}

	}

	/**
	 * @param number of the task that stands for it
	 * @param url of the topic
	 * @param people whom the task affects
	 * @param fixedIn the build, null until there is one
	 * @param released whether there is something that she can try
	 * @param works what whoever looks said of it, null for nothing
	 * @param answer the team's last one, null while there is none
	 */
	record Item(long number, String url, String title, String kind, String status, int people, When updatedAt,
			When statusAt, @Nullable String statusBy, @Nullable String reason, @Nullable String fixedIn,
			boolean reported, boolean voted, boolean released, @Nullable Boolean works, @Nullable LatestAnswer answer) {
	}

	private record Position(OffsetDateTime at, long number) {

		static Position of(@Nullable String cursor) {
			if (cursor == null || cursor.isEmpty()) {
				return new Position(CursorPage.END_OF_TIME, Long.MAX_VALUE);
			}
			try {
				String[] parts = cursor.split("~", 2);
				return new Position(CursorPage.moment(parts[0]), Long.parseLong(parts[1]));
			}
			catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException garbage) {
				throw new BadInput("cursor", "cursor.invalid");
			}
		}

	}

}
