package dev.roundtable.limits;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.trust.Trust;
import dev.roundtable.trust.TrustLevel;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Bounds what one person, and one network of people, may ask of the house. Counted in the
 * memory of each node and not in the database: a limit must cost less than what it
 * refuses, and behind several nodes it is only that many times as generous. What would
 * let a stranger in (guesses, registrations) is counted in the database instead.
 * <p>
 * Only what comes by a request is counted: an import or a job is the house's own.
 */
@Component
public class Limits {

	private static final int MOST_KEPT = 100_000;

	private static final Duration LONGEST = Duration.ofHours(1);

	private final LimitSettings settings;

	private final Rates rates;

	private final Trust trust;

	private final TimeMeter time;

	private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
		.maximumSize(MOST_KEPT)
		.expireAfterAccess(LONGEST)
		.build();

	Limits(LimitSettings settings, Rates rates, Trust trust, Clock clock) {
		this.settings = settings;
		this.rates = rates;
		this.trust = trust;
		this.time = new Time(clock);
	}

	private record Key(Act act, String who, int most) {
	}

	/**
	 * To be called before the work, outside any transaction.
	 * @param viewer null for an anonymous reader, who is counted by network alone
	 * @throws TooManyAttempts (429) that says when the next one is free
	 */
	public void spend(@Nullable Viewer viewer, Act act) {
		if (!this.settings.enabled()
				|| !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)) {
			return;
		}
		LimitSettings.Rate rate = this.rates.of(act);
		boolean team = viewer != null && viewer.may(Capability.CHANGE_TASKS);
		if (viewer != null) {
			int most = team ? rate.team() : most(rate, this.trust.of(viewer));
			take(new Key(act, "account " + viewer.id().value(), most), rate.per(),
					team ? null : more(rate, this.trust.of(viewer)));
		}
		String address = request.getRequest().getRemoteAddr();
		// This machine's own address names nobody: behind a proxy that passes no address
		// on, it is everybody's.
		if (!team && !Network.isThisMachine(address)) {
			take(new Key(act, "network " + Network.of(address), rate.network()), rate.per());
		}
	}

	private int most(LimitSettings.Rate rate, TrustLevel level) {
		long usual = (level == TrustLevel.NEW) ? rate.newcomer() : rate.regular();
		return Math.clamp(usual * this.trust.rate(level) / 100, 1, rate.team());
	}

	/** The level that lets her do it oftener, where it comes by itself. */
	private @Nullable String more(LimitSettings.Rate rate, TrustLevel level) {
		TrustLevel next = level.next();
		return (next.isEarned() && most(rate, next) > most(rate, level)) ? "trust.level." + next : null;
	}

	/**
	 * Looks for what could be guessed: each time that nothing is found counts for the
	 * network, and who guessed too often does not get to look.
	 * @throws TooManyAttempts (429) that says when the next one is free
	 */
	public <T> Optional<T> guess(Act act, Supplier<Optional<T>> search) {
		if (!this.settings.enabled()
				|| !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
				|| Network.isThisMachine(request.getRequest().getRemoteAddr())) {
			return search.get();
		}
		LimitSettings.Rate rate = this.rates.of(act);
		Key key = new Key(act, "guesses " + Network.of(request.getRequest().getRemoteAddr()), rate.network());
		take(key, rate.per());
		Optional<T> found = search.get();
		if (found.isPresent()) {
			bucket(key, rate.per()).addTokens(1);
		}
		return found;
	}

	private Bucket bucket(Key key, Duration per) {
		return this.buckets.get(key,
				(one) -> Bucket.builder()
					.addLimit((limit) -> limit.capacity(one.most()).refillGreedy(one.most(), per))
					.withCustomTimePrecision(this.time)
					.build());
	}

	private void take(Key key, Duration per) {
		take(key, per, null);
	}

	private void take(Key key, Duration per, @Nullable String more) {
		ConsumptionProbe taken = bucket(key, per).tryConsumeAndReturnRemaining(1);
		if (!taken.isConsumed()) {
			throw new TooManyAttempts(Duration.ofNanos(taken.getNanosToWaitForRefill()), more);
		}
	}

	private record Time(Clock clock) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return Math.multiplyExact(this.clock.millis(), 1_000_000L);
		}

		@Override
		public boolean isWallClockBased() {
			return true;
		}

	}

}
