package dev.roundtable.feedback;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.roundtable.forum.FloorEvents;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.journal.Entry;
import dev.roundtable.journal.EntryRows;
import dev.roundtable.people.Role;
import dev.roundtable.tasks.RuleReasons;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What became of a topic's task, and what the team answered there, at the place in the
 * topic where it happened. A page of floors is kept for all its readers: only what each
 * of them may read is told.
 */
@Component
class TaskEvents implements FloorEvents {

	/** Each has a status that the task has from then on. */
	private static final Map<String, TaskStatus> BY_RULE = Map.of("proved", TaskStatus.VERIFIED, "disproved",
			TaskStatus.CONFIRMED, "told-more", TaskStatus.NEW, "withdrawn", TaskStatus.DECLINED, "brought-back",
			TaskStatus.NEW);

	private static final Set<String> BY_THE_TEAM = Set.of("asked", "confirmed", "planned", "started", "fixed",
			"released", "verified", "declined", "merged", "unmerged", "reopened", "sent-back", "undid");

	private static final String ANSWERED = "answered";

	private static final int MOST = 200;

	/** Characters of an answer; all of it stands with the task. */
	private static final int WORDS = 400;

	/**
	 * The topic's task, and the one that stands for it, where all its readers read it.
	 */
	private static final String TASKS = """
			select t.number, t.number as own, f.readers from task_topics l join topic_facts f on f.topic_id = l.topic_id
			join task_facts t on t.number = l.task_number
			where l.topic_id = :topic and t.audience = 'everyone' and t.source_audience in ('everyone', f.readers)
			union all
			select o.number, t.number, f.readers from task_topics l join topic_facts f on f.topic_id = l.topic_id
			join task_facts t on t.number = l.task_number join task_facts o on o.number = t.duplicate_of
			where l.topic_id = :topic and t.audience = 'everyone' and t.source_audience in ('everyone', f.readers)
			    and o.audience = 'everyone' and o.source_audience in ('everyone', f.readers)
			""";

	/** What became of the task that stands for it is no news of the time before. */
	private static final String SINCE = """
			(s.number = s.own or %s >= (select max(m.happened_at) from journal_entries m
			                            where m.subject = concat('task-', s.own) and m.action = 'merged'))
			""";

	private static final String ENTRIES = """
			select j.id, j.happened_at, j.actor, j.action, j.subject, j.audience, j.facts, cast(null as varchar(10)) as words
			from (%s) s join journal_entries j on j.subject = concat('task-', s.number)
			where j.action = any(:actions) and j.audience in ('everyone', s.readers) and %s
			union all
			select c.comment_id, c.created_at, c.author_id, 'answered', concat('task-', s.number), 'everyone', '{}',
			       substring(c.plain, 1, :words)
			from (%s) s join task_answer_facts c on c.task_number = s.number where %s
			"""
		.formatted(TASKS, SINCE.formatted("j.happened_at"), TASKS, SINCE.formatted("c.created_at"));

	private final JdbcClient jdbc;

	private final EntryRows entries;

	private final ITemplateEngine templates;

	private final RuleReasons reasons;

	TaskEvents(JdbcClient jdbc, EntryRows entries, ITemplateEngine templates, RuleReasons reasons) {
		this.reasons = reasons;
		this.jdbc = jdbc;
		this.entries = entries;
		this.templates = templates;
	}

	@Override
	public List<FloorEvent> on(TopicId topic, int page, Locale locale) {
		List<FloorEvent> events = new ArrayList<>();
		for (Told told : told(topic, page)) {
			events.add(new FloorEvent(told.before(), this.templates.process("forum/floor-event",
					new Context(locale, Map.of("e", told.event((words) -> this.reasons.in(locale, words)))))));
		}
		return events;
	}

	/** Of one page: from its first floor on, until the first of the next page. */
	private List<Told> told(TopicId topic, int page) {
		int last = page * TopicUrl.PAGE_SIZE;
		List<String> actions = new ArrayList<>(BY_RULE.keySet());
		actions.addAll(BY_THE_TEAM);
		return this.jdbc.sql("select " + EntryRows.COLUMNS + ", j.words, n.name, n.role, " + """
				(select min(p.floor) from post_facts p where p.topic_id = :topic and p.floor > :above
				    and p.floor <= :last and p.created_at > j.happened_at) as before
				from (%s) j left join people_names n on n.account_id = j.actor
				where (:above = 0 or j.happened_at >= (select min(p.created_at) from post_facts p
				        where p.topic_id = :topic and p.floor > :above and p.floor <= :last))
				  and j.happened_at < coalesce((select min(p.created_at) from post_facts p
				        where p.topic_id = :topic and p.floor > :last and p.floor <= :next), :never)
				order by j.happened_at, j.id limit :most
				""".formatted(ENTRIES))
			.param("topic", topic.value())
			.param("actions", actions.toArray(String[]::new))
			.param("words", WORDS)
			.param("above", last - TopicUrl.PAGE_SIZE)
			.param("last", last)
			.param("next", last + TopicUrl.PAGE_SIZE)
			.param("never", OffsetDateTime.parse("9999-01-01T00:00:00Z"))
			.param("most", MOST)
			.query((row, number) -> {
				String role = row.getString("role");
				return new Told(this.entries.mapRow(row, number), row.getString("words"), row.getString("name"),
						role != null && Role.valueOf(role).isTeam(), row.getInt("before"));
			})
			.list();
	}

	/**
	 * @param words of an answer
	 * @param before the floor that was written next, 0 for none
	 */
	private record Told(Entry entry, @Nullable String words, @Nullable String by, boolean team, int before) {

		Event event(UnaryOperator<String> inWords) {
			TaskStatus rule = BY_RULE.get(this.entry.action());
			String url = TaskNumber.of(this.entry.subject().id()).url();
			boolean answer = this.entry.action().equals(ANSWERED);
			return new Event(this.entry.action(), (rule != null) ? null : this.by, this.team,
					answer ? "" : (rule != null) ? rule.name() : this.entry.fact("to"), this.entry.fact("build"),
					(this.words != null) ? this.words : inWords.apply(this.entry.fact("reason")),
					this.entry.fact("into"), answer ? url + "#comment-" + this.entry.id() : url,
					When.of(this.entry.at()));
		}

	}

	/**
	 * Public for its template.
	 *
	 * @param by null where nobody in particular did it
	 * @param status that the task has since, empty for an answer
	 * @param build empty where none was named
	 * @param words the sentence to the fans, or the answer's beginning; empty for none
	 * @param into the number of the task that it was merged into, empty for none
	 */
	record Event(String action, @Nullable String by, boolean team, String status, String build, String words,
			String into, String url, When at) {
	}

}
