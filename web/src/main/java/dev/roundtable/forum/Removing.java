package dev.roundtable.forum;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * Deletes everything that somebody posted in one act, and undoes that in one. What was
 * held already stays held as it was, before and after.
 */
@Component
public class Removing {

	/** The floors of an act. */
	private static final String ITS_FLOORS = """
			select p.id from posts p join post_holds h on h.post_id = p.id where h.removal = :removal
			""";

	private final JdbcClient jdbc;

	private final Once once;

	private final Journal journal;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Removing(JdbcClient jdbc, Once once, Journal journal, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.once = once;
		this.journal = journal;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Whether she may, of whom, is for the caller to say.
	 * @return the number of the act
	 */
	public long remove(Viewer moderator, OnceKey key, AccountId account, String reason) {
		moderator.require(Capability.MODERATE);
		String why = Hiding.reason(reason);
		return this.once.write(key.asking("remove all of " + account.value(), why), () -> {
			long removal = insert(moderator, account, why);
			int floors = this.jdbc.sql("""
					insert into post_holds (post_id, kind, held_by, held_at, reason, removal)
					select p.id, 'DELETED', :by, :now, :reason, :removal from posts p
					where p.author_id = :account and not exists (select 1 from post_holds h where h.post_id = p.id)
					on conflict do nothing
					""")
				.param("by", moderator.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.param("reason", why)
				.param("removal", removal)
				.param("account", account.value())
				.update();
			this.jdbc.sql("update post_removals set floors = :floors where id = :removal")
				.param("floors", floors)
				.param("removal", removal)
				.update();
			List<Floor> held = floors(removal);
			show(removal, true);
			tell(moderator, account, "removed", why, floors);
			publish(held);
			return removal;
		}, (made) -> made, (made) -> made);
	}

	private long insert(Viewer moderator, AccountId account, String reason) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into post_removals (account_id, removed_by, removed_at, reason, floors)
				values (:account, :by, :now, :reason, 0)
				""")
			.param("account", account.value())
			.param("by", moderator.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("reason", reason)
			.update(key, "id");
		return Objects.requireNonNull(key.getKeyAs(Long.class));
	}

	/**
	 * What was undone stays so.
	 * @return whether this undid it
	 * @throws NotFound when there is no such act
	 */
	public boolean undo(Viewer moderator, OnceKey key, long removal) {
		moderator.require(Capability.MODERATE);
		AccountId account = this.jdbc.sql("select account_id from post_removals where id = :id")
			.param("id", removal)
			.query(Long.class)
			.optional()
			.map(AccountId::of)
			.orElseThrow(() -> new NotFound("removal " + removal));
		return this.once.write(key.asking("undo removal " + removal), () -> {
			int undone = this.jdbc.sql("""
					update post_removals set undone_by = :by, undone_at = :now where id = :id and undone_at is null
					""")
				.param("by", moderator.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.param("id", removal)
				.update();
			if (undone == 0) {
				return false;
			}
			List<Floor> held = floors(removal);
			show(removal, false);
			this.jdbc.sql("delete from post_holds where removal = :removal").param("removal", removal).update();
			tell(moderator, account, "brought-back", "", held.size());
			publish(held);
			return true;
		}, (_) -> 1L, (_) -> false);
	}

	/** All that shows these floors, and the topics that they begin, is another now. */
	private void show(long removal, boolean held) {
		this.jdbc.sql("update posts set version = version + 1 where id in (" + ITS_FLOORS + ")")
			.param("removal", removal)
			.update();
		this.jdbc.sql("""
				update topics set held = :held, version = version + 1, shift = shift + 1
				where id in (select p.topic_id from posts p join post_holds h on h.post_id = p.id
				    where h.removal = :removal and p.floor = 1)
				""").param("held", held).param("removal", removal).update();
		String pages = """
				select distinct p.topic_id, (p.floor - 1) / %d + 1 as page from posts p
				join post_holds h on h.post_id = p.id where h.removal = :removal
				""".formatted(TopicUrl.PAGE_SIZE);
		this.jdbc.sql("""
				insert into floor_pages (topic_id, page, version) select s.topic_id, s.page, 0 from (%s) s
				on conflict do nothing
				""".formatted(pages)).param("removal", removal).update();
		this.jdbc.sql("""
				update floor_pages set version = version + 1 where exists (select 1 from (%s) s
				    where s.topic_id = floor_pages.topic_id and s.page = floor_pages.page)
				""".formatted(pages)).param("removal", removal).update();
	}

	private List<Floor> floors(long removal) {
		return this.jdbc.sql("""
				select p.id, p.topic_id as topic, p.floor from posts p join post_holds h on h.post_id = p.id
				where h.removal = :removal order by p.topic_id, p.floor
				""").param("removal", removal).query(Floor.class).list();
	}

	private void tell(Viewer moderator, AccountId account, String action, String reason, int floors) {
		this.journal.record(moderator.id().value(), action, Subject.of("account", account.value()), Audience.EVERYONE,
				Map.of("reason", reason, "floors", String.valueOf(floors)));
	}

	/** Tasks and search follow. */
	private void publish(List<Floor> floors) {
		for (Floor floor : floors) {
			TopicId topic = TopicId.of(floor.topic());
			this.events.publishEvent((floor.floor() == 1) ? TopicChanged.of(topic, TopicChanged.What.HELD)
					: new PostChanged(topic, PostId.of(floor.id())));
		}
	}

	private record Floor(long id, long topic, int floor) {
	}

}
