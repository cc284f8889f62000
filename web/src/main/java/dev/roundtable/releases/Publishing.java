package dev.roundtable.releases;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.boards.PlaceClosed;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.releases.ReleaseView.Row;
import dev.roundtable.site.Audience;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.Shipping;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says that people have a build: every task that is fixed in it is released, all whom
 * these concern are told, and the notes become a topic where somebody wants one.
 */
@Component
public class Publishing {

	private final JdbcClient jdbc;

	private final Releases releases;

	private final Shipping shipping;

	private final Topics topics;

	private final Limits limits;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	Publishing(JdbcClient jdbc, Releases releases, Shipping shipping, Topics topics, Limits limits, Once once,
			Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.releases = releases;
		this.shipping = shipping;
		this.topics = topics;
		this.limits = limits;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * Again is no matter: what was fixed in it since is released, too, and a topic is
	 * written where there is none yet. Two at once are one after the other.
	 * @throws NotFound when there is no such release
	 * @throws BadInput {@code notes.missing} where nothing is there to be told, or what
	 * is wrong with the topic
	 * @throws PlaceClosed when the board is not open to who publishes
	 */
	public void publish(Viewer by, OnceKey key, Build build, Publication how) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		while (!tried(by, key, build, how)) {
			// Somebody changed the notes meanwhile: they are rendered once more.
		}
	}

	/**
	 * The text of the topic is screened and rendered while no connection is held and
	 * nobody waits; the topic is written with the rest.
	 * @return false where the notes are not those any more that were rendered
	 */
	private boolean tried(Viewer by, OnceKey key, Build build, Publication how) {
		Row before = this.releases.find(build);
		Topics.Prepared topic = (how.isTold() && before.topicId() == null) ? topic(by, before, how) : null;
		try {
			this.once.write(key.asking("publish release " + build, how), () -> write(by, build, topic, before.notes()));
			return true;
		}
		catch (NotesChanged changed) {
			return false;
		}
	}

	/**
	 * @throws NotesChanged when the notes are others than those that were rendered
	 */
	void write(Viewer by, Build build, Topics.@Nullable Prepared topic, String rendered) {
		Row release = this.releases.lock(build);
		if (topic != null && release.topicId() == null && !release.notes().equals(rendered)) {
			throw new NotesChanged();
		}
		if (!release.published()) {
			this.jdbc.sql("""
					insert into release_publications (release_id, published_by, published_at, out_on)
					values (:release, :by, :now, :day)
					""")
				.param("release", release.id())
				.param("by", by.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.param("day", this.releases.today())
				.update();
			this.jdbc.sql("update releases set version = version + 1 where id = :release")
				.param("release", release.id())
				.update();
			this.journal.record(by.id().value(), "published release", Releases.subject(release.id()), Audience.EVERYONE,
					Map.of("build", build.name(), "channel", release.channel().name()));
		}
		if (topic != null && release.topicId() == null) {
			link(release.id(), this.topics.post(OnceKey.NONE, topic).topic().value());
		}
		this.shipping.ship(by.id(), build);
	}

	private Topics.Prepared topic(Viewer by, Row release, Publication how) {
		if (release.notes().isEmpty()) {
			throw new BadInput("board", "notes.missing");
		}
		return this.topics.prepare(by, new TopicDraft(Objects.requireNonNull(how.board()), TopicKind.DISCUSSION,
				how.title(), release.notes(), List.of()));
	}

	/** Never seen by anybody: it is tried again. */
	static final class NotesChanged extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	private void link(long release, @Nullable Long topic) {
		this.jdbc.sql("update release_publications set topic_id = :topic where release_id = :release")
			.param("topic", topic, Types.BIGINT)
			.param("release", release)
			.update();
	}

}
