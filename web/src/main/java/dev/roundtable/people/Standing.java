package dev.roundtable.people;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far an account is trusted not to be a flood. */
@Component
class Standing {

	private static final Duration NEW_FOR = Duration.ofDays(1);

	private final JdbcClient jdbc;

	private final Clock clock;

	private final ObjectProvider<ProfileSection> rooms;

	private final Cache<AccountId, Trust> known = Caffeine.newBuilder()
		.maximumSize(20_000)
		.expireAfterWrite(Duration.ofMinutes(10))
		.build();

	Standing(JdbcClient jdbc, Clock clock, ObjectProvider<ProfileSection> rooms) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.rooms = rooms;
	}

	/** From nobody in particular to those who work here. */
	enum Trust {

		NONE, NEWCOMER, REGULAR, TEAM

	}

	Trust of(Viewer viewer) {
		if (viewer.may(Capability.CHANGE_TASKS)) {
			return Trust.TEAM;
		}
		Trust recent = this.known.getIfPresent(viewer.id());
		if (recent == null) {
			// Not loaded inside the cache: two at once ask twice, nobody waits for a
			// connection holding a lock.
			recent = isOld(viewer.id()) && hasWritten(viewer) ? Trust.REGULAR : Trust.NEWCOMER;
			this.known.put(viewer.id(), recent);
		}
		return recent;
	}

	private boolean isOld(AccountId account) {
		return this.jdbc.sql("select count(*) from accounts where id = :id and created_at < :old")
			.param("id", account.value())
			.param("old", OffsetDateTime.now(this.clock).minus(NEW_FOR))
			.query(Long.class)
			.single() > 0;
	}

	private boolean hasWritten(Viewer viewer) {
		List<ProfileSection> all = this.rooms.orderedStream().toList();
		return all.stream().anyMatch((room) -> !room.recent(viewer.id(), viewer).isEmpty());
	}

}
