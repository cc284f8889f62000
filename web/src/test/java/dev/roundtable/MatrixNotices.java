package dev.roundtable;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.roundtable.MatrixWorld.Actor;
import dev.roundtable.MatrixWorld.Kind;
import dev.roundtable.MatrixWorld.Thing;
import dev.roundtable.notifications.Notice;
import dev.roundtable.notifications.Outgoing;
import dev.roundtable.people.Viewer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of the matrix for what goes out beyond the page. The rows stand in the
 * database as they would if nobody had asked before: {@link Outgoing} is the last who
 * does.
 */
final class MatrixNotices {

	private static final String NEWS = "canarynews";

	private final MatrixWorld world;

	private final JdbcClient jdbc;

	private final Outgoing outgoing;

	private final OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);

	MatrixNotices(MatrixWorld world, JdbcClient jdbc, Outgoing outgoing) {
		this.world = world;
		this.jdbc = jdbc;
		this.outgoing = outgoing;
	}

	private static List<Actor> people() {
		return Arrays.stream(Actor.values()).filter(Actor::member).toList();
	}

	private Stream<Thing> things(Kind kind) {
		return this.world.things.stream().filter((thing) -> thing.kind() == kind);
	}

	/** By following, as far as one can follow it, and without. */
	void everybodyFollowsAndIsToldOfEverything() {
		for (Actor actor : people()) {
			// a digest holds so many: what she was told on the way here would fill it
			forget(actor);
			things(Kind.TOPIC).forEach((topic) -> follow(actor, "topic-" + topic.id()));
		}
		things(Kind.TOPIC).forEach((topic) -> this.world.write(Actor.ADMINISTRATOR, "POST",
				"/topics/" + topic.id() + "/posts", "{\"body\": \"" + NEWS + topic.id() + "\"}", 201));
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.jdbc.sql("""
				select (select count(*) from journal_queue where follower = 'notifications')
				    + (select count(*) from fan_outs)""").query(Long.class).single() == 0);
		for (Actor actor : people()) {
			this.world.things.forEach((thing) -> tell(actor, thing));
		}
	}

	private void forget(Actor actor) {
		long who = this.world.viewer(actor).id().value();
		this.jdbc.sql("""
				delete from notification_floors where notification_id in
				    (select id from notifications where account_id = :who)""").param("who", who).update();
		this.jdbc.sql("delete from notifications where account_id = :who").param("who", who).update();
	}

	private void follow(Actor actor, String what) {
		this.jdbc.sql("delete from follows where what = :what and account_id = :who")
			.param("what", what)
			.param("who", this.world.viewer(actor).id().value())
			.update();
		this.jdbc
			.sql("""
					insert into follows (what, account_id, mode, by_hand, since) values (:what, :who, 'FOLLOW', true, :now)""")
			.param("what", what)
			.param("who", this.world.viewer(actor).id().value())
			.param("now", this.now)
			.update();
	}

	private void tell(Actor actor, Thing thing) {
		switch (thing.kind()) {
			case TOPIC -> insert(actor, "MENTION", "topic-" + thing.id(), "topic_id", thing.id(), "1");
			case POST -> {
				String[] place = this.jdbc.sql("select topic_id, floor from posts where id = :id")
					.param("id", Long.valueOf(thing.id()))
					.query((row, _) -> new String[] { row.getString(1), row.getString(2) })
					.single();
				insert(actor, "QUOTE", "post-" + thing.id(), "topic_id", place[0], place[1]);
			}
			case TASK -> insert(actor, "STATUS", "task-" + thing.id(), "task_number", thing.id(), null);
			case CONVERSATION ->
				insert(actor, "MESSAGE", "conversation-" + thing.id(), "conversation_id", thing.id(), null);
			case BOARD, NOTE -> {
				// Nothing is told of a board itself, nor of a note.
			}
		}
	}

	private void insert(Actor actor, String kind, String subject, String column, String id, @Nullable String floor) {
		this.jdbc.sql(
				"delete from notifications where account_id = :who and subject = :subject and kind = :kind and slot = 0")
			.param("who", this.world.viewer(actor).id().value())
			.param("subject", subject)
			.param("kind", kind)
			.update();
		this.jdbc
			.sql("""
					insert into notifications (account_id, subject, kind, %s, floor, last_floor, act, on_page, happened_at)
					values (:who, :subject, :kind, :id, cast(:floor as int), cast(:floor as int), :act, true, :now)"""
				.formatted(column))
			.param("who", this.world.viewer(actor).id().value())
			.param("subject", subject)
			.param("kind", kind)
			.param("id", Long.valueOf(id))
			.param("floor", floor)
			.param("act", kind.equals("STATUS") ? "planned" : "wrote")
			.param("now", this.now)
			.update();
		if (floor != null) {
			this.jdbc.sql("""
					insert into notification_floors (notification_id, floor)
					select n.id, :floor from notifications n where n.account_id = :who and n.subject = :subject
					and n.kind = :kind and n.slot = 0""")
				.param("floor", Integer.valueOf(floor))
				.param("who", this.world.viewer(actor).id().value())
				.param("subject", subject)
				.param("kind", kind)
				.update();
		}
	}

	/** Each of the ways, all that would go out to somebody now. */
	private List<Notice> told(Actor actor) {
		Viewer viewer = this.world.viewer(actor);
		Map<Long, Viewer> people = Map.of(viewer.id().value(), viewer);
		List<Notice> told = new ArrayList<>();
		waits(viewer, "mail = 'NOW', mail_due = happened_at, push_due = happened_at");
		told.addAll(this.outgoing.waiting(Outgoing.Way.MAIL, people));
		told.addAll(this.outgoing.waiting(Outgoing.Way.PUSH, people));
		waits(viewer, "mail = 'DAILY', mail_due = null");
		told.addAll(this.outgoing.waiting(dev.roundtable.notifications.Kind.Mail.DAILY, people));
		return told;
	}

	private void waits(Viewer viewer, String how) {
		this.jdbc.sql("update notifications set " + how + " where account_id = :who and slot = 0")
			.param("who", viewer.id().value())
			.update();
	}

	Set<String> toldWithoutRight() {
		Set<String> wrong = new TreeSet<>();
		for (Actor actor : people()) {
			for (Notice notice : told(actor)) {
				String seen = this.outgoing.title(notice) + this.outgoing.sentence(notice) + notice;
				this.world.canaries.stream()
					.filter((canary) -> !canary.audience().test(actor) && seen.contains(canary.word()))
					.forEach((canary) -> wrong.add(actor + " is told " + canary.word() + " by " + notice.kind()));
				this.world.things.stream()
					.filter((thing) -> !thing.audience().test(actor) && isAbout(notice, thing))
					.forEach((thing) -> wrong.add(actor + " is told of " + thing.kind() + " " + thing.id()));
			}
		}
		return wrong;
	}

	Set<String> withRightAndNotTold() {
		Set<String> missing = new TreeSet<>();
		for (Actor actor : people()) {
			List<Notice> told = told(actor);
			this.world.things.stream()
				.filter((thing) -> thing.audience().test(actor)
						&& List.of(Kind.TOPIC, Kind.TASK).contains(thing.kind()))
				.filter((thing) -> told.stream().filter((notice) -> isAbout(notice, thing)).count() < 3)
				.forEach((thing) -> missing.add(actor + " is not told of " + thing.kind() + " " + thing.id()));
			things(Kind.TOPIC).filter((topic) -> topic.audience().test(actor) && actor != Actor.ADMINISTRATOR)
				.filter((topic) -> told.stream().noneMatch((notice) -> notice.toString().contains(NEWS + topic.id())))
				.forEach((topic) -> missing.add(actor + " follows in vain " + topic.id()));
		}
		return missing;
	}

	private static boolean isAbout(Notice notice, Thing thing) {
		return switch (thing.kind()) {
			case TOPIC -> Objects.equals(notice.topic(), Long.valueOf(thing.id()));
			case TASK -> Objects.equals(notice.task(), Long.valueOf(thing.id()));
			case CONVERSATION -> notice.path().equals("/messages/" + thing.id());
			case POST, BOARD, NOTE -> false;
		};
	}

}
