package dev.roundtable.tasks.authors;

import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.Activity;
import dev.roundtable.profiles.ProfileSection;
import dev.roundtable.tasks.Task;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person answered in public on tasks, on her page. */
@Component
class AnswersOfAPerson implements ProfileSection {

	private static final int ANSWERS = 20;

	private final JdbcClient jdbc;

	AnswersOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<Activity> recent(AccountId account, @Nullable Viewer viewer) {
		return this.jdbc.sql("""
				select t.number, t.title, c.created_at as createdAt
				from task_comments c join tasks t on t.number = c.task_number
				left join task_comment_withdrawals w on w.comment_id = c.id
				where c.author_id = :author and c.internal = false and w.comment_id is null and %s
				order by c.id desc limit :most
				""".formatted(Task.READABLE))
			.param("author", account.value())
			.param("audiences", Audiences.of(viewer).array())
			.param("most", ANSWERS)
			.query(Answer.class)
			.list()
			.stream()
			.map(Answer::told)
			.toList();
	}

	private record Answer(long number, String title, OffsetDateTime createdAt) {

		Activity told() {
			return new Activity("comment", this.title, "/tasks/" + this.number, When.of(this.createdAt.toInstant()));
		}

	}

}
