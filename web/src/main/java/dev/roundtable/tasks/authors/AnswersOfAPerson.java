package dev.roundtable.tasks.authors;

import dev.roundtable.profiles.ProfileSection;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskNumber;

import org.springframework.stereotype.Component;

/** What a person answered in public on tasks, on her page. */
@Component
class AnswersOfAPerson implements ProfileSection {

	@Override
	public String latest() {
		return """
				select 'comment' as what, t.number, t.title, 1 as floor, c.created_at as at
				from task_comments c join tasks t on t.number = c.task_number
				left join task_comment_withdrawals w on w.comment_id = c.id
				where c.author_id = :author and c.internal = false and w.comment_id is null and %s
				order by c.id desc limit 20""".formatted(Task.READABLE);
	}

	@Override
	public String url(Row row) {
		return TaskNumber.of(row.number()).url();
	}

}
