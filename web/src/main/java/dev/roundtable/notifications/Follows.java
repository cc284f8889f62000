package dev.roundtable.notifications;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.forum.TopicFollowing;
import dev.roundtable.forum.TopicId;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Tag;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who follows, mutes or blocks what. Whoever writes on a topic follows it, unless she
 * said otherwise.
 */
@Component
class Follows implements TopicFollowing {

	private final JdbcClient jdbc;

	private final Once once;

	private final Journal journal;

	private final Limits limits;

	private final Clock clock;

	Follows(JdbcClient jdbc, Once once, Journal journal, Limits limits, Clock clock) {
		this.limits = limits;
		this.jdbc = jdbc;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	static String topic(long id) {
		return "topic-" + id;
	}

	static String person(long id) {
		return "person-" + id;
	}

	static String board(long id) {
		return "board-" + id;
	}

	static String tag(String tag) {
		return "tag-" + tag;
	}

	/**
	 * Follows or mutes a topic, or neither.
	 * @throws NotFound when there is no such topic, or none that she may read
	 */
	void choose(Viewer viewer, OnceKey key, TopicId topic, Mode mode) {
		viewer.require(Capability.POST);
		this.limits.spend(viewer, Act.FOLLOW);
		requireReadable(viewer, topic);
		this.once.write(key.asking("follow topic " + topic.value(), mode), () -> {
			if (set(viewer, topic(topic.value()), mode.name())) {
				this.journal.record(viewer.id().value(), switch (mode) {
					case FOLLOW -> "followed";
					case MUTE -> "muted";
					case OFF -> "unfollowed";
				}, Subject.of("topic", topic.value()), Audience.person(viewer.id().value()), Map.of());
			}
		});
	}

	/**
	 * @throws NotFound when there is no such topic, or none that she may read
	 */
	void requireReadable(Viewer viewer, TopicId topic) {
		Visible.to(viewer, this.jdbc.sql("select 1 from topic_facts t where t.topic_id = :topic and " + Visible.TOPIC))
			.param("topic", topic.value())
			.query(Integer.class)
			.optional()
			.orElseThrow(() -> new NotFound("topic " + topic.value()));
	}

	/**
	 * In the caller's transaction.
	 * @return whether it was otherwise
	 */
	boolean set(Viewer viewer, String what, String mode) {
		int made = this.jdbc.sql("""
				insert into follows (what, account_id, mode, by_hand, since) values (:what, :viewer, :mode, true, :now)
				on conflict do nothing
				""")
			.param("what", what)
			.param("viewer", viewer.id().value())
			.param("mode", mode)
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		return made > 0 || this.jdbc.sql("""
				update follows set mode = :mode, by_hand = true, since = :now
				where what = :what and account_id = :viewer and (mode <> :mode or by_hand = false)
				""")
			.param("what", what)
			.param("viewer", viewer.id().value())
			.param("mode", mode)
			.param("now", OffsetDateTime.now(this.clock))
			.update() > 0;
	}

	/** Whoever wrote there, unless she said something about it before. */
	void byWriting(long topic, long account) {
		this.jdbc.sql("""
				insert into follows (what, account_id, mode, by_hand, since)
				values (:what, :account, 'FOLLOW', false, :now) on conflict do nothing
				""")
			.param("what", topic(topic))
			.param("account", account)
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

	/** Who follows a topic that was merged into another one follows that, too. */
	void goAlong(long into, int firstFloor) {
		this.jdbc.sql("""
				insert into follows (what, account_id, mode, by_hand, since)
				select :into, f.account_id, 'FOLLOW', false, m.merged_at
				from topic_merge_facts m join follows f on f.what = concat('topic-', m.topic_id) and f.mode = 'FOLLOW'
				where m.into_topic = :topic and m.first_floor = :floor and m.holds
				on conflict do nothing
				""").param("into", topic(into)).param("topic", into).param("floor", firstFloor).update();
	}

	/** It stands by itself again: who only went along follows the other no more. */
	void comeBack(long topic) {
		this.jdbc.sql("""
				delete from follows where by_hand = false and exists (
				    select 1 from topic_merge_facts m where m.topic_id = :topic and not m.holds
				    and follows.what = concat('topic-', m.into_topic) and follows.since = m.merged_at)
				""").param("topic", topic).update();
	}

	@Override
	public Following of(TopicId topic, Viewer viewer) {
		String what = topic(topic.value());
		Set<Long> blocked = new HashSet<>();
		Mode[] mode = { Mode.OFF };
		boolean[] unread = { false };
		this.jdbc.sql("""
				select f.what, f.mode from follows f where f.what = :what and f.account_id = :viewer
				union all
				select f.what, f.mode from follows f where f.account_id = :viewer and f.mode = 'BLOCK'
				union all
				select 'unread', n.kind from notifications n
				where n.account_id = :viewer and n.slot = 0 and n.topic_id = :topic
				""")
			.param("what", what)
			.param("viewer", viewer.id().value())
			.param("topic", topic.value())
			.query((row) -> {
				String found = row.getString("what");
				if (found.equals(what)) {
					mode[0] = Mode.valueOf(row.getString("mode"));
				}
				else if (found.equals("unread")) {
					unread[0] = true;
				}
				else {
					blocked.add(Long.valueOf(found.substring("person-".length())));
				}
			});
		return new Following(mode[0], unread[0], blocked);
	}

	@Override
	public Mode board(long board, Viewer viewer) {
		return Mode.valueOf(mode(viewer, board(board)));
	}

	@Override
	public Mode tag(Tag tag, Viewer viewer) {
		return Mode.valueOf(mode(viewer, tag(tag.value())));
	}

	/** What she said of it, {@code OFF} where she said nothing. */
	String mode(Viewer viewer, String what) {
		return this.jdbc.sql("select mode from follows where what = :what and account_id = :viewer")
			.param("what", what)
			.param("viewer", viewer.id().value())
			.query(String.class)
			.optional()
			.orElse(Mode.OFF.name());
	}

	/** Those among some accounts who do not want to hear of it. */
	Set<Long> deaf(Told told, List<String> wide, long from, long upTo) {
		return new HashSet<>(this.jdbc.sql("""
				select m.account_id from follows m
				where m.what = any(:close) and m.account_id between :from and :upTo and m.mode in ('MUTE', 'BLOCK')
				union
				select m.account_id from follows m
				where m.what = any(:wide) and m.account_id between :from and :upTo and m.mode = 'MUTE'
				and not exists (select 1 from follows f where f.what = :topic and f.account_id = m.account_id
				                and f.mode = 'FOLLOW' and f.by_hand)
				""")
			.param("close", told.mutedBy().toArray(String[]::new))
			.param("wide", wide.toArray(String[]::new))
			.param("topic", (told.topic() != null) ? topic(told.topic()) : "")
			.param("from", from)
			.param("upTo", upTo)
			.query(Long.class)
			.list());
	}

	@Override
	public Set<String> blockedNames(Viewer viewer) {
		return Set.copyOf(this.jdbc.sql("""
				select a.name from people_names a where a.account_id in (
				    select cast(substring(f.what from 8) as bigint) from follows f
				    where f.account_id = :viewer and f.mode = 'BLOCK' and f.what like 'person-%')""")
			.param("viewer", viewer.id().value())
			.query(String.class)
			.list());
	}

}
