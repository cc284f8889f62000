package dev.roundtable.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.boards.BoardsNamed;
import dev.roundtable.forum.TopicImport;
import dev.roundtable.forum.TopicImport.Stored;
import dev.roundtable.importing.ImportedFeedback.Placed;
import dev.roundtable.importing.ImportedTopic.ImportedReply;
import dev.roundtable.indexing.Indexing;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.ImportedAuthors;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.DocumentKey.Type;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes some hundred topics in one transaction, with all that must be true at once. */
@Component
class BatchWriter {

	private static final int REMEMBERED_AUTHORS = 100_000;

	private final ImportedAuthors people;

	private final BoardsNamed named;

	private final TopicImport topics;

	private final ImportedFeedback feedback;

	private final Indexing index;

	private final TransactionTemplate transaction;

	private final Cache<Author, AccountId> authors = Caffeine.newBuilder().maximumSize(REMEMBERED_AUTHORS).build();

	private final Map<String, BoardsNamed.Known> boards = new HashMap<>();

	BatchWriter(ImportedAuthors people, BoardsNamed named, TopicImport topics, ImportedFeedback feedback,
			Indexing index, TransactionTemplate transaction) {
		this.people = people;
		this.named = named;
		this.topics = topics;
		this.feedback = feedback;
		this.index = index;
		this.transaction = transaction;
	}

	/**
	 * Writes all of them or, when it throws, none.
	 * @param batch each topic once
	 */
	Written write(List<ImportedTopic> batch) {
		try {
			return Objects.requireNonNull(this.transaction.execute((status) -> inTransaction(batch)));
		}
		catch (RuntimeException rolledBack) {
			// Accounts and boards that were made have gone with it.
			this.authors.invalidateAll();
			this.boards.clear();
			throw rolledBack;
		}
	}

	private Written inTransaction(List<ImportedTopic> batch) {
		Map<String, List<ImportedTopic>> bySource = new LinkedHashMap<>();
		batch.forEach((topic) -> bySource.computeIfAbsent(topic.source(), (source) -> new ArrayList<>()).add(topic));
		Written written = Written.NOTHING;
		for (Map.Entry<String, List<ImportedTopic>> entry : bySource.entrySet()) {
			written = written.plus(write(entry.getKey(), entry.getValue()));
		}
		return written;
	}

	private Written write(String source, List<ImportedTopic> batch) {
		Map<String, AccountId> people = people(source, batch);
		List<Stored> stored = this.topics.write(source, batch.stream().map((topic) -> row(topic, people)).toList());
		Set<DocumentKey> changed = new HashSet<>();
		List<ImportedFeedback.NewTopic> fresh = new ArrayList<>();
		int replies = 0;
		for (int i = 0; i < batch.size(); i++) {
			ImportedTopic topic = batch.get(i);
			Stored here = stored.get(i);
			here.replies().forEach((post) -> changed.add(new DocumentKey(Type.POST, post.value())));
			replies += here.replies().size();
			if (here.created()) {
				changed.add(new DocumentKey(Type.TOPIC, here.topic().value()));
				fresh.add(new ImportedFeedback.NewTopic(here.topic(), topic, board(topic.board()).slug(),
						author(people, topic.author())));
			}
		}
		Placed placed = this.feedback.place(source, fresh);
		placed.newTasks.forEach((task) -> changed.add(new DocumentKey(Type.TASK, task.value())));
		placed.changedTasks.forEach((task) -> changed.add(new DocumentKey(Type.TASK, task.value())));
		placed.changedTopics.forEach((topic) -> changed.add(new DocumentKey(Type.TOPIC, topic.value())));
		this.index.add(changed);
		return new Written(fresh.size(), replies, placed.newTasks.size() - placed.mergedTasks, placed.duplicates);
	}

	private TopicImport.NewTopic row(ImportedTopic topic, Map<String, AccountId> people) {
		return new TopicImport.NewTopic(topic.id(), board(topic.board()).id(), topic.kind(),
				author(people, topic.author()), topic.created(), topic.title(), topic.body(), topic.text(),
				topic.tags(),
				topic.replies()
					.stream()
					.map((reply) -> new TopicImport.NewReply(reply.id(), author(people, reply.author()),
							reply.created(), reply.body(), reply.text(), reply.accepted()))
					.toList());
	}

	private static AccountId author(Map<String, AccountId> people, String name) {
		return Objects.requireNonNull(people.get(name), name);
	}

	private BoardsNamed.Known board(String name) {
		return this.boards.computeIfAbsent(name, this.named::board);
	}

	private Map<String, AccountId> people(String source, List<ImportedTopic> batch) {
		Map<String, AccountId> people = new HashMap<>();
		Set<String> unknown = new HashSet<>();
		for (ImportedTopic topic : batch) {
			remember(source, topic.author(), people, unknown);
			for (ImportedReply reply : topic.replies()) {
				remember(source, reply.author(), people, unknown);
			}
		}
		this.people.of(source, unknown).forEach((name, id) -> {
			people.put(name, id);
			this.authors.put(new Author(source, name), id);
		});
		return people;
	}

	private void remember(String source, String name, Map<String, AccountId> people, Set<String> unknown) {
		AccountId known = this.authors.getIfPresent(new Author(source, name));
		if (known != null) {
			people.put(name, known);
		}
		else {
			unknown.add(name);
		}
	}

	private record Author(String source, String name) {
	}

	/** What is there now and was not before. */
	record Written(long topics, long replies, long tasks, long duplicates) {

		static final Written NOTHING = new Written(0, 0, 0, 0);

		Written plus(Written more) {
			return new Written(this.topics + more.topics, this.replies + more.replies, this.tasks + more.tasks,
					this.duplicates + more.duplicates);
		}

	}

}
