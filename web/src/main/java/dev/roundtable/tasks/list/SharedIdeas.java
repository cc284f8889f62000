package dev.roundtable.tasks.list;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.http.CursorPage;
import dev.roundtable.journal.Journal;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.IdeaVotes;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskView;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What all with the same rights see of the ideas: read once for each state of the list
 * and of the journal, so that a vote shows at once. What each has of her own is put
 * beside it.
 */
@Component
class SharedIdeas {

	private static final int IDEAS_ON_A_PAGE = 50;

	private static final String TREND = "trend";

	/** What neither a task nor the journal tells of shows after that. */
	private static final Duration AGE = Duration.ofSeconds(2);

	private final TaskList list;

	private final ListQueries queries;

	private final ListCounts counts;

	private final ListedTasks listed;

	private final IdeaVotes votes;

	private final ComponentNames components;

	private final Journal journal;

	private final Cache<Key, Ideas> kept = Caffeine.newBuilder().maximumSize(500).expireAfterWrite(AGE).build();

	SharedIdeas(TaskList list, ListQueries queries, ListCounts counts, ListedTasks listed, IdeaVotes votes,
			ComponentNames components, Journal journal) {
		this.list = list;
		this.queries = queries;
		this.counts = counts;
		this.listed = listed;
		this.votes = votes;
		this.components = components;
		this.journal = journal;
	}

	/**
	 * @param status empty for all
	 * @param sort {@code votes}, {@code new} or {@code trend}
	 * @throws dev.roundtable.http.BadInput on {@code cursor}
	 */
	Ideas of(String status, String sort, @Nullable String cursor, @Nullable Viewer viewer) {
		TasksInOrder tasks = this.listed.now();
		Key key = new Key(status, sort, (cursor != null) ? cursor : "", Audiences.of(viewer).shared(),
				LocaleContextHolder.getLocale(), tasks.serial(), this.journal.latest());
		// Not inside the map, whose other keys would wait for this one's connection.
		Ideas ideas = this.kept.getIfPresent(key);
		if (ideas == null) {
			ideas = read(tasks, status, sort, cursor, viewer);
			this.kept.put(key, ideas);
		}
		return ideas;
	}

	private Ideas read(TasksInOrder tasks, String status, String sort, @Nullable String cursor,
			@Nullable Viewer viewer) {
		boolean trend = sort.equals(TREND);
		TaskFilter asked = new TaskFilter(null, status.isEmpty() ? null : status, TaskKind.IDEA.name(), null, null,
				null, null, trend ? "votes" : sort);
		ListQuery query = this.queries.of(asked.query(), viewer);
		Map<Long, Integer> gained = trend ? this.votes.rising() : null;
		CursorPage<TaskView> page = (gained != null) ? rising(tasks, query, gained, viewer)
				: this.list.page(tasks, query, cursor, IDEAS_ON_A_PAGE, viewer);
		return new Ideas(page, gained, this.counts.byStatus(tasks, this.queries.of("kind:idea", viewer), viewer),
				this.components.names(viewer));
	}

	/** Those that won voters in the last weeks, on one page. */
	private CursorPage<TaskView> rising(TasksInOrder tasks, ListQuery query, Map<Long, Integer> gained,
			@Nullable Viewer viewer) {
		ListQuery among = query.and((task) -> gained.containsKey(task.number()));
		List<TaskView> ideas = new ArrayList<>(
				this.list.page(tasks, among, null, Math.max(1, gained.size()), viewer).items());
		ideas.sort(Comparator.comparing((TaskView idea) -> gained.getOrDefault(idea.number(), 0)).reversed());
		return new CursorPage<>(ideas.subList(0, Math.min(ideas.size(), IDEAS_ON_A_PAGE)), null);
	}

	/**
	 * @param gained how many voters each won lately, null where that was not asked for
	 * @param counts how many there are in each status
	 */
	record Ideas(CursorPage<TaskView> page, @Nullable Map<Long, Integer> gained, Map<String, Long> counts,
			Map<String, String> componentNames) {

		List<Long> numbers() {
			return this.page.items().stream().map(TaskView::number).toList();
		}

	}

	private record Key(String status, String sort, String cursor, String audience, Locale language, long serial,
			long latest) {
	}

}
