package dev.roundtable.tasks;

import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is named in what is written on tasks. */
@Component
class CommentMentions {

	/** Of one comment. */
	private static final int MOST = 20;

	private final JdbcClient jdbc;

	private final Accounts accounts;

	CommentMentions(JdbcClient jdbc, Accounts accounts) {
		this.jdbc = jdbc;
		this.accounts = accounts;
	}

	/**
	 * In the caller's transaction. Who was named there before stays as she was.
	 * @param names as they were typed
	 */
	void keep(long comment, List<String> names, OffsetDateTime at) {
		Set<Long> people = new LinkedHashSet<>();
		names.stream()
			.limit(MOST)
			.forEach((name) -> this.accounts.byName(name).map(AccountId::value).ifPresent(people::add));
		for (long person : people) {
			this.jdbc.sql("""
					insert into task_mentions (comment_id, account_id, mentioned_at)
					values (:comment, :person, :at) on conflict do nothing
					""").param("comment", comment).param("person", person).param("at", at).update();
		}
	}

}
