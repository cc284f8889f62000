package dev.roundtable.notifications;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes down what people are told: one unread row for each person, subject and kind,
 * which grows until she reads it. Who may not see it at this moment, or does not want to
 * hear of it, gets none.
 */
@Component
@EnableConfigurationProperties(NoticeSettings.class)
class Telling {

	private final JdbcClient jdbc;

	private final Follows follows;

	private final Viewers viewers;

	private final NoticeSettings settings;

	private final Clock clock;

	Telling(JdbcClient jdbc, Follows follows, Viewers viewers, NoticeSettings settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
		this.jdbc = jdbc;
		this.viewers = viewers;
		this.follows = follows;
	}

	/**
	 * In the caller's transaction. The same twice is told once, until it was read.
	 * @param people accounts, a thousand or so at most
	 */
	void tell(Told told, Collection<Long> people) {
		List<Long> ids = new ArrayList<>(people);
		if (told.actor() != null) {
			ids.remove(told.actor());
		}
		Place place = place(told);
		if (ids.isEmpty() || place == null) {
			return;
		}
		ids.removeAll(this.follows.deaf(told, place.wide(), ids.stream().min(Long::compare).orElseThrow(),
				ids.stream().max(Long::compare).orElseThrow()));
		ids = whoMayRead(place, ids);
		if (!ids.isEmpty()) {
			write(told, ids.toArray(Long[]::new));
		}
	}

	private void write(Told told, Long[] ids) {
		bound(told, ids, """
				update notifications set floor = least(floor, cast(:floor as int)),
				    last_floor = greatest(last_floor, cast(:floor as int)), topic_id = cast(:topic as bigint),
				    actor_id = cast(:actor as bigint), act = :act, detail = :detail, happened_at = :at,
				    mail = case when happened_at < :at then nullif(%1$s, 'NONE') else mail end,
				    mail_due = case when happened_at < :at and %1$s = 'NOW' and %2$s
				        then coalesce(mail_due, :mailDue) else mail_due end,
				    push_due = case when happened_at < :at and %3$s and %4$s
				        then coalesce(push_due, :pushDue) else push_due end
				where account_id = any(:ids) and slot = 0 and subject = :subject and kind = :kind
				""".formatted(chosen("mail", ":mail"), anybodyIn("account_addresses", "notifications.account_id"),
				chosen("push", ":push"), anybodyIn("push_people", "notifications.account_id")))
			.update();
		bound(told, ids,
				"""
						insert into notifications (account_id, subject, kind, topic_id, floor, last_floor, task_number,
						    conversation_id, actor_id, act, detail, on_page, mail, mail_due, push_due, happened_at)
						select a.id, :subject, :kind, cast(:topic as bigint), cast(:floor as int), cast(:floor as int),
						    cast(:task as bigint), cast(:conversation as bigint), cast(:actor as bigint), :act, :detail, coalesce(s.on_page, true),
						    nullif(coalesce(s.mail, :mail), 'NONE'),
						    case when coalesce(s.mail, :mail) = 'NOW' and %s then cast(:mailDue as timestamp with time zone) end,
						    case when coalesce(s.push, :push) and %s then cast(:pushDue as timestamp with time zone) end, :at
						from unnest(cast(:ids as bigint array)) as a(id)
						left join notification_settings s on s.account_id = a.id and s.kind = :kind
						where (s.account_id is null or s.on_page or s.mail <> 'NONE' or s.push)
						and not exists (select 1 from notifications n where n.account_id = a.id and n.slot = 0
						    and n.subject = :subject and n.kind = :kind)
						on conflict do nothing
						"""
					.formatted(anybodyIn("account_addresses", "a.id"), anybodyIn("push_people", "a.id")))
			.update();
		if (!told.kind().ofAllFloors() && told.floor() != null) {
			bound(told, ids, """
					insert into notification_floors (notification_id, floor)
					select n.id, cast(:floor as int) from notifications n
					where n.account_id = any(:ids) and n.slot = 0 and n.subject = :subject and n.kind = :kind
					on conflict do nothing
					""").update();
		}
	}

	/** What the person of a row chose for this kind. */
	private static String chosen(String column, String otherwise) {
		return """
				coalesce((select s.%s from notification_settings s where s.account_id = notifications.account_id
				    and s.kind = :kind), %s)""".formatted(column, otherwise);
	}

	private static String anybodyIn(String view, String account) {
		return "exists (select 1 from " + view + " w where w.account_id = " + account + ")";
	}

