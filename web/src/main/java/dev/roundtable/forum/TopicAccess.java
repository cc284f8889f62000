package dev.roundtable.forum;

import java.util.Optional;

import dev.roundtable.boards.Boards;
import dev.roundtable.boards.PlaceClosed;
import dev.roundtable.http.NotFound;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may read a topic and who may write in it: its board says so, and a topic that is
 * held is there for its author and for moderators alone, one whose floors stand elsewhere
 * for nobody.
 */
@Component
public class TopicAccess {

	/**
	 * The condition that a viewer may read topic {@code t} on board {@code b}; see
	 * {@link #reader}.
	 */
	public static final String MAY_READ = Audiences.mayRead("b.readers")
			+ " and not t.merged and (not t.held or t.author_id = :viewer or :moderates)";

	/** Joins what topic {@code t} shows of its marks as {@code pin} and {@code fe}. */
	public static final String MARKS = """
			left join topic_marks pin on pin.topic_id = t.id and pin.mark = 'PINNED'
			    and (pin.until is null or pin.until > :now)
			left join topic_marks fe on fe.topic_id = t.id and fe.mark = 'FEATURED'
			""";

	private final JdbcClient jdbc;

	TopicAccess(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Binds what {@link #MAY_READ} asks for. */
	public static JdbcClient.StatementSpec reader(JdbcClient.StatementSpec statement, @Nullable Viewer viewer) {
		return statement.param("audiences", Audiences.of(viewer).array())
			.param("viewer", (viewer != null) ? viewer.id().value() : 0)
			.param("moderates", Viewer.may(viewer, Capability.MODERATE));
	}

	/**
	 * @throws NotFound when there is no such topic, or none that she may read
	 */
	public Place toRead(TopicId topic, @Nullable Viewer viewer) {
		return find(topic, viewer).orElseThrow(() -> new NotFound("topic " + topic.value()));
	}

	/**
	 * @throws NotFound when there is no such topic, or none that she may read
	 * @throws PlaceClosed when she may read it, but not write
	 * @throws TopicLocked when moderators alone write in it
	 */
	public Place toWrite(TopicId topic, Viewer viewer) {
		Place place = toRead(topic, viewer);
		Boards.requireOpen(place.archived(), place.writers(), viewer);
		if (place.locked() != null && !viewer.may(Capability.MODERATE)) {
			throw new TopicLocked(place.locked());
		}
		return place;
	}

	private Optional<Place> find(TopicId topic, @Nullable Viewer viewer) {
		return reader(this.jdbc.sql("""
				select t.title, b.readers, b.writers, b.archived,
				       case when t.locked then (select m.reason from topic_marks m
				           where m.topic_id = t.id and m.mark = 'LOCKED') end, t.board_id
				from topics t join board_facts b on b.board_id = t.board_id where t.id = :topic and
				""" + MAY_READ), viewer).param("topic", topic.value())
			.query((row, _) -> new Place(topic, row.getString(1), new Audience(row.getString(2)),
					new Audience(row.getString(3)), row.getBoolean(4), row.getString(5), row.getLong(6)))
			.optional();
	}

	/**
	 * @param locked why moderators alone reply, null where they are not alone
	 */
	public record Place(TopicId topic, String title, Audience readers, Audience writers, boolean archived,
			@Nullable String locked, long board) {
	}

}
