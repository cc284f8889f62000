package dev.roundtable.limits;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.ProfileSection;
import dev.roundtable.people.Viewer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How far an account is trusted not to be a flood. */
@Component
class Standing {

	private static final Duration NEW_FOR = Duration.ofDays(1);

	private final Accounts accounts;

	private final Clock clock;

	private final ObjectProvider<ProfileSection> rooms;

	private final Cache<AccountId, Trust> known = Caffeine.newBuilder()
		.maximumSize(20_000)
		.expireAfterWrite(Duration.ofMinutes(10))
		.build();

	Standing(Accounts accounts, Clock clock, ObjectProvider<ProfileSection> rooms) {
		this.accounts = accounts;
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
			recent = this.accounts.isOlderThan(viewer.id(), this.clock.instant().minus(NEW_FOR)) && hasWritten(viewer)
					? Trust.REGULAR : Trust.NEWCOMER;
			this.known.put(viewer.id(), recent);
		}
		return recent;
	}

	private boolean hasWritten(Viewer viewer) {
		List<ProfileSection> all = this.rooms.orderedStream().toList();
		return all.stream().anyMatch((room) -> !room.recent(viewer.id(), viewer).isEmpty());
	}

}
