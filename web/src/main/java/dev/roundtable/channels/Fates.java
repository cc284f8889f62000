package dev.roundtable.channels;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.people.Audiences;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of what people reported, as far as they may see it now. */
@Component
class Fates {

	private final JdbcClient jdbc;

	Fates(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param build that it is fixed in or came with, null where it is in none
	 */
	record Fate(long account, long topic, long task, String title, String status, @Nullable String build,
			@Nullable String reason, OffsetDateTime at, String readers, String audience, String source) {

		String path() {
			return Topics.url(TopicId.of(this.topic), this.title) + "#task-head";
		}

		private boolean isFor(Reader reader) {
			Audiences hers = Audiences.of(reader.viewer());
			return hers.include(new Audience(this.readers)) && hers.include(new Audience(this.audience))
					&& hers.include(new Audience(this.source));
		}

	}

	/** Of all those people in one question; the latest first. */
	List<Fate> since(Instant moment, Map<Long, Reader> people) {
		return this.jdbc.sql("""
				select f.author_id as account, f.topic_id as topic, k.number as task, f.title, k.status,
				       s.fixed_in as build, s.reason, s.status_at as at, f.readers, k.audience,
				       k.source_audience as source
				from topic_facts f join task_topic_facts l on l.topic_id = f.topic_id
				join task_facts k on k.number = l.task_number join task_fates s on s.number = k.number
				where f.author_id = any(:people) and s.status_at > :since and f.held = false
				and k.status <> 'NEW' and coalesce(s.status_by, 0) <> f.author_id
				order by s.status_at desc, k.number desc
				""")
			.param("people", people.keySet().toArray(Long[]::new))
			.param("since", moment.atOffset(ZoneOffset.UTC))
			.query(Fate.class)
			.list()
			.stream()
			.filter((fate) -> {
				Reader reader = people.get(fate.account());
				return reader != null && fate.isFor(reader);
			})
			.toList();
	}

}