	private JdbcClient.StatementSpec bound(Told told, Long[] ids, String sql) {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		return this.jdbc.sql(sql)
			.param("push", told.kind().push())
			.param("mailDue", now.plus(this.settings.mailAfter()))
			.param("pushDue", now.plus(this.settings.pushAfter()))
			.param("ids", ids)
			.param("subject", told.subject())
			.param("kind", told.kind().name())
			.param("topic", told.topic(), Types.BIGINT)
			.param("floor", told.floor(), Types.INTEGER)
			.param("task", told.task(), Types.BIGINT)
			.param("conversation", told.conversation(), Types.BIGINT)
			.param("actor", told.actor(), Types.BIGINT)
			.param("act", told.act())
			.param("detail", told.detail())
			.param("mail", told.kind().mail.name())
			.param("at", told.at());
	}

	/** Those who were told already that this floor is one that concerns them. */
	Set<Long> toldOf(Told told, Collection<Long> people) {
		return Set.copyOf(this.jdbc.sql("""
				select distinct n.account_id from notifications n join notification_floors f on f.notification_id = n.id
				where n.account_id = any(:ids) and n.subject = :subject and n.kind = :kind and f.floor = :floor
				""")
			.param("ids", people.toArray(Long[]::new))
			.param("subject", told.subject())
			.param("kind", told.kind().name())
			.param("floor", told.floor())
			.query(Long.class)
			.list());
	}

	/** Where it happened, as it is now; null when that is gone. */
	private @Nullable Place place(Told told) {
		List<Audience> readers = new ArrayList<>();
		List<String> wide = new ArrayList<>();
		Long only = null;
		if (told.topic() != null) {
			Topic topic = this.jdbc.sql("""
					select t.board_id as boardId, t.readers, t.author_id as authorId,
					       t.held or coalesce(p.held, false) as held
					from topic_facts t left join post_facts p on p.topic_id = t.topic_id and p.floor = :floor
					where t.topic_id = :topic
					""")
				.param("topic", told.topic())
				.param("floor", (told.floor() != null) ? told.floor() : 1)
				.query(Topic.class)
				.optional()
				.orElse(null);
			if (topic == null || (topic.held() && told.kind() != Kind.MODERATION && told.kind() != Kind.STATUS
					&& told.kind() != Kind.ANSWER)) {
				return null;
			}
			if (topic.held() && told.kind() != Kind.MODERATION) {
				only = topic.authorId();
			}
			readers.add(new Audience(topic.readers()));
			wide.add(Follows.board(topic.boardId()));
			this.jdbc.sql("select tag from topic_tag_facts where topic_id = :topic")
				.param("topic", told.topic())
				.query(String.class)
				.list()
				.forEach((tag) -> wide.add(Follows.tag(tag)));
		}
		if (told.task() != null) {
			TaskReaders task = this.jdbc
				.sql("select audience, source_audience as sourceAudience from task_facts where number = :task")
				.param("task", told.task())
				.query(TaskReaders.class)
				.optional()
				.orElse(null);
			if (task == null) {
				return null;
			}
			readers.add(new Audience(task.audience()));
			readers.add(new Audience(task.sourceAudience()));
		}
		return new Place(readers, wide, only);
	}

	private List<Long> whoMayRead(Place place, List<Long> ids) {
		List<Long> may = (place.only() == null) ? ids : ids.stream().filter(place.only()::equals).toList();
		if (may.isEmpty() || place.isForAllMembers()) {
			return may;
		}
		Map<Long, Viewer> viewers = this.viewers.all(may);
		return may.stream().filter((id) -> place.isFor(viewers.get(id))).toList();
	}

	private record Topic(long boardId, String readers, long authorId, boolean held) {
	}

	private record TaskReaders(String audience, String sourceAudience) {
	}

	/**
	 * @param readers one must be of all of these
	 * @param wide what a mute of more than this topic is kept under
	 * @param only the one person who is told, null for all
	 */
	private record Place(List<Audience> readers, List<String> wide, @Nullable Long only) {

		boolean isForAllMembers() {
			return this.readers.stream()
				.allMatch((one) -> one.equals(Audience.EVERYONE) || one.equals(Audience.MEMBERS));
		}

		boolean isFor(@Nullable Viewer person) {
			return person != null && this.readers.stream().allMatch(Audiences.of(person)::include);
		}

	}

}
