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
		// The topic is made with the rest: its text is rendered while others wait for
		// this
		// release, which is published by few and seldom.
		this.once.write(key.asking("publish release " + build, how), () -> {
			Row release = this.releases.lock(build);
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
				this.journal.record(by.id().value(), "published release", Releases.subject(release.id()),
						Audience.EVERYONE, Map.of("build", build.name(), "channel", release.channel().name()));
			}
			if (how.isTold() && release.topicId() == null) {
				tell(by, release, how);
			}
			this.shipping.ship(by.id(), build);
		});
	}

	private void tell(Viewer by, Row release, Publication how) {
		if (release.notes().isEmpty()) {
			throw new BadInput("board", "notes.missing");
		}
		Topics.Posted posted = this.topics.post(by, OnceKey.NONE, new TopicDraft(Objects.requireNonNull(how.board()),
				TopicKind.DISCUSSION, how.title(), release.notes(), List.of()));
		link(release.id(), posted.topic().value());
	}

	private void link(long release, @Nullable Long topic) {
		this.jdbc.sql("update release_publications set topic_id = :topic where release_id = :release")
			.param("topic", topic, Types.BIGINT)
			.param("release", release)
			.update();
	}

}
