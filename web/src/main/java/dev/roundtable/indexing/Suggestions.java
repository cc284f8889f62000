package dev.roundtable.indexing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.roundtable.boards.BoardUrl;
import dev.roundtable.boards.Boards;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.indexing.FoundRows.Row;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.AccountName;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.PersonUrl;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.Highlighter.Segment;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchUnavailable;
import dev.roundtable.search.TypedMarks;
import dev.roundtable.tasks.TaskNumber;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * What is offered while somebody types: what a number names, titles, boards, tags, people
 * and builds. Each is read from the database with what she may read, whatever the index
 * thinks; where the index is away, the rest is offered.
 */
@Component
class Suggestions {

	private static final int TITLES = 6;

	private static final int OTHERS = 3;

	/** Nobody types more before looking. */
	private static final int LONGEST = 100;

	private final SearchIndex index;

	private final FoundRows rows;

	private final Boards boards;

	private final Limits limits;

	private final KnownValues values;

	private final JdbcClient jdbc;

	Suggestions(SearchIndex index, FoundRows rows, Boards boards, Limits limits, KnownValues values, JdbcClient jdbc) {
		this.values = values;
		this.index = index;
		this.rows = rows;
		this.boards = boards;
		this.limits = limits;
		this.jdbc = jdbc;
	}

	/**
	 * @throws dev.roundtable.http.TooManyAttempts after too many of them
	 */
	List<Suggestion> of(@Nullable Viewer viewer, String q) {
		this.limits.spend(viewer, Act.SUGGESTION);
		String typed = q.strip();
		if (typed.isEmpty() || typed.length() > LONGEST) {
			return List.of();
		}
		Audiences audiences = Audiences.of(viewer);
		TypedMarks marks = TypedMarks.of(typed);
		List<Suggestion> offered = new ArrayList<>(titles(typed, audiences, marks));
		String lower = typed.toLowerCase(Locale.ROOT);
		List<Boards.Board> readable = this.boards.readable(viewer);
		readable.stream()
			.filter((board) -> board.name().toLowerCase(Locale.ROOT).contains(lower)
					|| board.slug().value().startsWith(lower))
			.limit(OTHERS)
			.forEach((board) -> offered
				.add(new Suggestion("board", board.name(), BoardUrl.of(board.slug()), null, marks.in(board.name()))));
		this.values.tags(lower, readable, audiences, OTHERS)
			.forEach((tag) -> offered.add(new Suggestion("tag", tag,
					"/tags/" + UriUtils.encodePathSegment(tag, StandardCharsets.UTF_8), null, marks.in(tag))));
		people(typed)
			.forEach((name) -> offered.add(new Suggestion("person", name, PersonUrl.of(name), null, marks.in(name))));
		this.values.builds(lower, audiences, OTHERS)
			.forEach((build) -> offered.add(new Suggestion("build", build,
					"/search?q=" + UriUtils.encodeQueryParam("fixed-in:" + build, StandardCharsets.UTF_8), null,
					marks.in(build))));
		return offered;
	}

	private List<Suggestion> titles(String typed, Audiences audiences, TypedMarks marks) {
		Set<DocumentKey> keys = new LinkedHashSet<>(Finder.named(typed, Finder.Filter.ANYTHING));
		try {
			keys.addAll(this.index.titles(typed, audiences.keys(), TITLES));
		}
		catch (SearchUnavailable away) {
			// what needs no index is offered all the same
		}
		Map<DocumentKey, Row> rows = this.rows.read(List.copyOf(keys), audiences);
		List<Suggestion> titles = new ArrayList<>();
		for (DocumentKey key : keys) {
			Row row = rows.get(key);
			if (row != null) {
				titles.add(title(key, row, marks));
			}
		}
		return titles;
	}

	private static Suggestion title(DocumentKey key, Row row, TypedMarks marks) {
		boolean task = key.type() == Type.TASK;
		String url = task ? TaskNumber.of(row.id()).url() : Topics.url(TopicId.of(row.topicId()), row.title());
		return new Suggestion(task ? "task" : "topic", row.title(), url, row.status(), marks.in(row.title()));
	}

	/** By the index of their keys, which compare by code points. */
	private List<String> people(String typed) {
		String begins = AccountName.key(typed);
		if (begins.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql("""
				select name from people_names where name_key >= :begins and name_key < :beyond
				order by name_key limit :most
				""")
			.param("begins", begins)
			.param("beyond", begins + Character.toString(Character.MAX_CODE_POINT))
			.param("most", OTHERS)
			.query(String.class)
			.list();
	}

	/**
	 * @param kind of what it is: {@code topic}, {@code task}, {@code board}, {@code tag},
	 * {@code person}, {@code build}
	 * @param status of the task of a topic, or of a task
	 * @param marks the text in pieces, those that were typed told from the others
	 */
	record Suggestion(String kind, String text, String url, @Nullable String status, List<Segment> marks) {

		/** Public for its template. */
		public String marked() {
			return Marked.html(marks());
		}
	}

}
