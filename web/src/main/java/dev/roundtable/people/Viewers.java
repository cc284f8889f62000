package dev.roundtable.people;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Who came with which token a moment ago, so that a burst of requests asks once. What
 * changes on this node is forgotten at once, on others within seconds.
 */
@Component
class Viewers {

	private final Cache<String, Viewer> recent = Caffeine.newBuilder()
		.maximumSize(20_000)
		.expireAfterWrite(Duration.ofSeconds(3))
		.build();

	@Nullable Viewer find(String tokenHash, Function<String, Optional<Viewer>> lookup) {
		Viewer known = this.recent.getIfPresent(tokenHash);
		if (known != null) {
			return known;
		}
		Viewer found = lookup.apply(tokenHash).orElse(null);
		if (found != null) {
			this.recent.put(tokenHash, found);
		}
		return found;
	}

	void forget(String tokenHash) {
		this.recent.invalidate(tokenHash);
	}

	void forget(AccountId account) {
		this.recent.asMap().values().removeIf((viewer) -> viewer.id().equals(account));
	}

}
