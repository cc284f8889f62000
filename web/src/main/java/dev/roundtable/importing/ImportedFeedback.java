package dev.roundtable.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.roundtable.feedback.FeedbackImport;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicImport;
import dev.roundtable.people.AccountId;
import dev.roundtable.tasks.TaskImport;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Gives imported feedback its tasks. A duplicate's topic stands with the task of its
 * original, and of the original's original. Where the original has no task, the duplicate
 * has one of its own until the original comes, in whichever file that may be.
 */
@Component
class ImportedFeedback {

	private final TopicImport topics;

	private final TaskImport tasks;

	private final FeedbackImport feedback;

	private final PendingDuplicates pending;

	ImportedFeedback(TopicImport topics, TaskImport tasks, FeedbackImport feedback, PendingDuplicates pending) {
		this.topics = topics;
		this.tasks = tasks;
		this.feedback = feedback;
		this.pending = pending;
	}

	/** Places the new topics of one source, in the caller's transaction. */
	Placed place(String source, List<NewTopic> fresh) {
		Placed placed = new Placed();
		Map<String, TopicId> originals = this.topics.find(source,
				fresh.stream().map((one) -> one.topic().duplicateOf()).filter(Objects::nonNull).distinct().toList());
		Map<TopicId, NewTopic> here = new LinkedHashMap<>();
		fresh.forEach((one) -> here.put(one.id(), one));
		Chains chains = new Chains(here, originals, this.feedback.tasks(originals.values()));
		Map<TopicId, Chains.End> ends = new LinkedHashMap<>();
		fresh.forEach((one) -> ends.put(one.id(), chains.end(one)));
		Map<TopicId, TaskNumber> opened = open(ends, here);
		placed.newTasks.addAll(opened.values());
		this.feedback.link(links(ends, opened, placed));
		keepWaiting(source, fresh, originals);
		resolve(source, here, placed);
		this.feedback.recount(placed.gained);
		return placed;
	}

	private Map<TopicId, TaskNumber> open(Map<TopicId, Chains.End> ends, Map<TopicId, NewTopic> here) {
		List<TopicId> owners = new ArrayList<>();
		List<TaskImport.NewTask> rows = new ArrayList<>();
		ends.forEach((id, end) -> {
			NewTopic one = here.get(id);
			if (one != null && id.equals(end.owner())) {
				owners.add(id);
				rows.add(one.task());
			}
		});
		List<TaskNumber> numbers = this.tasks.open(rows);
		Map<TopicId, TaskNumber> opened = new HashMap<>();
		for (int i = 0; i < owners.size(); i++) {
			opened.put(owners.get(i), numbers.get(i));
		}
		return opened;
	}

	private Map<TopicId, TaskNumber> links(Map<TopicId, Chains.End> ends, Map<TopicId, TaskNumber> opened,
			Placed placed) {
		Map<TopicId, TaskNumber> links = new LinkedHashMap<>();
		ends.forEach((id, end) -> {
			TaskNumber task = (end.task() != null) ? this.tasks.original(end.task())
					: (end.owner() != null) ? opened.get(end.owner()) : null;
			if (task != null) {
				links.put(id, task);
				if (!id.equals(end.owner())) {
					placed.gained.add(task);
					placed.duplicates++;
				}
			}
		});
		return links;
	}

	private void keepWaiting(String source, List<NewTopic> fresh, Map<String, TopicId> originals) {
		Map<TopicId, TaskNumber> linked = this.feedback.tasks(originals.values());
		Map<TopicId, String> waiting = new LinkedHashMap<>();
		for (NewTopic one : fresh) {
			String original = one.topic().duplicateOf();
			if (original != null && !linked.containsKey(originals.get(original))) {
				waiting.put(one.id(), original);
			}
		}
		this.pending.add(source, waiting);
	}

