package dev.roundtable.feedback;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.groups.Deeds;
import dev.roundtable.journal.Subject;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts what people did on the forum and for the list. What is hidden counts nothing.
 */
@Component
class DeedsOfPeople implements Deeds {

	/** A task that the team took up. */
	private static final String TAKEN_UP = "('CONFIRMED', 'PLANNED', 'IN_PROGRESS', 'FIXED', 'RELEASED', 'VERIFIED')";

	private final JdbcClient jdbc;

	DeedsOfPeople(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Map<Long, Done> of(Collection<Long> accounts) {
		Map<Long, Integer> posts = counted("""
				select author_id, count(*) as many from post_facts where author_id = any(:ids) and held = false
				group by author_id
				""", accounts);
		Map<Long, Integer> reports = counted("""
				select f.author_id, count(distinct coalesce(o.number, t.number)) as many
				from topic_facts f join task_topics l on l.topic_id = f.topic_id
				join task_facts t on t.number = l.task_number
				left join task_facts o on o.number = t.duplicate_of
				where f.author_id = any(:ids) and f.held = false and coalesce(o.status, t.status) in
				""" + TAKEN_UP + " group by f.author_id", accounts);
		Map<Long, Integer> answers = counted("""
				select a.author_id, count(*) as many from accepted_answer_facts a
				join topic_facts f on f.topic_id = a.topic_id and f.held = false
				where a.author_id = any(:ids) and f.author_id <> a.author_id group by a.author_id
				""", accounts);
		Set<Long> all = new HashSet<>(posts.keySet());
		all.addAll(reports.keySet());
		all.addAll(answers.keySet());
		Map<Long, Done> done = new HashMap<>();
		all.forEach((account) -> done.put(account, new Done(posts.getOrDefault(account, 0),
				reports.getOrDefault(account, 0), answers.getOrDefault(account, 0))));
		return done;
	}

	@Override
	public Set<Long> behind(Set<Subject> subjects) {
		Set<Long> people = new HashSet<>(authors("""
				select distinct author_id from topic_facts where topic_id = any(:ids)
				""", subjects, "topic"));
		people.addAll(authors("""
				select distinct f.author_id from task_topics l join topic_facts f on f.topic_id = l.topic_id
				where l.task_number = any(:ids)
				""", subjects, "task"));
		return people;
	}

	private List<Long> authors(String sql, Set<Subject> subjects, String type) {
		Long[] ids = subjects.stream()
			.filter((subject) -> subject.type().equals(type))
			.map(Subject::id)
			.toArray(Long[]::new);
		return (ids.length == 0) ? List.of() : this.jdbc.sql(sql).param("ids", ids).query(Long.class).list();
	}

	private Map<Long, Integer> counted(String sql, Collection<Long> accounts) {
		Map<Long, Integer> counts = new HashMap<>();
		this.jdbc.sql(sql).param("ids", accounts.toArray(Long[]::new)).query((row) -> {
			counts.put(row.getLong("author_id"), row.getInt("many"));
		});
		return counts;
	}

}
