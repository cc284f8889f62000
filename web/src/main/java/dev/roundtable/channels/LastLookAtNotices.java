package dev.roundtable.channels;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.mail.LastLook;
import dev.roundtable.mail.MailAddress;
import dev.roundtable.notifications.Kind;
import dev.roundtable.notifications.Outgoing;
import dev.roundtable.notifications.Preferences;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A mail may have waited while the server was away: before it goes, everything that it
 * tells must still be hers to read, and something of it unread.
 */
@Component
class LastLookAtNotices implements LastLook {

	private final JdbcClient jdbc;

	private final Readers readers;

	private final Preferences preferences;

	private final EndedTopics ended;

	private final Outgoing outgoing;

	LastLookAtNotices(JdbcClient jdbc, Readers readers, Preferences preferences, EndedTopics ended, Outgoing outgoing) {
		this.jdbc = jdbc;
		this.readers = readers;
		this.preferences = preferences;
		this.ended = ended;
		this.outgoing = outgoing;
	}

	@Override
	public boolean mayGo(String text, MailAddress to) {
		About about = About.of(text);
		Reader reader = this.readers.all(List.of(about.account())).get(about.account());
		if (reader == null || !to.equals(reader.address()) || isEnded(about)) {
			return false;
		}
		Optional<Boolean> all = this.outgoing.stillTrue(reader.viewer(), about.notices());
		if (all.isEmpty()) {
			return false;
		}
		if (all.get() && mayRead(reader.viewer(), about)) {
			return true;
		}
		// The next one leaves out what she may not read.
		this.outgoing.again(about.notices(), about.when());
		return false;
	}

	private boolean isEnded(About about) {
		List<Preferences.Choice> choices = this.preferences.of(about.account());
		boolean wanted = choices.stream()
			.anyMatch((choice) -> (about.kind() != null)
					? choice.kind() == about.kind() && choice.mail() != Kind.Mail.NONE : choice.mail() == about.when());
		return !wanted || this.ended.of(List.of(about.account()))
			.getOrDefault(about.account(), Set.of())
			.stream()
			.anyMatch(about.topics()::contains);
	}

	private boolean mayRead(Viewer viewer, About about) {
		return count(viewer, about.topics(), """
				select count(*) from topic_facts t where t.topic_id = any(:ids) and %s
				and (t.held = false or t.author_id = :viewer or :moderates)
				""".formatted(Audiences.mayRead("t.readers"))) == distinct(about.topics())
				&& count(viewer, about.tasks(),
						"""
								select count(*) from task_facts k where k.number = any(:ids) and %s and %s
								and (:viewer > 0 or :moderates)
								""".formatted(Audiences.mayRead("k.audience"),
								Audiences.mayRead("k.source_audience"))) == distinct(about.tasks())
				&& mayReadFloors(viewer, about);
	}

	private boolean mayReadFloors(Viewer viewer, About about) {
		return about.floors().isEmpty() || this.jdbc.sql("""
				select count(*) from post_facts p where p.topic_id = any(:topics)
				and concat(p.topic_id, '.', p.floor) = any(:floors)
				and (p.held = false or p.author_id = :viewer or :moderates)
				""")
			.param("topics", about.topics().toArray(Long[]::new))
			.param("floors", about.floors().toArray(String[]::new))
			.param("viewer", viewer.id().value())
			.param("moderates", viewer.may(Capability.MODERATE))
			.query(Long.class)
			.single() == distinct(about.floors());
	}

	private long count(Viewer viewer, Collection<Long> ids, String sql) {
		return ids.isEmpty() ? 0
				: this.jdbc.sql(sql)
					.param("ids", ids.toArray(Long[]::new))
					.param("audiences", Audiences.of(viewer).array())
					.param("viewer", viewer.id().value())
					.param("moderates", viewer.may(Capability.MODERATE))
					.query(Long.class)
					.single();
	}

	private static long distinct(Collection<?> values) {
		return values.stream().distinct().count();
	}

}
