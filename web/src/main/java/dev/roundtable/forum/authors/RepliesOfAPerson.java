package dev.roundtable.forum.authors;

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
 * A person's latest replies, on her page; what is held is not there, not even for
 * herself.
 */
@Component
public class RepliesOfAPerson implements ProfileSection {

	private static final int REPLIES = 20;

	private final JdbcClient jdbc;

	RepliesOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<Activity> recent(AccountId account, @Nullable Viewer viewer) {
		return TopicAccess.reader(this.jdbc.sql("""
				select t.id as topic, t.title, p.floor, p.created_at as createdAt, p.accepted
				from posts p join topics t on t.id = p.topic_id join board_facts b on b.board_id = t.board_id
				where p.author_id = :author and p.floor > 1
				and not exists (select 1 from post_holds h where h.post_id = p.id)
				and %s order by p.created_at desc limit :limit
				""".formatted(TopicAccess.MAY_READ)), viewer)
			.param("author", account.value())
			.param("limit", REPLIES)
			.query(Reply.class)
			.list()
			.stream()
			.map(Reply::told)
			.toList();
	}

	private record Reply(long topic, String title, int floor, OffsetDateTime createdAt, boolean accepted) {

		Activity told() {
			return new Activity(this.accepted ? "accepted" : "post", this.title,
					TopicUrl.of(TopicId.of(this.topic), this.title, this.floor), When.of(this.createdAt.toInstant()));
		}

	}

}
