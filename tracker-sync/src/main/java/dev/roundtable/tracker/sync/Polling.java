package dev.roundtable.tracker.sync;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.roundtable.tracker.Changes;
import dev.roundtable.tracker.Ids;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which links and issues are to be looked at, a page at a time: whatever the
 * backlog, no more than a page of it is in memory.
 */
final class Polling {

	/** Links in one request of a sweep. */
	static final int LINKS = 100;

	private final Desk desk;

	private final Claim claim;

	Polling(Desk desk, Claim claim) {
		this.desk = desk;
		this.claim = claim;
	}

	/**
	 * What changed since the last poll, and a little before, because what happened then
	 * may turn up late. Begins anew where it ended if it is interrupted.
	 */
	void poll() {
		Progress progress = this.desk.ledger().progress(this.desk.id());
		Instant from = progress.polledTo().equals(Instant.EPOCH) ? Instant.EPOCH
				: progress.polledTo().minus(this.desk.tracker().abilities().late());
		@Nullable String page = null;
		do {
			Changes changes = this.desk.tracker().changes(new Changes.Since(from, page));
			for (RemoteIssue issue : changes.issues()) {
				changed(issue);
				if (issue.updatedAt().isAfter(progress.polledTo())) {
					progress = progress.polledTo(issue.updatedAt());
				}
			}
			this.desk.renew(this.claim);
			this.desk.ledger().keep(this.claim, progress);
			page = changes.next();
		}
		while (page != null);
	}

	private void changed(RemoteIssue issue) {
		Optional<Link> link = this.desk.ledger().ofIssue(this.desk.id(), issue.id());
		if (link.isEmpty() || link.get().task() == null) {
			if (this.desk.connection().takesIn()) {
				this.desk.want(new Subject.OfIssue(issue.id()), false);
			}
		}
		else if (differs(link.get(), issue)) {
			this.desk.want(new Subject.OfTask(link.get().task()), false);
		}
	}

	private static boolean differs(Link link, RemoteIssue issue) {
		return link.stage() instanceof Link.Joined
				&& (link.seen() == null || !link.seen().updatedAt().equals(issue.updatedAt()));
	}

	/**
	 * Looks at a page of links: those whose issue is gone, has changed, or may have
	 * changed without telling.
	 * @param thorough whether every issue's comments are to be read again
	 * @return whether there are more
	 */
	boolean sweep(boolean thorough) {
		Progress progress = this.desk.ledger().progress(this.desk.id());
		List<Link> links = this.desk.ledger().joined(this.desk.id(), progress.sweptTo(), LINKS);
		Map<RemoteId, RemoteIssue> issues = peek(this.desk, links);
		long last = 0;
		for (Link link : links) {
			long task = (link.task() != null) ? link.task() : 0;
			RemoteIssue issue = issues.get(link.issue());
			boolean closer = thorough || link.seen() == null || !link.seen().settled();
			if (closer || issue == null || differs(link, issue)) {
				this.desk.want(new Subject.OfTask(task), closer);
			}
			last = task;
		}
		boolean more = links.size() == LINKS;
		this.desk.ledger().keep(this.claim, progress.sweptTo(more ? last : 0));
		return more;
	}

	static Map<RemoteId, RemoteIssue> peek(Desk desk, Collection<Link> links) {
		List<RemoteId> ids = links.stream()
			.filter((link) -> link.stage() instanceof Link.Joined)
			.map(Link::issue)
			.<RemoteId>mapMulti((id, found) -> {
				if (id != null) {
					found.accept(id);
				}
			})
			.toList();
		return desk.tracker()
			.peek(ids)
			.stream()
			.collect(Collectors.toMap(RemoteIssue::id, Function.identity(), (one, _) -> one));
	}

	/**
	 * Has every issue of a page of the project looked at that no task is linked to.
	 * @return whether there are more
	 */
	boolean everything() {
		Progress progress = this.desk.ledger().progress(this.desk.id());
		Ids page = this.desk.tracker().ids(progress.page());
		for (RemoteId id : page.updated().keySet()) {
			if (this.desk.ledger().ofIssue(this.desk.id(), id).isEmpty()) {
				this.desk.want(new Subject.OfIssue(id), false);
			}
		}
		this.desk.ledger().keep(this.claim, progress.page(page.next(), page.updated().size()));
		return page.next() != null;
	}

}
