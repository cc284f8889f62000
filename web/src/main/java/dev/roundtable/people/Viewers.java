package dev.roundtable.people;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Who came with which secret a moment ago, so that a burst of requests asks once. What
 * changes on this node is forgotten once it is committed; other nodes ask the database
 * again after three seconds at most.
 */
@Component
public class Viewers {

	private static final Duration REMEMBERED = Duration.ofSeconds(3);

	/** What kind of secret it is: one kind never opens the door of the other. */
	public enum Kind {

		COOKIE, TOKEN

	}

	private record Key(Kind kind, String hash) {
	}

	private final Cache<Key, Viewer> recent = Caffeine.newBuilder()
		.maximumSize(20_000)
		.expireAfterWrite(REMEMBERED)
		.build();

	/** Rises with everything that is forgotten. */
	private final AtomicLong forgotten = new AtomicLong();

	private final JdbcClient jdbc;

	private final ObjectProvider<Memberships> memberships;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Viewers(JdbcClient jdbc, ObjectProvider<Memberships> memberships, ApplicationEventPublisher events, Clock clock) {
		this.events = events;
		this.jdbc = jdbc;
		this.memberships = memberships;
		this.clock = clock;
	}

	/**
	 * @param lookup from the secret's digest to a {@link ViewerFacts#VIEWER}
	 */
	public @Nullable Viewer find(Kind kind, String hash, Function<String, Optional<Viewer>> lookup) {
		Key key = new Key(kind, hash);
		Viewer known = this.recent.getIfPresent(key);
		if (known != null) {
			return known;
		}
		long before = this.forgotten.get();
		Viewer found = lookup.apply(hash).map(this::complete).orElse(null);
		if (found != null && before == this.forgotten.get()) {
			this.recent.put(key, found);
			if (before != this.forgotten.get()) {
				// What was read may be what has just been forgotten.
				this.recent.invalidate(key);
			}
		}
		return found;
	}

	/**
	 * What somebody is who is not here herself: for delivery, in one question for all.
	 */
	public Map<Long, Viewer> all(Collection<Long> accounts) {
		List<Viewer> rows = this.jdbc
			.sql("select " + ViewerFacts.COLUMNS + " from viewer_facts v where v.account_id = any(:ids)")
			.param("ids", accounts.toArray(Long[]::new))
			.query(ViewerFacts.VIEWER)
			.list();
		Map<AccountId, Set<String>> groups = groups(rows.stream().map(Viewer::id).toList());
		Map<Long, Viewer> viewers = new HashMap<>();
		rows.forEach((row) -> viewers.put(row.id().value(), complete(row, groups)));
		return viewers;
	}

	/** With her groups, and without a sanction that is over. */
	Viewer complete(Viewer row) {
		return complete(row, groups(List.of(row.id())));
	}

	private Viewer complete(Viewer row, Map<AccountId, Set<String>> groups) {
		Sanction sanction = row.sanction();
		boolean over = sanction != null && !sanction.holds(this.clock.instant());
		return (over ? row.with(null) : row).in(groups.getOrDefault(row.id(), Set.of()));
	}

	private Map<AccountId, Set<String>> groups(Collection<AccountId> accounts) {
		Memberships room = this.memberships.getIfAvailable();
		return (room != null) ? room.of(accounts) : Map.of();
	}

	/** To be called after the commit. */
	public void forget(Kind kind, String hash) {
		this.forgotten.incrementAndGet();
		this.recent.invalidate(new Key(kind, hash));
		this.events.publishEvent(new Forgotten(null, hash));
	}

	/** To be called after the commit. */
	public void forget(AccountId account) {
		this.forgotten.incrementAndGet();
		this.recent.asMap().values().removeIf((viewer) -> viewer.id().equals(account));
		this.events.publishEvent(new Forgotten(account, null));
	}

	/** As the security chain knows her. */
	public static UsernamePasswordAuthenticationToken authentication(Viewer viewer, String... more) {
		List<SimpleGrantedAuthority> granted = new ArrayList<>();
		if (viewer.sanction() == null) {
			granted.add(new SimpleGrantedAuthority("ROLE_" + viewer.role().name()));
		}
		for (String one : more) {
			granted.add(new SimpleGrantedAuthority(one));
		}
		return UsernamePasswordAuthenticationToken.authenticated(viewer, null, granted);
	}

}
