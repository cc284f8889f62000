package dev.roundtable.tracker.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Namespace;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.Visibility;
import dev.roundtable.tracker.memory.ManualClock;
import dev.roundtable.tracker.memory.MemoryPeople;
import dev.roundtable.tracker.memory.MemoryServer;
import dev.roundtable.tracker.memory.MemoryTracker;

/**
 * A history: people on both sides, two trackers, two nodes, and a storm. Each step draws
 * from its own numbers, made of the seed and the step, so that a history without some of
 * its steps is a history too.
 */
final class Simulation {

	static final Namespace SITE = new Namespace("simulated");

	/** What must never be read on another side. */
	static final String SECRET = "SECRET";

	private static final List<String> SEVERITIES = List.of("normal", "major", "minor");

	private static final List<String> PEOPLE = List.of("", "hemin", "lin", "nobody-there-knows");

	private final long seed;

	private final List<String> history = new ArrayList<>();

	private final ManualClock clock = new ManualClock();

	final MemoryLedger ledger = new MemoryLedger(this.clock);

	final MemoryMirror mirror = new MemoryMirror(this.clock);

	final List<Far> fars = new ArrayList<>();

	private final Storm storm;

	private Random random;

	private int words;

	private int acts;

	private boolean nested;

	Simulation(long seed) {
		this.seed = seed;
		this.random = new Random(seed);
		this.storm = new Storm(this.clock, this::log, this::meanwhile);
		int connections = 1 + this.random.nextInt(2);
		for (int n = 0; n < connections; n++) {
			this.fars.add(new Far(n));
		}
		// Nobody tells a connection of what it wrote itself.
		this.mirror.onChange((task, from) -> this.fars.stream()
			.filter((far) -> !far.id.equals(from))
			.forEach((far) -> this.ledger.want(far.id, new Subject.OfTask(task), false)));
	}

	private void log(String what) {
		this.history.add(what);
	}

	List<String> history() {
		return this.history;
	}

	int acts() {
		return this.acts;
	}

	int troubles() {
		return this.storm.troubles();
	}

	/** What happened to be drawn for these steps; afterwards all is calm. */
	void run(List<Integer> steps) {
		for (int step : steps) {
			this.random = new Random(this.seed * 1_000_003 + step * 7919L);
			this.storm.use(this.random);
			this.history.add("step " + step + " at " + this.clock.instant());
			step();
		}
		this.storm.end();
		this.random = new Random(this.seed);
		calm();
	}

	private void step() {
		int draw = this.random.nextInt(100);
		if (draw < 28) {
			people();
		}
		else if (draw < 70) {
			nodes();
		}
		else if (draw < 74) {
			Far far = far();
			far.server.setTokenGood(!far.server.isTokenGood());
			log(far + " token good: " + far.server.isTokenGood());
		}
		else if (draw < 80) {
			this.ledger.resume(far().id);
		}
		else {
			this.storm.pass(Duration.ofSeconds(this.random.nextInt(draw < 90 ? 5 : 900)));
		}
	}

	/** While a request is on its way. */
	private void meanwhile() {
		if (!this.nested) {
			this.nested = true;
			try {
				if (this.random.nextInt(3) == 0) {
					work(far(), 1 + this.random.nextInt(3));
				}
				else {
					people();
				}
			}
			finally {
				this.nested = false;
			}
		}
	}

	private void nodes() {
		Far far = far();
		switch (this.random.nextInt(8)) {
			case 0, 1 -> this.ledger.want(far.id, new Subject.Poll(), false);
			case 2 -> this.ledger.want(far.id, new Subject.Sweep(), this.random.nextBoolean());
			case 3 -> this.ledger.want(far.id, new Subject.Everything(), false);
			default -> {
				// There is something to do anyway.
			}
		}
		work(far, 1 + this.random.nextInt(6));
	}

	private void work(Far far, int most) {
		log("    a node works for " + far);
		try {
			far.reconciler.work(most);
		}
		catch (Storm.Death death) {
			// Another one takes over when its claims have ended.
		}
	}

	private Far far() {
		return this.fars.get(this.random.nextInt(this.fars.size()));
	}

	private void people() {
		this.acts++;
		if (this.random.nextBoolean()) {
			new OurPeople(this).act();
		}
		else {
			new TheirPeople(this, far()).act();
		}
	}

	// For people

	Random random() {
		return this.random;
	}

	/** Words that nobody has said before. */
	String words() {
		return "w" + ++this.words + "w";
	}

	void tell(String what) {
		log("  " + what);
	}

	<T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	String severity() {
		return any(SEVERITIES);
	}

	String person() {
		return any(PEOPLE);
	}

	// Calm

