package dev.roundtable.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.sync.Baseline;
import dev.roundtable.tracker.sync.Carried;
import dev.roundtable.tracker.sync.Claim;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Link;
import dev.roundtable.tracker.sync.Progress;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracker.sync.Subject;
import dev.roundtable.tracker.sync.SyncLedger;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is remembered, in the database that all nodes share. What is kept under a claim
 * first locks that: who lost it keeps nothing.
 */
@Component
class Ledger implements SyncLedger {

	private final Errands errands;

	private final LinkRows links;

	private final LinkParts parts;

	private final Trail trail;

	private final ConnectionStates states;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Ledger(Errands errands, LinkRows links, LinkParts parts, Trail trail, ConnectionStates states,
			PlatformTransactionManager transactions, Clock clock) {
		this.errands = errands;
		this.links = links;
		this.parts = parts;
		this.trail = trail;
		this.states = states;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	@Override
	public void want(ConnectionId connection, Subject subject, boolean thorough) {
		this.errands.want(connection, subject, thorough);
	}

	@Override
	public List<Claim> claim(ConnectionId connection, int most, Duration lease) {
		return this.states.works(connection) ? this.errands.claim(connection, most, lease) : List.of();
	}

	@Override
	public void renew(Claim claim, Duration lease) {
		this.errands.renew(claim, lease);
	}

	@Override
	public void done(Claim claim) {
		this.transaction.executeWithoutResult((_) -> {
			if (this.errands.done(claim) && claim.subject() instanceof Subject.OfTask(long task)) {
				this.links.agreed(claim.connection(), task, OffsetDateTime.now(this.clock));
			}
		});
	}

	@Override
	public void later(Claim claim, Instant at, String why, boolean counts) {
		this.errands.later(claim, at, why, counts);
	}

	@Override
	public void bury(Claim claim, String why) {
		this.errands.bury(claim, why);
	}

	@Override
	public void replay(ConnectionId connection, Subject subject) {
		this.errands.replay(connection, subject);
	}

	@Override
	public Optional<Link> ofTask(ConnectionId connection, long task) {
		return this.links.ofTask(connection, task).map(LinkRows.Stored::link);
	}

	@Override
	public Optional<Link> ofIssue(ConnectionId connection, RemoteId issue) {
		return this.links.ofIssue(connection, issue).map(LinkRows.Stored::link);
	}

	@Override
	public List<Link> joined(ConnectionId connection, long afterTask, int most) {
		return this.links.joined(connection, afterTask, most);
	}

	@Override
	public void open(Link link) {
		try {
			this.transaction.executeWithoutResult((_) -> this.links.add(link));
		}
		catch (DuplicateKeyException there) {
			throw new Taken();
		}
	}

	@Override
	public void keep(Claim claim, Link link, List<Carried> carried) {
		try {
			this.transaction.executeWithoutResult((_) -> {
				this.errands.hold(claim);
				LinkRows.Stored stored = this.links.lock(link)
					.orElseThrow(() -> new IllegalStateException("no such link"));
				this.links.replace(stored, link);
				this.trail.add(carried);
			});
		}
		catch (DuplicateKeyException there) {
			throw new Taken();
		}
	}

	@Override
	public void answer(ConnectionId connection, long task, Field field, Side right) {
		// The errand first, as whoever works on it: in the other order two would wait for
		// each other.
		this.transaction.executeWithoutResult((_) -> this.links.ofTask(connection, task)
			.filter((stored) -> waitsForAnswer(stored.link().fields().get(field)))
			.ifPresent((stored) -> {
				this.errands.want(connection, new Subject.OfTask(task), false);
				this.parts.answer(stored.id(), field, right);
			}));
	}

	private static boolean waitsForAnswer(@Nullable Baseline baseline) {
		return baseline != null && baseline.standing() != Baseline.Standing.AGREED;
	}

	@Override
	public Progress progress(ConnectionId connection) {
		return this.states.progress(connection);
	}

	@Override
	public void keep(Claim claim, Progress progress) {
		this.transaction.executeWithoutResult((_) -> {
			this.errands.hold(claim);
			this.states.keep(claim, progress);
		});
	}

	@Override
	public void pause(ConnectionId connection, String why) {
		this.states.pause(connection, why);
	}

	@Override
	public void resume(ConnectionId connection) {
		this.states.resume(connection);
	}

	@Override
	public void rest(ConnectionId connection, Instant until) {
		this.states.rest(connection, until);
	}

}
