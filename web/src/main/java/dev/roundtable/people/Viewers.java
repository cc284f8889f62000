package dev.roundtable.people;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

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

	public @Nullable Viewer find(Kind kind, String hash, Function<String, Optional<Viewer>> lookup) {
		Key key = new Key(kind, hash);
		Viewer known = this.recent.getIfPresent(key);
		if (known != null) {
			return known;
		}
		long before = this.forgotten.get();
		Viewer found = lookup.apply(hash).orElse(null);
		if (found != null && before == this.forgotten.get()) {
			this.recent.put(key, found);
			if (before != this.forgotten.get()) {
				// What was read may be what has just been forgotten.
				this.recent.invalidate(key);
			}
		}
		return found;
	}

	/** To be called after the commit. */
	public void forget(Kind kind, String hash) {
		this.forgotten.incrementAndGet();
		this.recent.invalidate(new Key(kind, hash));
	}

	/** To be called after the commit. */
	public void forget(AccountId account) {
		this.forgotten.incrementAndGet();
		this.recent.asMap().values().removeIf((viewer) -> viewer.id().equals(account));
	}

}
