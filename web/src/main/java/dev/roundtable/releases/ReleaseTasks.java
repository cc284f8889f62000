package dev.roundtable.releases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.releases.ReleaseView.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a release is about: tasks, as far as whoever looks may read them. */
@Component
class ReleaseTasks {

	/** Of each part. */
	private static final int MOST = 200;

	private static final int ISSUES = 30;

	/** Of one task. */
	private static final int REPORTERS = 500;

	private static final String READABLE = Audiences.mayRead("t.audience") + " and "
			+ Audiences.mayRead("t.source_audience");

	private static final String ITEM = "select t.number, t.kind, t.title, t.status, t.severity, t.people from task_facts t ";

	private final JdbcClient jdbc;

	ReleaseTasks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A task in a release.
	 *
	 * @param people whom it affects
	 */
	record Item(long number, String kind, String title, String status, String severity, int people) {
	}

	/** What is meant to be in it and is still to be done. */
	List<Item> planned(Row release, @Nullable Viewer viewer) {
		return items("""
				join task_plan_facts p on p.task_number = t.number and p.build = :build
				where t.status in ('NEW', 'NEEDS_INFO', 'CONFIRMED', 'PLANNED', 'IN_PROGRESS') and\s""" + READABLE
				+ " order by t.people desc, t.number limit " + MOST, release, viewer);
	}

	/** What is fixed in it, or released in it. */
	List<Item> fixed(Row release, @Nullable Viewer viewer) {
		return items("""
				join task_builds b on b.task_number = t.number and b.build = :build
				where t.status in ('FIXED', 'RELEASED', 'VERIFIED') and\s""" + READABLE
				+ " order by t.people desc, t.number limit " + MOST, release, viewer);
	}

	/**
	 * The grave bugs that whoever takes this build still has: those that are open, and
	 * those that a later release fixes. While it is planned, not what is meant to be in
	 * it.
	 */
	List<Item> knownIssues(Row release, @Nullable Viewer viewer) {
		String grave = " t.kind = 'BUG' and t.severity in ('CRITICAL', 'MAJOR') and " + READABLE;
		return items("""
				join (
				    select t.number as issue from task_facts t
				    where t.status in ('NEW', 'NEEDS_INFO', 'CONFIRMED', 'PLANNED', 'IN_PROGRESS')
				    and (:published or not exists (select 1 from task_plan_facts p
				        where p.task_number = t.number and p.build = :build)) and
				""" + grave + """
				    union all
				    select t.number from releases later join task_builds b on b.build = later.build
				    join task_facts t on t.number = b.task_number and t.status in ('FIXED', 'RELEASED', 'VERIFIED')
				    where later.build_order > :order and
				""" + grave + ") i on i.issue = t.number order by t.severity, t.people desc, t.number limit " + ISSUES,
				release, viewer);
	}

	private List<Item> items(String sql, Row release, @Nullable Viewer viewer) {
		return this.jdbc.sql(ITEM + sql)
			.param("release", release.id())
			.param("build", release.build())
			.param("order", release.buildOrder())
			.param("published", release.published())
			.param("audiences", Audiences.of(viewer).array())
			.query(Item.class)
			.list();
	}

	/** Of each of these tasks, who reported it, in the order in which they did. */
	Map<Long, List<String>> reporters(List<Item> tasks, @Nullable Viewer viewer) {
		Map<Long, List<String>> reporters = new LinkedHashMap<>();
		if (tasks.isEmpty()) {
			return reporters;
		}
		this.jdbc.sql("""
				select c.task, n.name, min(f.created_at) as first from (
				    select number as task, number as part from task_facts where number = any(:tasks)
				    union all
				    select duplicate_of, number from task_facts where duplicate_of = any(:tasks)
				) c
				join task_topic_facts l on l.task_number = c.part
				join topic_facts f on f.topic_id = l.topic_id and f.held = false and %s
				join people_names n on n.account_id = f.author_id
				group by c.task, n.name order by 3, n.name limit :most
				""".formatted(Audiences.mayRead("f.readers")))
			.param("tasks", tasks.stream().map(Item::number).toArray(Long[]::new))
			.param("audiences", Audiences.of(viewer).array())
			.param("most", MOST * REPORTERS)
			.query((row) -> {
				reporters.computeIfAbsent(row.getLong("task"), (_) -> new ArrayList<>()).add(row.getString("name"));
			});
		return reporters;
	}

	/** All of them, each once. */
	static Set<String> everybody(Map<Long, List<String>> reporters) {
		Set<String> names = new LinkedHashSet<>();
		reporters.values().forEach(names::addAll);
		return names;
	}

}
