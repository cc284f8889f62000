package dev.roundtable.indexing;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.search.DocumentKey.Type;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * On which builds people say to have what a task is about, or what was merged into it;
 * and a topic, with that of its author, where its readers may read the task. What fewer
 * may read than what it was merged into says nothing of that.
 */
@Component
class ReportedBuilds {

	/** Of one document. */
	private static final int MOST = 200;

	private static final String OF_TASKS = """
			select id, min(build) as build from (
			    select wanted.id, r.build, r.build_order from unnest(cast(:ids as bigint array)) as wanted(id)
			    join task_report_facts r on r.task_number = wanted.id where r.build is not null
			    union all
			    select wanted.id, r.build, r.build_order from unnest(cast(:ids as bigint array)) as wanted(id)
			    join task_facts o on o.number = wanted.id
			    join task_facts d on d.duplicate_of = o.number and d.audience in ('everyone', o.audience)
			        and d.source_audience in ('everyone', o.source_audience)
			    join task_report_facts r on r.task_number = d.number where r.build is not null
			) builds group by id, build_order order by id, build_order desc
			""";

	private static final String OF_TOPICS = """
			with roots as (
			    select t.topic_id as id, o.number as task, o.source_audience
			    from unnest(cast(:ids as bigint array)) as wanted(id) join task_topic_facts l on l.topic_id = wanted.id
			    join topic_facts t on t.topic_id = l.topic_id
			    join task_facts d on d.number = l.task_number
			    join task_facts o on o.number = coalesce(d.duplicate_of, d.number)
			    where o.audience = 'everyone' and o.source_audience in ('everyone', t.readers)
			)
			select id, min(build) as build from (
			    select wanted.id, r.build, r.build_order from unnest(cast(:ids as bigint array)) as wanted(id)
			    join task_report_facts r on r.topic_id = wanted.id where r.build is not null
			    union all
			    select s.id, r.build, r.build_order from roots s
			    join task_report_facts r on r.task_number = s.task where r.build is not null
			    union all
			    select s.id, r.build, r.build_order from roots s
			    join task_facts d on d.duplicate_of = s.task and d.audience = 'everyone'
			        and d.source_audience in ('everyone', s.source_audience)
			    join task_report_facts r on r.task_number = d.number where r.build is not null
			) builds group by id, build_order order by id, build_order desc
			""";

	private final JdbcClient jdbc;

	ReportedBuilds(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** By the number of the topic or task, the latest first. */
	Map<Long, Set<String>> of(Type type, List<Long> ids) {
		if (type == Type.POST) {
			return Map.of();
		}
		Map<Long, Set<String>> builds = new HashMap<>();
		this.jdbc.sql((type == Type.TOPIC) ? OF_TOPICS : OF_TASKS)
			.param("ids", ids.toArray(Long[]::new))
			.query((row) -> {
				Set<String> some = builds.computeIfAbsent(row.getLong("id"), (_) -> new LinkedHashSet<>());
				if (some.size() < MOST) {
					some.add(row.getString("build"));
				}
			});
		return builds;
	}

}
