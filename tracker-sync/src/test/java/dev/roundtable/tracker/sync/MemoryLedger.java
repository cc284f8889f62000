package dev.roundtable.tracker.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import org.jspecify.annotations.Nullable;

/** A ledger in memory: what the one in SQL has to do, in the fewest words. */
final class MemoryLedger implements SyncLedger {

	private final Clock clock;

	private final Map<Key, Row> errands = new LinkedHashMap<>();

	private final List<Link> links = new ArrayList<>();

	private final List<Carried> trail = new ArrayList<>();

	private final Map<ConnectionId, Progress> progress = new LinkedHashMap<>();

	private final Map<ConnectionId, Instant> resting = new LinkedHashMap<>();

	private final Map<ConnectionId, String> paused = new LinkedHashMap<>();

	private long last;

	MemoryLedger(Clock clock) {
		this.clock = clock;
	}

	@Override
	public synchronized void want(ConnectionId connection, Subject subject, boolean thorough) {
		Row row = this.errands.computeIfAbsent(new Key(connection, subject), (_) -> new Row(this.clock.instant()));
		row.wanted++;
		row.thorough |= thorough;
		if (row.buried) {
			row.revive(this.clock.instant());
		}
	}

	@Override
	public synchronized List<Claim> claim(ConnectionId connection, int most, Duration lease) {
		Instant now = this.clock.instant();
		if (this.paused.containsKey(connection) || this.resting.getOrDefault(connection, Instant.MIN).isAfter(now)) {
			return List.of();
		}
		List<Claim> claims = new ArrayList<>();
		this.errands.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().connection.equals(connection) && entry.getValue().isDue(now))
			.sorted(Comparator.comparing((entry) -> entry.getValue().due))
			.limit(most)
			.forEach((entry) -> claims.add(entry.getValue().claim(entry.getKey(), ++this.last, now.plus(lease))));
		return claims;
	}

	@Override
	public void renew(Claim claim, Duration lease) {
		held(claim).until = this.clock.instant().plus(lease);
	}

	private Row held(Claim claim) {
		return find(claim).orElseThrow(ClaimLost::new);
	}

	private Optional<Row> find(Claim claim) {
		Row row = this.errands.get(new Key(claim.connection(), claim.subject()));
		boolean held = row != null && row.token == claim.token() && row.until != null
				&& row.until.isAfter(this.clock.instant());
		return held ? Optional.ofNullable(row) : Optional.empty();
	}

	@Override
	public void done(Claim claim) {
		find(claim).ifPresent((row) -> {
			if (row.wanted == row.wantedAtClaim) {
				this.errands.remove(new Key(claim.connection(), claim.subject()));
			}
			else {
				row.free(this.clock.instant(), 0);
			}
		});
	}

	@Override
	public void later(Claim claim, Instant at, String why, boolean counts) {
		find(claim).ifPresent((row) -> {
			row.free(at, counts ? row.attempts + 1 : row.attempts);
			row.thorough |= claim.thorough();
			row.why = why;
		});
	}

	@Override
	public void bury(Claim claim, String why) {
		find(claim).ifPresent((row) -> {
			boolean buried = row.wanted == row.wantedAtClaim;
			row.free(this.clock.instant(), buried ? row.attempts : 0);
			row.why = why;
			row.buried = buried;
		});
	}

	@Override
	public void replay(ConnectionId connection, Subject subject) {
		Row row = this.errands.get(new Key(connection, subject));
		if (row != null && row.buried) {
			row.revive(this.clock.instant());
		}
	}

	@Override
	public Optional<Link> ofTask(ConnectionId connection, long task) {
		return this.links.stream()
			.filter((link) -> link.connection().equals(connection) && Objects.equals(link.task(), task))
			.findFirst();
	}

	@Override
	public Optional<Link> ofIssue(ConnectionId connection, RemoteId issue) {
		return this.links.stream()
			.filter((link) -> link.connection().equals(connection) && issue.equals(link.issue()))
			.findFirst();
	}

	@Override
	public List<Link> joined(ConnectionId connection, long afterTask, int most) {
		return this.links.stream()
			.filter((link) -> link.connection().equals(connection) && link.stage() instanceof Link.Joined
					&& link.task() != null && link.task() > afterTask)
			.sorted(Comparator.comparing((link) -> Objects.requireNonNull(link.task())))
			.limit(most)
			.toList();
	}

	@Override
	public synchronized void open(Link link) {
		free(link);
		boolean taken = (link.task() != null && ofTask(link.connection(), link.task()).isPresent())
				|| (link.issue() != null && ofIssue(link.connection(), link.issue()).isPresent());
		if (taken) {
			throw new Taken();
		}
		this.links.add(link);
	}

	@Override
	public void keep(Claim claim, Link link, List<Carried> carried) {
		held(claim);
		Link stored = this.links.get(indexOf(link));
		if (stored.task() != null) {
			free(link);
		}
		int at = this.links.indexOf(stored);
		if (link.task() != null) {
			Optional<Link> same = ofTask(link.connection(), link.task());
			if (same.isPresent() && same.get() != this.links.get(at)) {
				throw new Taken();
			}
		}
		RemoteId issue = link.issue();
		if (issue != null) {
			Optional<Link> other = ofIssue(link.connection(), issue);
			if (other.isPresent() && other.get() != this.links.get(at)) {
				throw new Taken();
			}
		}
		this.links.set(at, link);
		this.trail.addAll(carried);
	}

	/** An issue that was parted from a task may come to one again. */
	private void free(Link link) {
		if (link.task() != null && link.stage() instanceof Link.Joined(RemoteId issue)) {
			this.links.removeIf((one) -> one.connection().equals(link.connection()) && one.task() == null
					&& one.stage() instanceof Link.Ended && issue.equals(one.issue()));
		}
	}

	/** That of its task, or else one of its issue that has no task yet. */
	private int indexOf(Link link) {
		return this.links.indexOf(Optional.ofNullable(link.task())
			.flatMap((task) -> ofTask(link.connection(), task))
			.or(() -> Optional.ofNullable(link.issue())
				.flatMap((issue) -> ofIssue(link.connection(), issue))
				.filter((one) -> one.task() == null))
			.orElseThrow(() -> new IllegalStateException("no such link")));
	}

	@Override
	public void answer(ConnectionId connection, long task, Field field, Side right) {
		for (int n = 0; n < this.links.size(); n++) {
			Link link = this.links.get(n);
			Baseline baseline = link.fields().get(field);
			boolean differs = baseline != null && (baseline.standing() == Baseline.Standing.DIFFERS
					|| baseline.standing() == Baseline.Standing.ASKED);
			if (link.connection().equals(connection) && Objects.equals(link.task(), task) && baseline != null
					&& differs) {
				this.links.set(n, link.with(field, baseline.answered(right)));
				want(connection, new Subject.OfTask(task), false);
			}
		}
	}

	@Override
	public Progress progress(ConnectionId connection) {
		return this.progress.getOrDefault(connection, Progress.NONE);
	}

	@Override
	public void keep(Claim claim, Progress progress) {
		held(claim);
		this.progress.put(claim.connection(), progress);
	}

	@Override
	public void pause(ConnectionId connection, String why) {
		this.paused.put(connection, why);
	}

	@Override
	public void resume(ConnectionId connection) {
		this.paused.remove(connection);
	}

	@Override
	public void rest(ConnectionId connection, Instant until) {
		this.resting.merge(connection, until, (one, other) -> one.isAfter(other) ? one : other);
	}

	/** As a person does who says that the issue is another task's. */
	void forget(ConnectionId connection, long task) {
		this.links.removeIf((link) -> link.connection().equals(connection) && Objects.equals(link.task(), task));
	}

	@Nullable String whyPaused(ConnectionId connection) {
		return this.paused.get(connection);
	}

	Instant restsUntil(ConnectionId connection) {
		return this.resting.getOrDefault(connection, Instant.MIN);
	}

	List<Carried> trail() {
		return this.trail;
	}

	List<Link> links() {
		return List.copyOf(this.links);
	}

	/** What waits, and why. */
	Map<Subject, String> waiting(ConnectionId connection) {
		Map<Subject, String> waiting = new LinkedHashMap<>();
		this.errands.forEach((key, row) -> {
			if (key.connection.equals(connection) && !row.buried) {
				waiting.put(key.subject, row.why);
			}
		});
		return waiting;
	}

	Map<Subject, String> deadLetters(ConnectionId connection) {
		Map<Subject, String> dead = new LinkedHashMap<>();
		this.errands.forEach((key, row) -> {
			if (key.connection.equals(connection) && row.buried) {
				dead.put(key.subject, row.why);
			}
		});
		return dead;
	}

	/** When the errand of a subject is due, null without one. */
	@Nullable Instant due(ConnectionId connection, Subject subject) {
		Row row = this.errands.get(new Key(connection, subject));
		return (row != null) ? row.due : null;
	}

	private record Key(ConnectionId connection, Subject subject) {
	}

	private static final class Row {

		private Instant due;

		private @Nullable Instant until;

		private long token;

		private int wanted;

		private int wantedAtClaim;

		private int attempts;

		private boolean thorough;

		private boolean buried;

		private String why = "";

		Row(Instant due) {
			this.due = due;
		}

		boolean isDue(Instant now) {
			return !this.buried && !this.due.isAfter(now) && (this.until == null || !this.until.isAfter(now));
		}

		Claim claim(Key key, long token, Instant until) {
			Claim claim = new Claim(key.connection, key.subject, token, this.attempts, this.thorough);
			this.token = token;
			this.until = until;
			this.wantedAtClaim = this.wanted;
			return claim;
		}

		void free(Instant due, int attempts) {
			this.due = due;
			this.until = null;
			this.attempts = attempts;
			this.wantedAtClaim = this.wanted;
		}

		void revive(Instant due) {
			this.buried = false;
			this.attempts = 0;
			this.due = due;
		}

	}

}
