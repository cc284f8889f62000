package dev.roundtable.profiles;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.profiles.ProfileSection.Row;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What somebody did lately, in all rooms that tell of it. */
@Component
public class Activities {

	private final JdbcClient jdbc;

	private final List<ProfileSection> rooms;

	Activities(JdbcClient jdbc, ObjectProvider<ProfileSection> rooms) {
		this.jdbc = jdbc;
		this.rooms = rooms.orderedStream().toList();
	}

	/** The latest first. */
	public List<Activity> of(AccountId person, @Nullable Viewer viewer) {
		return this.jdbc
			.sql(IntStream.range(0, this.rooms.size())
				.mapToObj((i) -> "select %d as room, r.what, r.number, r.title, r.floor, r.at from (%s) r".formatted(i,
						this.rooms.get(i).latest()))
				.collect(Collectors.joining(" union all ")))
			.param("author", person.value())
			.param("audiences", Audiences.of(viewer).array())
			.param("viewer", (viewer != null) ? viewer.id().value() : 0)
			.param("moderates", Viewer.may(viewer, Capability.MODERATE))
			.query((found, _) -> activity(this.rooms.get(found.getInt("room")),
					new Row(found.getString("what"), found.getLong("number"), found.getString("title"),
							found.getInt("floor"), found.getObject("at", OffsetDateTime.class).toInstant())))
			.list()
			.stream()
			.sorted(Comparator.comparing((Activity activity) -> activity.at().iso()).reversed())
			.toList();
	}

	private static Activity activity(ProfileSection room, Row row) {
		return new Activity(row.what(), row.title(), room.url(row), When.of(row.at()));
	}

}