	/** Everything is tried again, and everything is looked at, until nothing is left. */
	void calm() {
		for (int round = 0; round < 60; round++) {
			this.storm.pass(Duration.ofMinutes(70));
			boolean busy = false;
			for (Far far : this.fars) {
				far.server.setTokenGood(true);
				this.ledger.resume(far.id);
				this.ledger.want(far.id, new Subject.Poll(), false);
				if (round % 2 == 1) {
					this.ledger.want(far.id, new Subject.Sweep(), true);
				}
				int before = far.server.writes() + this.ledger.trail().size();
				this.ledger.deadLetters(far.id).keySet().forEach((subject) -> this.ledger.replay(far.id, subject));
				drain(far);
				answer(far);
				busy |= before != far.server.writes() + this.ledger.trail().size()
						|| !this.ledger.waiting(far.id).isEmpty();
			}
			if (!busy && round > 3) {
				return;
			}
		}
		throw new AssertionError("it never comes to rest");
	}

	private void drain(Far far) {
		for (int n = 0; n < 500; n++) {
			if (far.reconciler.work(20) == 0) {
				return;
			}
			this.storm.pass(Duration.ofMillis(200));
		}
		throw new AssertionError(far + " works and works: " + this.ledger.waiting(far.id));
	}

	private void answer(Far far) {
		for (Link link : this.ledger.links()) {
			link.fields().forEach((field, baseline) -> {
				if (baseline.standing() == Baseline.Standing.ASKED && link.task() != null
						&& link.connection().equals(far.id)) {
					this.ledger.answer(far.id, link.task(), field, this.random.nextBoolean() ? Side.OURS : Side.THEIRS);
				}
			});
		}
	}

	/** Time as it passes on a good day: polls, and nobody sweeps. */
	void ordinaryHour() {
		for (int round = 0; round < 6; round++) {
			this.storm.pass(Duration.ofMinutes(10));
			for (Far far : this.fars) {
				this.ledger.want(far.id, new Subject.Poll(), false);
				drain(far);
			}
		}
	}

	/** A tracker, its people, and our connection to it. */
	final class Far {

		final ConnectionId id;

		final MemoryServer server;

		final MemoryPeople people;

		final Reconciler reconciler;

		final Connection connection;

		Far(int n) {
			this.id = new ConnectionId(n + 1);
			this.server = new MemoryServer(Simulation.this.clock);
			this.server.setSkew(Duration.ofSeconds(Simulation.this.random.nextInt(7200) - 3600));
			this.server.setTellsComments(Simulation.this.random.nextBoolean());
			this.people = new MemoryPeople(this.server, Simulation.this.clock);
			boolean takesIn = n == 0 || Simulation.this.random.nextBoolean();
			int pushed = Simulation.this.random.nextInt(3);
			this.connection = new Connection(this.id, SITE, MemoryServer.PROJECT, rules(Simulation.this.random),
					Direction.BOTH, (task) -> pushed > 0 || task.number() % 2 == 0, takesIn);
			Storm storm = Simulation.this.storm;
			this.reconciler = new Reconciler(this.connection, storm.around(new MemoryTracker(this.server), toString()),
					storm.around(TaskMirror.class, Simulation.this.mirror),
					storm.around(SyncLedger.class, Simulation.this.ledger), Simulation.this.clock);
		}

		/** What a webhook says, which may be lost, doubled or late. */
		void hints(RemoteId issue) {
			for (int n = Simulation.this.random.nextInt(3); n > 0; n--) {
				Simulation.this.ledger.want(this.id, new Subject.OfIssue(issue), false);
			}
		}

		@Override
		public String toString() {
			return (this.id.value() == 1) ? "A" : "B";
		}

	}

	static Map<Field, FieldRule> rules(Random random) {
		Map<Field, FieldRule> rules = new EnumMap<>(Field.class);
		List<Policy> policies = List.of(Policy.values());
		rules.put(Field.TITLE, new FieldRule(Direction.BOTH, policies.get(random.nextInt(4)),
				ValueMap.verbatim(200, MemoryServer.TITLE)));
		rules.put(Field.DESCRIPTION,
				new FieldRule(Direction.BOTH, policies.get(random.nextInt(4)), ValueMap.verbatim(60_000, 60_000)));
		rules.put(Field.STATUS,
				new FieldRule(Direction.BOTH, policies.get(random.nextInt(4)),
						new ValueMap.Listed(
								Map.of("new", "Open", "confirmed", "Open", "in_progress", "Doing", "fixed", "Done",
										"released", "Shipped", "declined", "Rejected", "duplicate", "Rejected"),
								Map.of("Open", "new", "Doing", "in_progress", "Done", "fixed", "Shipped", "released",
										"Rejected", "declined"))));
		rules.put(Field.SEVERITY,
				new FieldRule(Direction.BOTH, policies.get(random.nextInt(4)),
						new ValueMap.Listed(Map.of("normal", "Normal", "major", "High", "minor", "Low"),
								Map.of("Normal", "normal", "High", "major", "Low", "minor"))));
		rules.put(Field.ASSIGNEE, new FieldRule(Direction.BOTH, policies.get(random.nextInt(4)),
				new ValueMap.Listed(Map.of("hemin", "hm", "lin", "lgong"), Map.of("hm", "hemin", "lgong", "lin"))));
		return rules;
	}

	/** What somebody may write where others may read it, or not. */
	static String said(String words, Visibility visibility) {
		return (visibility == Visibility.PUBLIC) ? words : SECRET + " " + words;
	}

}
