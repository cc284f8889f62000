package dev.roundtable.tracker.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.roundtable.tracker.Abilities;
import dev.roundtable.tracker.Access;
import dev.roundtable.tracker.Changes;
import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Ids;
import dev.roundtable.tracker.NewComment;
import dev.roundtable.tracker.NewIssue;
import dev.roundtable.tracker.RateLimit;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import org.jspecify.annotations.Nullable;

/** A tracker to which one thing happens at a time, and that counts. */
final class Troubled implements Tracker {

	private final Tracker tracker;

	private final Map<RemoteId, RemoteId> moved = new HashMap<>();

	private @Nullable TrackerFailure next;

	private Consumer<Values> onUpdate = (_) -> {
	};

	private Runnable afterUpdate = () -> {
	};

	private int requests;

	Troubled(Tracker tracker) {
		this.tracker = tracker;
	}

	/** The next request fails; null for no more. */
	void fail(@Nullable TrackerFailure failure) {
		this.next = failure;
	}

	void onUpdate(Consumer<Values> what) {
		this.onUpdate = what;
	}

	/** Happens once, before the next update is read back. */
	void afterUpdate(Runnable what) {
		this.afterUpdate = what;
	}

	void moved(RemoteId from, RemoteId to) {
		this.moved.put(from, to);
	}

	int requests() {
		return this.requests;
	}

	private Tracker ask() {
		this.requests++;
		TrackerFailure failure = this.next;
		if (failure != null) {
			this.next = null;
			throw failure;
		}
		return this.tracker;
	}

	private RemoteId still(RemoteId id) {
		RemoteId to = this.moved.get(id);
		if (to != null) {
			throw new TrackerFailure.Moved(to);
		}
		return id;
	}

	@Override
	public Abilities abilities() {
		return this.tracker.abilities();
	}

	@Override
	public Optional<RateLimit> limit() {
		return this.tracker.limit();
	}

	@Override
	public List<Choice> choices(Field field) {
		return ask().choices(field);
	}

	@Override
	public Access check() {
		return ask().check();
	}

	@Override
	public RemoteIssue fetch(RemoteId id) {
		return ask().fetch(still(id));
	}

	@Override
	public List<RemoteIssue> peek(Collection<RemoteId> ids) {
		return ask().peek(ids.stream().filter((id) -> !this.moved.containsKey(id)).toList());
	}

	@Override
	public Optional<RemoteId> find(ExternalId id) {
		return ask().find(id);
	}

	@Override
	public Changes changes(Changes.Since since) {
		return ask().changes(since);
	}

	@Override
	public Ids ids(@Nullable String page) {
		return ask().ids(page);
	}

	@Override
	public RemoteIssue create(NewIssue issue) {
		return ask().create(issue);
	}

	@Override
	public RemoteIssue update(RemoteId id, Values values) {
		Tracker asked = ask();
		this.onUpdate.accept(values);
		RemoteIssue after = asked.update(still(id), values);
		Runnable then = this.afterUpdate;
		this.afterUpdate = () -> {
		};
		then.run();
		RemoteIssue read = asked.fetch(id);
		return (after.comments() != null) ? read
				: new RemoteIssue(read.id(), read.page(), read.externalId(), read.values(), read.visibility(),
						read.author(), read.createdAt(), read.updatedAt(), read.readAt(), null);
	}

	@Override
	public RemoteComment comment(RemoteId id, NewComment comment) {
		return ask().comment(still(id), comment);
	}

	@Override
	public RemoteComment editComment(RemoteId id, String comment, NewComment text) {
		return ask().editComment(still(id), comment, text);
	}

	@Override
	public void deleteComment(RemoteId id, String comment) {
		ask().deleteComment(still(id), comment);
	}

}
