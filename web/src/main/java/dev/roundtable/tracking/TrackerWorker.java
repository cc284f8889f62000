package dev.roundtable.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.secrets.SecretUnreadable;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.sync.ConnectionId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings tasks and issues to agreement. Any number of nodes may run one: the ledger gives
 * each errand to one of them. No connection to the database is held while a tracker is
 * asked, and a tracker that is slow keeps the others of this node waiting no longer than
 * its own turn.
 */
@Component
class TrackerWorker implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(TrackerWorker.class);

	private static final int THREADS = 3;

	/** How soon a node notices the first connection of a site that had none. */
	private static final Duration IDLE = Duration.ofSeconds(5);

	/** How long one whose name is not known waits until it is asked for again. */
	private static final Duration AWAY = Duration.ofMinutes(1);

	/** Errands in one turn, see the reconciler. */
	private static final int AT_ONCE = 20;

	private final Connections connections;

	private final ConnectionStates states;

	private final OpenTrackers trackers;

	private final Turns turns;

	private final TrackerFollower follower;

	private final Messages messages;

	private final Clock clock;

	private final Duration every;

	/** Most sites have no tracker: until then nobody looks for one again. */
	private volatile Instant idleUntil = Instant.MIN;

	/** One thread of a node is enough for a tracker: it has limits. */
	private final Set<ConnectionId> busy = ConcurrentHashMap.newKeySet();

	private volatile @Nullable ScheduledExecutorService threads;

	TrackerWorker(Connections connections, ConnectionStates states, OpenTrackers trackers, Turns turns,
			TrackerFollower follower, Messages messages, Clock clock,
			@Value("${roundtable.trackers.every:500ms}") Duration every) {
		this.connections = connections;
		this.states = states;
		this.trackers = trackers;
		this.turns = turns;
		this.follower = follower;
		this.messages = messages;
		this.clock = clock;
		this.every = every;
	}

	@Override
	public void start() {
		ScheduledExecutorService started = Executors.newScheduledThreadPool(THREADS,
				Thread.ofPlatform().name("trackers-", 1).daemon().factory());
		for (int n = 0; n < THREADS; n++) {
			started.scheduleWithFixedDelay(this::keepWorking, this.every.toMillis(), this.every.toMillis(),
					TimeUnit.MILLISECONDS);
		}
		this.threads = started;
	}

	/** What was claimed comes again when the claim ends. */
	@Override
	public void stop() {
		ScheduledExecutorService running = this.threads;
		this.threads = null;
		if (running != null) {
			running.shutdownNow();
		}
	}

	@Override
	public boolean isRunning() {
		return this.threads != null;
	}

	/** Whatever is thrown: a scheduled task that throws is never run again. */
	private void keepWorking() {
		try {
			workOnAll();
		}
		catch (RuntimeException | Error failure) {
			if (isRunning()) {
				log.warn("Trackers wait: {}", failure.toString());
			}
		}
	}

	private void workOnAll() {
		Instant now = this.clock.instant();
		if (now.isBefore(this.idleUntil)) {
			return;
		}
		List<Connections.Settings> all = this.connections.all();
		this.follower.isNeeded(!all.isEmpty());
		if (all.isEmpty()) {
			this.idleUntil = now.plus(IDLE);
		}
		for (Connections.Settings settings : all) {
			if (this.busy.add(settings.id())) {
				try {
					workOn(settings);
				}
				finally {
					this.busy.remove(settings.id());
				}
			}
		}
	}

	/** One turn of one connection. */
	void workOn(Connections.Settings settings) {
		if (!this.states.works(settings.id())) {
			return;
		}
		try {
			OpenTrackers.Open open = this.trackers.of(settings);
			if (!this.turns.take(settings) || mayGoOn(settings.id(), open.tracker())) {
				open.reconciler().work(AT_ONCE);
			}
		}
		catch (BadInput closed) {
			if (TrackerNetworks.isUnknown(closed)) {
				// For now: names come back, and people would not.
				this.states.rest(settings.id(), this.clock.instant().plus(AWAY));
				return;
			}
			this.states.pause(settings.id(), "it cannot be opened: " + this.messages.of(closed));
		}
		catch (SecretUnreadable lost) {
			this.states.pause(settings.id(), "its token cannot be read any more: " + lost.getMessage());
		}
		catch (RuntimeException failure) {
			log.warn("Tracker {} waits: {}", settings.id(), failure.toString());
		}
	}

	/**
	 * Tries the token, and finds out how the tracker's clock goes. One that nobody is let
	 * in with pauses the connection and says so; a tracker that is away is asked again
	 * when its next turn comes.
	 */
	private boolean mayGoOn(ConnectionId id, Tracker tracker) {
		try {
			this.states.ahead(id, tracker.check().ahead());
			return true;
		}
		catch (TrackerFailure.TokenRefused | TrackerFailure.Forbidden | TrackerFailure.Gone refused) {
			this.states.pause(id, refused.getClass().getSimpleName() + ": " + refused.getMessage());
			return false;
		}
		catch (TrackerFailure away) {
			log.warn("Tracker {} does not say whether its token works: {}", id, away.toString());
			return true;
		}
	}

}
