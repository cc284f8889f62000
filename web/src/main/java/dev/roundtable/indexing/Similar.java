package dev.roundtable.indexing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.NotFound;
import dev.roundtable.indexing.FoundRows.Row;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchQuery;
import dev.roundtable.search.SearchUnavailable;
import dev.roundtable.search.SharedWords;
import dev.roundtable.search.SimilarQuery;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What is like a text that somebody writes or reads, with the words that both have: where
 * none is, nobody could say why it stands there, so it does not. Each is read from the
 * database with what she may read, whatever the index thinks.
 */
@Component
class Similar {

	private static final int SHOWN = 5;

	private static final int WORDS = 5;

	/** A task's own topics stand before what is like it. */
	private static final int ASKED = 3 * SHOWN;

	/** Of what is being written, as the index looks at it. */
	private static final int LONGEST = 4_000;

	/** As long as that of a topic, and some more for who has not shortened it yet. */
	private static final int LONGEST_TITLE = 1_000;

	private final SearchIndex index;

	private final FoundRows rows;

	private final Limits limits;

	Similar(SearchIndex index, FoundRows rows, Limits limits) {
		this.index = index;
		this.rows = rows;
		this.limits = limits;
	}

	/**
	 * To what is being written.
	 * @throws dev.roundtable.http.TooManyAttempts after too many of them
	 */
	List<Like> to(@Nullable Viewer viewer, String title, String body) {
		this.limits.spend(viewer, Act.SUGGESTION);
		return title.isBlank() ? List.of() : like(viewer, title, body, null);
	}

	/**
	 * To what stands there.
	 * @throws NotFound when there is nothing, or nothing that she may read
	 */
	List<Like> to(@Nullable Viewer viewer, DocumentKey itself) {
		this.limits.spend(viewer, Act.SUGGESTION);
		Row row = this.rows.read(List.of(itself), Audiences.of(viewer)).get(itself);
		if (row == null) {
			throw new NotFound(itself.toString());
		}
		return like(viewer, row.title(), row.body(), itself);
	}

	private List<Like> like(@Nullable Viewer viewer, String whole, String body, @Nullable DocumentKey itself) {
		Audiences audiences = Audiences.of(viewer);
		String title = beginning(whole, LONGEST_TITLE);
		String beginning = beginning(body, LONGEST);
		try {
			List<DocumentKey> keys = this.index
				.similar(new SimilarQuery(title, beginning, SearchQuery.Scope.THREADS, itself, audiences.keys(), ASKED))
				.keys();
			Map<DocumentKey, Row> rows = this.rows.read(keys, audiences);
			List<Like> like = new ArrayList<>();
			for (DocumentKey key : keys) {
				Row row = rows.get(key);
				Like one = (row != null && !same(itself, key, row)) ? like(key, row, title + '\n' + beginning) : null;
				if (one != null && !one.words().isEmpty() && like.size() < SHOWN) {
					like.add(one);
				}
			}
			return like;
		}
		catch (SearchUnavailable away) {
			return List.of();
		}
	}

	/** A task is no more like the topics that are in it than like itself. */
	private static boolean same(@Nullable DocumentKey itself, DocumentKey key, Row row) {
		return key.equals(itself)
				|| itself != null && itself.type() == Type.TASK && row.task() != null && row.task() == itself.id();
	}

	/** A form bounds neither: whatever is sent is looked at no further. */
	private static String beginning(String text, int most) {
		if (text.length() <= most) {
			return text;
		}
		return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
	}

	private static Like like(DocumentKey key, Row row, String text) {
		String url = (key.type() == Type.TASK) ? TaskNumber.of(row.id()).url()
				: Topics.url(TopicId.of(row.topicId()), row.title());
		return new Like(key.type().name(), row.title(), url, row.kind(), row.status(), row.task(), row.fixedIn(),
				String.join(", ", SharedWords.of(text, row.title() + '\n' + row.body(), WORDS)));
	}

	/**
	 * @param task it, or what a topic became
	 * @param fixedIn the build that fixed it, null while none did
	 * @param words that both have
	 */
	record Like(String type, String title, String url, String kind, @Nullable String status, @Nullable Long task,
			@Nullable String fixedIn, String words) {

		/** Whether somebody can still say that she has it, too. */
		public boolean isOpen() {
			return this.task != null && this.kind.equals("BUG") && this.status != null
					&& TaskStatus.valueOf(this.status).isOpen();
		}

	}

}
