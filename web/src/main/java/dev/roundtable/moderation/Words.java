package dev.roundtable.moderation;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The words that are not to be written, however they are written. */
@Component
class Words {

	static final int LONGEST = 80;

	private static final int MOST = 2000;

	/** Other nodes follow within this. */
	private static final Duration REMEMBERED = Duration.ofSeconds(5);

	private final JdbcClient jdbc;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	private final LoadingCache<String, Map<Character, List<Word>>> known = Caffeine.newBuilder()
		.expireAfterWrite(REMEMBERED)
		.build((key) -> byFirst());

	Words(JdbcClient jdbc, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/** What happens to a text that has the word. */
	enum Act {

		BLOCK, REVIEW, REPLACE;

		/** As the API spells it. */
		@JsonValue
		String key() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * A word that is there gets the new act.
	 * @return the number by which it is removed
	 * @throws BadInput on the fields {@code word} and {@code act}
	 */
	long add(Viewer viewer, OnceKey key, @Nullable String word, @Nullable Act act) {
		viewer.require(Capability.ADMINISTER);
		String typed = Text.line("word", word, LONGEST);
		String folded = FoldedText.of(typed).text();
		if (folded.isBlank() || folded.length() > 4 * LONGEST) {
			throw new BadInput("word", "text.empty");
		}
		if (act == null) {
			throw new BadInput("act", "word.act");
		}
		long made = this.once.write(key.asking("word", typed, act), () -> {
			if (count() >= MOST) {
				throw new BadInput("word", "word.most", MOST);
			}
			long id = insert(viewer, typed, folded, act);
			record(viewer, "listed-word", Map.of("word", typed, "act", act.name()));
			return id;
		}, Long::longValue, (id) -> id);
		this.known.invalidateAll();
		return made;
	}

	private long insert(Viewer viewer, String word, String folded, Act act) {
		this.jdbc.sql("delete from moderation_words where folded = :folded").param("folded", folded).update();
		this.jdbc.sql("""
				insert into moderation_words (word, folded, act, made_by, made_at)
				values (:word, :folded, :act, :by, :now) on conflict do nothing
				""")
			.param("word", word)
			.param("folded", folded)
			.param("act", act.name())
			.param("by", viewer.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		return this.jdbc.sql("select id from moderation_words where folded = :folded")
			.param("folded", folded)
			.query(Long.class)
			.single();
	}

	/** What is gone stays gone. */
	void remove(Viewer viewer, OnceKey key, long id) {
		viewer.require(Capability.ADMINISTER);
		this.once.write(key.asking("remove word " + id), () -> {
			Optional<String> word = this.jdbc.sql("select word from moderation_words where id = :id for update")
				.param("id", id)
				.query(String.class)
				.optional();
			this.jdbc.sql("delete from moderation_words where id = :id").param("id", id).update();
			word.ifPresent((gone) -> record(viewer, "unlisted-word", Map.of("word", gone)));
		});
		this.known.invalidateAll();
	}

	private void record(Viewer viewer, String action, Map<String, String> facts) {
		this.journal.record(viewer.id().value(), action, Subject.of("words", 1), Audience.TEAM, facts);
	}

	private long count() {
		return this.jdbc.sql("select count(*) from moderation_words").query(Long.class).single();
	}

	/** All of them, by the alphabet; there are some thousand at most. */
	List<Word> all(Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return select();
	}

	/** A page of them, in the order in which they were listed. */
	CursorPage<Word> page(Viewer viewer, @Nullable String cursor, int size) {
		viewer.require(Capability.ADMINISTER);
		List<Word> words = this.jdbc.sql("""
				select id, word, folded, act from moderation_words where id > :after order by id limit :most""")
			.param("after", Cursors.number(cursor, 0))
			.param("most", size + 1)
			.query(Word.class)
			.list();
		return CursorPage.of(words, size, (word) -> String.valueOf(word.id()));
	}

	private List<Word> select() {
		return this.jdbc.sql("select id, word, folded, act from moderation_words order by folded")
			.query(Word.class)
			.list();
	}

	private Map<Character, List<Word>> byFirst() {
		Map<Character, List<Word>> words = new HashMap<>();
		select().forEach((word) -> words.computeIfAbsent(word.folded().charAt(0), (_) -> new ArrayList<>()).add(word));
		return words;
	}

	boolean isEmpty() {
		return this.known.get("all").isEmpty();
	}

	/** Those in a text, in its order. */
	List<Found> in(FoldedText text) {
		Map<Character, List<Word>> words = this.known.get("all");
		List<Found> found = new ArrayList<>();
		if (words.isEmpty()) {
			return found;
		}
		for (int at = 0; at < text.text().length(); at++) {
			for (Word word : words.getOrDefault(text.text().charAt(at), List.of())) {
				int end = at + word.folded().length();
				if (text.text().startsWith(word.folded(), at) && text.isWordAt(at, end)) {
					found.add(new Found(word, text.origins()[at], text.origins()[end]));
				}
			}
		}
		return found;
	}

	record Word(long id, String word, String folded, Act act) {
	}

	/**
	 * @param begin where it stands in what was written
	 */
	record Found(Word word, int begin, int end) {
	}

}
