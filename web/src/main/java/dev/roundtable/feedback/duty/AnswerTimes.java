package dev.roundtable.feedback.duty;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How long fans waited for the first word of the team, on the topic or on its task, of
 * what they reported in the last four weeks.
 */
@Component
class AnswerTimes {

	static final Duration REACHES = Duration.ofDays(28);

	private static final String REPORTED = """
			f.kind in ('BUG', 'IDEA') and f.held = false and f.created_at > :since and %s
			and exists (select 1 from people_names r where r.account_id = f.author_id and r.role = 'FAN')
			""".formatted(Audiences.mayRead("f.readers"));

	private static final String FIRST = """
			select w.board, w.created_at, w.at, n.name from (
			    select v.*, row_number() over (partition by v.topic order by v.at) as place from (
			        select f.topic_id as topic, f.board_id as board, f.created_at, p.created_at as at, p.author_id as author
			        from topic_facts f join post_facts p on p.topic_id = f.topic_id and p.floor > 1 and p.held = false
			        join people_names s on s.account_id = p.author_id and s.role <> 'FAN' where %1$s
			        union all
			        select f.topic_id, f.board_id, f.created_at, a.created_at, a.author_id
			        from topic_facts f join task_topics l on l.topic_id = f.topic_id
			        join task_facts t on t.number = l.task_number and %2$s and %3$s
			        join task_answer_facts a on a.task_number = coalesce(t.duplicate_of, t.number)
			            and a.created_at >= f.created_at where %1$s) v) w
			join people_names n on n.account_id = w.author where w.place = 1
			"""
		.formatted(REPORTED, Audiences.mayRead("t.audience"), Audiences.mayRead("t.source_audience"));

	private final JdbcClient jdbc;

	private final Clock clock;

	private final LoadingCache<String, Report> reports = Caffeine.newBuilder()
		.maximumSize(100)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build(this::read);

	AnswerTimes(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** On the boards that she may read. */
	Report of(Viewer viewer) {
		return this.reports.get(Audiences.of(viewer).shared());
	}

	private Report read(String audiences) {
		Map<Long, List<Long>> boards = new TreeMap<>();
		Map<String, List<Long>> people = new TreeMap<>();
		this.jdbc.sql(FIRST)
			.param("since", OffsetDateTime.now(this.clock).minus(REACHES))
			.param("audiences", audiences.split(","))
			.query((row) -> {
				long minutes = Duration
					.between(row.getObject("created_at", OffsetDateTime.class),
							row.getObject("at", OffsetDateTime.class))
					.toMinutes();
				boards.computeIfAbsent(row.getLong("board"), (_) -> new ArrayList<>()).add(minutes);
				people.computeIfAbsent(row.getString("name"), (_) -> new ArrayList<>()).add(minutes);
			});
		Map<Long, Times> ofBoards = new TreeMap<>();
		boards.forEach((board, minutes) -> ofBoards.put(board, Times.of(minutes)));
		Map<String, Times> ofPeople = new TreeMap<>();
		people.forEach((name, minutes) -> ofPeople.put(name, Times.of(minutes)));
		return new Report(ofBoards, ofPeople);
	}

	/** By the id of the board and by the name of who answered. */
	record Report(Map<Long, Times> boards, Map<String, Times> people) {
	}

	/**
	 * Half of them, and nine of ten, took no longer.
	 *
	 * @param median in minutes, as {@code most} is
	 */
	record Times(int answers, long median, long most) {

		static Times of(List<Long> minutes) {
			List<Long> sorted = minutes.stream().sorted().toList();
			return new Times(sorted.size(), at(sorted, 0.5), at(sorted, 0.9));
		}

		private static long at(List<Long> sorted, double share) {
			return sorted.get((int) Math.ceil(sorted.size() * share) - 1);
		}

	}

}
