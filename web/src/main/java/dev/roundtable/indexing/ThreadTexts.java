package dev.roundtable.indexing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.people.Role;
import dev.roundtable.search.DocumentKey.Type;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a topic or a task is found by beside its own beginning: its floors, what the team
 * answered, and for a topic the words of its task where its readers may read that.
 */
@Component
class ThreadTexts {

	/** What search takes of one thread, see {@code SearchDocument}: about 300 pages. */
	private static final int MOST_CHARS = 1_000_000;

	private static final String[] TEAM = EnumSet.allOf(Role.class)
		.stream()
		.filter(Role::isTeam)
		.map(Role::name)
		.toArray(String[]::new);

	/** As of the search's {@code Field.HAS}, and as the columns are called. */
	private static final List<String> MAKES = List.of("answer", "staff", "accepted");

	private static final String OF_TOPICS = """
			select id, author, text, answer, staff, accepted from (
			    select p.topic_id as id, p.author_id as author, p.plain as text, true as answer,
			           a.role = any(:team) as staff, s.post_id is not null as accepted, p.floor as place
			    from unnest(cast(:ids as bigint array)) as wanted(id) join post_facts p on p.topic_id = wanted.id
			    join people_names a on a.account_id = p.author_id
			    left join accepted_answer_facts s on s.post_id = p.post_id
			    where p.floor > 1 and not p.held
			    union all
			    select t.topic_id, o.author_id, concat(o.title, ' ', o.plain), false, false, false, 1
			    from unnest(cast(:ids as bigint array)) as wanted(id) join task_topic_facts l on l.topic_id = wanted.id
			    join topic_facts t on t.topic_id = l.topic_id
			    join task_facts d on d.number = l.task_number
			    join task_facts o on o.number = coalesce(d.duplicate_of, d.number)
			    where o.title <> t.title
			    and o.audience = 'everyone' and o.source_audience in ('everyone', t.readers)
			    union all
			    select t.topic_id, c.author_id, c.plain, true, true, false, 1
			    from unnest(cast(:ids as bigint array)) as wanted(id) join task_topic_facts l on l.topic_id = wanted.id
			    join topic_facts t on t.topic_id = l.topic_id
			    join task_facts d on d.number = l.task_number
			    join task_facts o on o.number = coalesce(d.duplicate_of, d.number)
			    join task_answer_facts c on c.task_number = o.number
			    where o.audience = 'everyone' and o.source_audience in ('everyone', t.readers)
			) texts order by id, place
			""";

	private static final String OF_TASKS = """
			select c.task_number as id, c.author_id as author, c.plain as text, true as answer, true as staff,
			       false as accepted
			from unnest(cast(:ids as bigint array)) as wanted(id)
			join task_answer_facts c on c.task_number = wanted.id order by c.comment_id
			""";

	private final JdbcClient jdbc;

	ThreadTexts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** By the number of the topic or task, in order. */
	Map<Long, List<Answer>> of(Type type, List<Long> ids) {
		if (type == Type.POST) {
			return Map.of();
		}
		Map<Long, List<Answer>> answers = new HashMap<>();
		Map<Long, Integer> chars = new HashMap<>();
		var asked = this.jdbc.sql((type == Type.TOPIC) ? OF_TOPICS : OF_TASKS).param("ids", ids.toArray(Long[]::new));
		((type == Type.TOPIC) ? asked.param("team", TEAM) : asked).query((row) -> {
			long id = row.getLong("id");
			String text = row.getString("text");
			if (chars.merge(id, text.length(), Integer::sum) <= MOST_CHARS) {
				answers.computeIfAbsent(id, (any) -> new ArrayList<>()).add(answer(text, row));
			}
		});
		return answers;
	}

	private static Answer answer(String text, ResultSet row) throws SQLException {
		Set<String> makes = new HashSet<>();
		for (String one : MAKES) {
			if (row.getBoolean(one)) {
				makes.add(one);
			}
		}
		return new Answer(row.getLong("author"), text, makes);
	}

	/**
	 * @param makes what it makes a thread have
	 */
	record Answer(long author, String text, Set<String> makes) {
	}

}
