package dev.roundtable.tracker.sync;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.memory.ManualClock;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong: requests that never arrive, whose answer never arrives, or that arrive
 * late; limits and outages; a node that dies before or after any call; and everything
 * else that happens while somebody waits for an answer.
 */
final class Storm {

	private static final Set<String> WRITING = Set.of("create", "update", "comment", "editComment", "deleteComment");

	/** Of a request that seems lost; less than any doubt. */
	private static final int LATE_SECONDS = 60;

	private final ManualClock clock;

	private final Consumer<String> log;

	private final Runnable meanwhile;

	private final List<Late> late = new ArrayList<>();

	private Random random = new Random(0);

	private boolean raging = true;

	private int troubles;

	/**
	 * @param meanwhile what others do while a request is on its way
	 */
	Storm(ManualClock clock, Consumer<String> log, Runnable meanwhile) {
		this.clock = clock;
		this.log = log;
		this.meanwhile = meanwhile;
	}

	void use(Random random) {
		this.random = random;
	}

	void end() {
		this.raging = false;
	}

	/** Requests whose work may have been done though nobody was told, and deaths. */
	int troubles() {
		return this.troubles;
	}

	private boolean strikes(int percent) {
		return this.raging && this.random.nextInt(100) < percent;
	}

	/** Time passes, and what is late arrives in it. */
	void pass(Duration duration) {
		Instant end = this.clock.instant().plus(duration);
		this.late.sort(Comparator.comparing(Late::at));
		while (!this.late.isEmpty() && !this.late.getFirst().at().isAfter(end)) {
			Late next = this.late.removeFirst();
			if (next.at().isAfter(this.clock.instant())) {
				this.clock.pass(Duration.between(this.clock.instant(), next.at()));
			}
			this.log.accept("      late: " + next.what());
			try {
				next.work().run();
			}
			catch (RuntimeException ex) {
				// The tracker refuses it, and nobody hears of that.
			}
		}
		this.clock.pass(Duration.between(this.clock.instant(), end));
	}

	Tracker around(Tracker tracker, String name) {
		return proxy(Tracker.class, tracker, (method, arguments) -> {
			if (Set.of("abilities", "hints").contains(method.getName())) {
				return call(tracker, method, arguments);
			}
			return request(tracker, method, arguments, name + " " + method.getName());
		});
	}

	private @Nullable Object request(Tracker tracker, Method method, Object[] arguments, String what) {
		boolean writes = WRITING.contains(method.getName());
		mayDie(what);
		if (strikes(15)) {
			this.meanwhile.run();
		}
		if (strikes(4)) {
			this.log.accept("      limited: " + what);
			throw new TrackerFailure.Limited("slow down",
					this.random.nextBoolean() ? null : Duration.ofSeconds(this.random.nextInt(300)));
		}
		if (strikes(6)) {
			this.troubles++;
			this.log.accept("      lost: " + what);
			throw failure(writes);
		}
		if (writes && strikes(4)) {
			this.troubles++;
			this.late.add(new Late(this.clock.instant().plusSeconds(1 + this.random.nextInt(LATE_SECONDS)), what,
					() -> call(tracker, method, arguments)));
			throw failure(true);
		}
		Object answer = call(tracker, method, arguments);
		if (strikes(4)) {
			this.troubles++;
			this.log.accept("      answer lost: " + what);
			throw failure(writes);
		}
		if (strikes(10)) {
			this.meanwhile.run();
		}
		mayDie(what);
		return answer;
	}

	private static TrackerFailure failure(boolean writes) {
		return writes ? new TrackerFailure.Doubtful("no answer") : new TrackerFailure.Unavailable("no answer");
	}

	/** The node may die before and after each call. */
	<T> T around(Class<T> type, T target) {
		return proxy(type, target, (method, arguments) -> {
			mayDie(method.getName());
			Object answer = call(target, method, arguments);
			mayDie(method.getName());
			return answer;
		});
	}

	private void mayDie(String at) {
		if (this.raging && this.random.nextInt(300) == 0) {
			this.troubles++;
			this.log.accept("      dies at " + at);
			throw new Death();
		}
	}

	private static <T> T proxy(Class<T> type, T target, Handler handler) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (_, method, arguments) -> {
				if (method.getDeclaringClass() == Object.class) {
					return call(target, method, (arguments != null) ? arguments : new Object[0]);
				}
				return handler.call(method, (arguments != null) ? arguments : new Object[0]);
			}));
	}

	private static @Nullable Object call(Object target, Method method, Object[] arguments) {
		try {
			method.setAccessible(true);
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Handler {

		@Nullable Object call(Method method, Object[] arguments);

	}

	private record Late(Instant at, String what, Runnable work) {
	}

	/** A node is no more; what it had claimed stays claimed. */
	static final class Death extends Error {

		private static final long serialVersionUID = 1L;

		Death() {
			super("killed", null, false, false);
		}

	}

}
