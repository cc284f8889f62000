package dev.roundtable.forum.lists;

import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.forum.TopicAccess;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.Activity;
import dev.roundtable.profiles.ProfileSection;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A person's latest topics, on her page; her own that are held among them, where she or a
 * moderator looks.
 */
@Component
public class TopicsOfAPerson implements ProfileSection {

	private static final int TOPICS = 20;

	private final JdbcClient jdbc;

	TopicsOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<Activity> recent(AccountId account, @Nullable Viewer viewer) {
		return TopicAccess.reader(this.jdbc.sql("""
				select t.id as topic, t.title, t.created_at as createdAt
				from topics t join board_facts b on b.board_id = t.board_id
				where t.author_id = :author and %s order by t.created_at desc limit :limit
				""".formatted(TopicAccess.MAY_READ)), viewer)
			.param("author", account.value())
			.param("limit", TOPICS)
			.query(Topic.class)
			.list()
			.stream()
			.map(Topic::told)
			.toList();
	}

	private record Topic(long topic, String title, OffsetDateTime createdAt) {

		Activity told() {
			return new Activity("topic", this.title, TopicUrl.of(TopicId.of(this.topic), this.title),
					When.of(this.createdAt.toInstant()));
		}

	}

}
