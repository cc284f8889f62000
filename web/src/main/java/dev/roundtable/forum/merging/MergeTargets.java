package dev.roundtable.forum.merging;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import dev.roundtable.forum.TopicAccess;
import dev.roundtable.forum.TopicFinding;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.http.BadInput;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Into which topics another one may be merged, as a moderator is shown them: what she is
 * about to do is easier to prevent than to take back.
 */
@Component
class MergeTargets {

	private static final int MOST = 8;

	private static final int LATEST = 2000;

	/** Characters of its first floor. */
	private static final int EXCERPT = 240;

	private final JdbcClient jdbc;

	private final @Nullable TopicFinding finding;

	MergeTargets(JdbcClient jdbc, ObjectProvider<TopicFinding> finding) {
		this.jdbc = jdbc;
		this.finding = finding.getIfAvailable();
	}

	/**
	 * The one that an address or a number names, or those with these words, the best
	 * first.
	 */
	List<Target> find(Viewer moderator, TopicId one, String typed) {
		List<Long> ids = ids(moderator, typed).stream()
			.map(TopicId::value)
			.filter((id) -> id != one.value())
			.limit(MOST)
			.toList();
		if (ids.isEmpty()) {
			return List.of();
		}
		return TopicAccess.reader(this.jdbc.sql("""
				select t.id, t.title, b.name as board, a.name as author, t.created_at as createdAt, t.floors,
				       substring(coalesce(p.plain, p.body), 1, %d) as text
				from topics t join board_facts b on b.board_id = t.board_id
				join posts p on p.topic_id = t.id and p.floor = 1 join people_names a on a.account_id = t.author_id
				where t.id in (:ids) and not t.held and
				""".formatted(EXCERPT) + TopicAccess.MAY_READ), moderator)
			.param("ids", ids)
			.query(Target.class)
			.list()
			.stream()
			.sorted(Comparator.comparing((target) -> ids.indexOf(target.id())))
			.toList();
	}

	private List<TopicId> ids(Viewer moderator, String typed) {
		if (typed.isBlank()) {
			return List.of();
		}
		try {
			return List.of(Merging.typed(typed));
		}
		catch (BadInput words) {
			List<TopicId> found = (this.finding != null) ? this.finding.find(moderator, typed) : List.of();
			return found.isEmpty() ? latest(typed) : found;
		}
	}

	/** Without an index the titles of the latest are read. */
	private List<TopicId> latest(String words) {
		return this.jdbc.sql("""
				select id from (select id, title from topics order by id desc limit %d) t
				where lower(title) like :words escape '!' order by id desc limit %d
				""".formatted(LATEST, MOST))
			.param("words", "%" + words.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%")
			.query(Long.class)
			.list()
			.stream()
			.map(TopicId::of)
			.toList();
	}

	/**
	 * @param text how its first floor begins
	 */
	record Target(long id, String title, String board, String author, OffsetDateTime createdAt, int floors,
			String text) {

		/** Public for its template. */
		public String url() {
			return TopicUrl.of(TopicId.of(this.id), this.title);
		}

		/** Public for its template. */
		public When at() {
			return When.of(this.createdAt.toInstant());
		}

	}

}
