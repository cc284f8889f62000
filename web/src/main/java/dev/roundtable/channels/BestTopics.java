package dev.roundtable.channels;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.people.Audiences;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * New topics that others liked, for people who may have missed them: those of boards that
 * one follows first, and none that one mutes.
 */
@Component
class BestTopics {

	private static final int FOR_ONE = 5;

	private static final int LOOKED_AT = 40;

	private final JdbcClient jdbc;

	BestTopics(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param replies that stand there: floors keep their numbers where others were split
	 * off
	 */
	record Best(long topic, long board, String boardName, String title, long author, String name, int votes,
			int replies, String plain) {

		private boolean isLiked() {
			return this.votes > 0 || this.replies > 0;
		}

		private int weight() {
			return 2 * this.votes + this.replies;
		}

		String path() {
			return Topics.url(TopicId.of(this.topic), this.title);
		}

	}

	/**
	 * What was liked lately, asked once for all who may read the same.
	 */
	final class Lately {

		private final Instant since;

		private final Map<String, List<Best>> byAudience = new HashMap<>();

		private final Map<Long, Map<String, String>> follows = new HashMap<>();

		private Lately(Instant since) {
			this.since = since;
		}

		/** At most five. */
		List<Best> of(Reader reader, Collection<Long> told) {
			Audiences hers = Audiences.of(reader.viewer());
			Map<String, String> said = this.follows.getOrDefault(reader.id(), Map.of());
			Set<Long> known = new HashSet<>(told);
			return this.byAudience.computeIfAbsent(hers.shared(), (_) -> liked(this.since, hers))
				.stream()
				.filter((best) -> best.author() != reader.id() && !known.contains(best.topic()))
				.filter((best) -> List.of("topic-" + best.topic(), "board-" + best.board(), "person-" + best.author())
					.stream()
					.noneMatch((what) -> Set.of("MUTE", "BLOCK").contains(said.getOrDefault(what, ""))))
				.sorted(Comparator
					.comparing((Best best) -> !"FOLLOW".equals(said.getOrDefault("board-" + best.board(), ""))))
				.limit(FOR_ONE)
				.toList();
		}

	}

	Lately since(Instant moment, Collection<Long> people) {
		Lately lately = new Lately(moment);
		this.jdbc.sql("""
				select account_id, what, mode from follow_facts where account_id = any(:people)
				and (mode in ('MUTE', 'BLOCK') or what like 'board-%')""")
			.param("people", people.toArray(Long[]::new))
			.query((row) -> {
				lately.follows.computeIfAbsent(row.getLong("account_id"), (_) -> new HashMap<>())
					.put(row.getString("what"), row.getString("mode"));
			});
		return lately;
	}

	/**
	 * Counted of those only that are looked at; floors say at most how many those are.
	 */
	private List<Best> liked(Instant since, Audiences hers) {
		return this.jdbc.sql("""
				select t.topic_id as topic, t.board_id as board, t.board_name as boardName, t.title,
				       t.author_id as author, a.name, t.votes,
				       (select count(*) from post_facts r where r.topic_id = t.topic_id and r.floor > 1) as replies,
				       substring(p.plain, 1, 400) as plain
				from topic_facts t join post_facts p on p.topic_id = t.topic_id and p.floor = 1
				join people_names a on a.account_id = t.author_id
				where t.created_at > :since and t.held = false and p.held = false and %s
				and (t.votes > 0 or t.floors > 1)
				order by 2 * t.votes + t.floors desc, t.topic_id desc limit :most
				""".formatted(Audiences.mayRead("t.readers")))
			.param("since", since.atOffset(ZoneOffset.UTC))
			.param("audiences", hers.array())
			.param("most", LOOKED_AT)
			.query(Best.class)
			.list()
			.stream()
			.filter(Best::isLiked)
			.sorted(Comparator.comparing(Best::weight).reversed())
			.toList();
	}

}
