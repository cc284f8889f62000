package dev.roundtable.tracking;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.roundtable.tracker.Tracker;

import org.springframework.stereotype.Component;

/**
 * Trackers in memory, one for each address, for pages and journeys. One whose token
 * begins with {@code wrong} lets nobody in, and says the token where no connector may.
 */
@Component
public class FakeConnector implements Connector {

	public static final String KIND = "FAKE";

	private final Map<URI, FakeTracker> trackers = new ConcurrentHashMap<>();

	private final Clock clock;

	FakeConnector(Clock clock) {
		this.clock = clock;
	}

	@Override
	public String kind() {
		return KIND;
	}

	@Override
	public Set<Option> options() {
		return Set.of(Option.MARKUP);
	}

	@Override
	public Tracker open(Opening opening) {
		FakeTracker tracker = at(opening.base(), Objects.requireNonNullElse(opening.hookSecret(), "none"));
		tracker.refusal = "nobody has the token " + opening.token();
		tracker.tokenIsDead = opening.token().startsWith("wrong");
		return tracker;
	}

	/** The one there, made with that secret where nobody has asked before. */
	public FakeTracker at(URI base, String secret) {
		return this.trackers.computeIfAbsent(base, (_) -> new FakeTracker(this.clock, secret));
	}

}
