package dev.roundtable.tasks.page;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.roundtable.http.NotFound;
import dev.roundtable.journal.Entry;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Person;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.KnownBuilds;
import dev.roundtable.tasks.LinkedTopics;
import dev.roundtable.tasks.LinkedTopics.LinkedTopic;
import dev.roundtable.tasks.LinkedTopics.Reply;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskComments.Comment;
import dev.roundtable.tasks.TaskHistory;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskView;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.TrackerLinks;
import dev.roundtable.tasks.TriedBy;
import dev.roundtable.tasks.relations.Relations;
import dev.roundtable.tasks.relations.Relations.Related;
import dev.roundtable.tasks.reports.ReportSums;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Gathers what a task's page shows to a viewer. */
@Component
class TaskPages {

	/** Of what fans wrote since. */
	private static final int REPLIES = 5;

	private final JdbcClient jdbc;

	private final Tasks tasks;

	private final TaskView.Maker views;

	private final TaskComments comments;

	private final TaskHistory history;

	private final LinkedTopics topics;

	private final Accounts accounts;

	private final KnownBuilds builds;

	private final TriedBy tried;

	private final ReportSums reports;

	private final Relations relations;

	private final ReadySentences ready;

	private final TrackerLinks links;

	TaskPages(JdbcClient jdbc, Tasks tasks, TaskView.Maker views, TaskComments comments, TaskHistory history,
			LinkedTopics topics, Accounts accounts, KnownBuilds builds, TriedBy tried, ReportSums reports,
			Relations relations, ReadySentences ready, TrackerLinks links) {
		this.links = links;
		this.ready = ready;
		this.relations = relations;
		this.reports = reports;
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.views = views;
		this.comments = comments;
		this.history = history;
		this.topics = topics;
		this.accounts = accounts;
		this.builds = builds;
		this.tried = tried;
	}

	/**
	 * @throws NotFound when there is no such task for her
	 */
	void show(TaskNumber number, @Nullable Viewer viewer, Model model) {
		Read read = read(number, viewer);
		List<Entry> entries = this.history.entries(number, viewer);
		Set<AccountId> people = new HashSet<>(read.row().accounts());
		entries.stream().map(Entry::actor).filter(Objects::nonNull).map(AccountId::of).forEach(people::add);
		Map<AccountId, String> names = this.accounts.names(people);
		TaskView task = this.views.view(read.row(), names);
		model.addAttribute("task", task);
		model.addAttribute("html", read.html());
		model.addAttribute("topics", read.topics());
		model.addAttribute("said", latest(read.topics()));
		model.addAttribute("relations", relations(read, viewer));
		model.addAttribute("comments", this.comments.of(number, viewer));
		model.addAttribute("events", this.history.events(number, entries, names));
		model.addAttribute("errors", Map.of());
		model.addAttribute("tried", TriedBy.isOut(task.status()) ? this.tried.of(number, viewer) : null);
		model.addAttribute("reports", (task.kind() == TaskKind.BUG) ? this.reports.of(number, viewer) : null);
		if (Viewer.may(viewer, Capability.CHANGE_TASKS)) {
			model.addAttribute("next", task.status().next().stream().map(Enum::name).toList());
			model.addAttribute("trackers", !this.links.places().isEmpty());
			model.addAttribute("ready", this.ready.of(task.title()));
			model.addAttribute("builds", this.builds.latest());
			model.addAttribute("severities", Severity.values());
			model.addAttribute("team", this.accounts.team().stream().map(Person::name).toList());
		}
	}

	/**
	 * @throws NotFound when there is no such task for her
	 */
	Detail detail(TaskNumber number, @Nullable Viewer viewer) {
		Read read = read(number, viewer);
		return new Detail(this.views.views(List.of(read.row())).getFirst(), read.body(), read.topics(),
				relations(read, viewer), this.comments.of(number, viewer));
	}

	/** Of all topics together, the latest first. */
	private static List<Reply> latest(List<LinkedTopic> topics) {
		return topics.stream()
			.flatMap((topic) -> topic.said().stream())
			.sorted(Comparator.comparing((Reply reply) -> reply.at().iso()).reversed())
			.limit(REPLIES)
			.toList();
	}

	/** Most have none, and pay nothing for it. */
	private List<Related> relations(Read read, @Nullable Viewer viewer) {
		return read.related() ? this.relations.of(TaskNumber.of(read.row().number()), viewer) : List.of();
	}

	/**
	 * @throws NotFound when there is no such task for her
	 */
	TaskView view(TaskNumber number, @Nullable Viewer viewer) {
		return this.views.views(List.of(this.tasks.find(number, viewer))).getFirst();
	}

	/** A task that came from the forum has its text there. */
	private Read read(TaskNumber number, @Nullable Viewer viewer) {
		DataClassRowMapper<Task> task = new DataClassRowMapper<>(Task.class);
		Read own = this.jdbc
			.sql("select " + Task.COLUMNS + ", t.body, t.html, " + Relations.EXIST + " as related" + Task.FROM
					+ "where t.number = :number and " + Task.READABLE)
			.param("number", number.value())
			.param("audiences", Audiences.of(viewer).array())
			.query((row, n) -> new Read(Objects.requireNonNull(task.mapRow(row, n)), row.getString("body"),
					row.getString("html"), List.of(), row.getBoolean("related")))
			.optional()
			.orElseThrow(() -> new NotFound("task " + number));
		List<LinkedTopic> topics = this.topics.of(number, viewer);
		boolean textIsThere = own.body().isEmpty() && !topics.isEmpty();
		return new Read(own.row(), textIsThere ? topics.getFirst().body() : own.body(),
				textIsThere ? topics.getFirst().html() : own.html(), topics, own.related());
	}

	private record Read(Task row, String body, String html, List<LinkedTopic> topics, boolean related) {
	}

	/** A task with its texts, for the API. */
	record Detail(TaskView task, String body, List<LinkedTopic> topics, List<Related> relations,
			List<Comment> comments) {
	}

}