	/**
	 * Those who waited for the topics that are here now, and those who waited for them.
	 */
	private void resolve(String source, Map<TopicId, NewTopic> here, Placed placed) {
		Map<String, TopicId> arrived = here.values()
			.stream()
			.collect(Collectors.toMap((one) -> one.topic().id(), NewTopic::id));
		while (!arrived.isEmpty()) {
			List<PendingDuplicates.Row> rows = this.pending.of(source, arrived.keySet());
			Map<String, TopicId> next = new HashMap<>();
			for (PendingDuplicates.Row row : rows) {
				TopicId original = arrived.get(row.duplicateOf());
				if (original != null && join(TopicId.of(row.topicId()), original, placed)) {
					next.put(row.externalId(), TopicId.of(row.topicId()));
					this.pending.remove(row);
				}
			}
			arrived = next;
		}
	}

	/** Whether the duplicate stands with its original now. */
	private boolean join(TopicId duplicate, TopicId original, Placed placed) {
		Map<TopicId, TaskNumber> linked = this.feedback.tasks(List.of(duplicate, original));
		TaskNumber to = linked.get(original);
		if (to == null) {
			return false;
		}
		to = this.tasks.original(to);
		TaskNumber from = linked.get(duplicate);
		if (from != null && this.tasks.original(from).equals(to)) {
			return true;
		}
		if (from == null) {
			this.feedback.link(Map.of(duplicate, to));
			placed.changedTopics.add(duplicate);
		}
		else {
			placed.changedTopics.addAll(this.feedback.merge(from, to));
			placed.changedTasks.add(from);
			placed.mergedTasks++;
			placed.gained.remove(from);
		}
		placed.gained.add(to);
		placed.duplicates++;
		return true;
	}

	/**
	 * @param board its slug
	 */
	record NewTopic(TopicId id, ImportedTopic topic, String board, AccountId author) {

		TaskImport.NewTask task() {
			return new TaskImport.NewTask(this.id.value(), switch (this.topic.kind()) {
				case IDEA -> TaskKind.IDEA;
				case BUG -> TaskKind.BUG;
				case DISCUSSION, QUESTION -> throw new IllegalStateException(this.topic.kind() + " is no feedback");
			}, this.topic.title(), this.board, this.author, this.topic.created(), this.topic.closed(),
					this.topic.lastTouched());
		}

	}

	/** What came of it, and what the index must hear of. */
	static final class Placed {

		final List<TaskNumber> newTasks = new ArrayList<>();

		final Set<TaskNumber> changedTasks = new HashSet<>();

		final Set<TopicId> changedTopics = new HashSet<>();

		private final Set<TaskNumber> gained = new HashSet<>();

		int duplicates;

		int mergedTasks;

	}

	/**
	 * Follows duplicates to their originals as far as they are known.
	 *
	 * @param here the topics that come now
	 * @param originals ids of all originals that are known
	 * @param linked tasks of those that were there before
	 */
	private record Chains(Map<TopicId, NewTopic> here, Map<String, TopicId> originals,
			Map<TopicId, TaskNumber> linked) {

		End end(NewTopic start) {
			NewTopic owner = null;
			Set<TopicId> seen = new HashSet<>();
			NewTopic current = start;
			while (current != null) {
				if (!seen.add(current.id())) {
					return new End(null, firstOfRound(current));
				}
				owner = current.topic().kind().isFeedback() ? current : owner;
				TopicId original = original(current);
				TaskNumber task = (original != null) ? this.linked.get(original) : null;
				if (task != null) {
					return new End(task, null);
				}
				current = (original != null) ? this.here.get(original) : null;
			}
			return new End(null, (owner != null) ? owner.id() : null);
		}

		private @Nullable TopicId original(NewTopic topic) {
			String id = topic.topic().duplicateOf();
			return (id != null) ? this.originals.get(id) : null;
		}

		/**
		 * Topics that name each other in a ring: the one posted first is the original.
		 */
		private @Nullable TopicId firstOfRound(NewTopic member) {
			TopicId first = null;
			NewTopic current = member;
			do {
				if (current.topic().kind().isFeedback() && (first == null || current.id().value() < first.value())) {
					first = current.id();
				}
				TopicId original = original(current);
				current = (original != null) ? this.here.getOrDefault(original, member) : member;
			}
			while (current != member);
			return first;
		}

		/**
		 * @param task that is there already
		 * @param owner topic whose task will be made
		 */
		record End(@Nullable TaskNumber task, @Nullable TopicId owner) {
		}

	}

}
