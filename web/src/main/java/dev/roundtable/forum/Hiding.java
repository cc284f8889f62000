package dev.roundtable.forum;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hides floors from all but their authors and moderators, and shows them again. A hidden
 * floor keeps its number; a hidden first floor hides its topic.
 */
@Component
public class Hiding {

	static final int REASON = 400;

	private final JdbcClient jdbc;

	private final PageVersions pages;

	private final Once once;

	private final Journal journal;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Hiding(JdbcClient jdbc, PageVersions pages, Once once, Journal journal, ApplicationEventPublisher events,
			Clock clock) {
		this.jdbc = jdbc;
		this.pages = pages;
		this.once = once;
		this.journal = journal;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * What is hidden already stays so, with its first reason.
	 * @return the address of the floor
	 * @throws BadInput on the field {@code reason}
	 * @throws NotFound when there is no such floor, or none that the moderator may read
	 */
	public String hide(Viewer moderator, OnceKey key, PostId id, @Nullable String reason) {
		moderator.require(Capability.MODERATE);
		Floor floor = floor(moderator, id);
		if (reason == null || reason.isBlank()) {
			throw new BadInput("reason", "moderation.reason");
		}
		String why = Text.line("reason", reason, REASON);
		this.once.write(key.asking("hide post " + id.value(), why), () -> {
			int made = this.jdbc.sql("""
					insert into post_holds (post_id, kind, held_by, held_at, reason)
					values (:post, 'HIDDEN', :by, :now, :reason) on conflict do nothing
					""")
				.param("post", id.value())
				.param("by", moderator.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.param("reason", why)
				.update();
			if (made > 0) {
				changed(moderator, floor, true, why);
			}
		});
		return floor.url();
	}

	/** What is not hidden stays so. */
	public String show(Viewer moderator, OnceKey key, PostId id) {
		moderator.require(Capability.MODERATE);
		Floor floor = floor(moderator, id);
		this.once.write(key.asking("show post " + id.value()), () -> {
			int gone = this.jdbc.sql("delete from post_holds where post_id = :post").param("post", id.value()).update();
			if (gone > 0) {
				changed(moderator, floor, false, "");
			}
		});
		return floor.url();
	}

	private void changed(Viewer moderator, Floor floor, boolean held, String reason) {
		TopicId topic = TopicId.of(floor.topicId());
		this.jdbc.sql("update posts set version = version + 1 where id = :id").param("id", floor.id()).update();
		this.pages.raise(topic, floor.floor());
		this.journal.record(moderator.id().value(), held ? "hid" : "unhid", Subject.of("topic", topic.value()),
				new Audience(floor.readers()),
				Map.of("title", floor.title(), "floor", String.valueOf(floor.floor()), "reason", reason));
		if (floor.floor() > 1) {
			this.events.publishEvent(new PostChanged(topic, PostId.of(floor.id())));
			return;
		}
		this.jdbc.sql("update topics set held = :held, version = version + 1, shift = shift + 1 where id = :id")
			.param("held", held)
			.param("id", topic.value())
			.update();
		this.events.publishEvent(TopicChanged.of(topic, TopicChanged.What.HELD));
	}

	/** What a moderator is about to hide. */
	Floor floor(Viewer moderator, PostId id) {
		moderator.require(Capability.MODERATE);
		return TopicAccess.reader(this.jdbc.sql("""
				select p.id, p.topic_id as topicId, p.floor, t.title, b.readers, h.post_id is not null as held, h.reason
				from posts p join topics t on t.id = p.topic_id join board_facts b on b.board_id = t.board_id
				left join post_holds h on h.post_id = p.id
				where p.id = :id and
				""" + TopicAccess.MAY_READ), moderator)
			.param("id", id.value())
			.query(Floor.class)
			.optional()
			.orElseThrow(() -> new NotFound("post " + id.value()));
	}

	record Floor(long id, long topicId, int floor, String title, String readers, boolean held,
			@Nullable String reason) {

		/** Public for its template. */
		public String url() {
			return TopicUrl.of(TopicId.of(this.topicId), this.title, this.floor);
		}

	}

}
