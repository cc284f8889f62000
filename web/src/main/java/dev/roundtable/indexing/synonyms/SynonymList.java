package dev.roundtable.indexing.synonyms;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.Synonyms;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Which words mean the same. Every node has them in memory and looks again every few
 * seconds.
 */
@Component
public class SynonymList {

	/** Bytes of the longest list, when every character takes three. */
	private static final int MOST_BYTES = 3 * Synonyms.LONGEST;

	/** Of the lines that were changed, as much as the journal keeps. */
	private static final int JOURNALED = 2_000;

	private final JdbcClient jdbc;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	private volatile Edition current = new Edition(0, 0, Synonyms.NONE);

	SynonymList(JdbcClient jdbc, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	@Scheduled(fixedDelayString = "${roundtable.search.synonyms.every:3s}")
	void look() {
		long version = this.jdbc.sql("select version from search_synonyms where id = 1").query(Long.class).single();
		if (version != this.current.version()) {
			Row now = read();
			this.current = new Edition(now.version(), now.words().lines().filter((line) -> !line.isBlank()).count(),
					Synonyms.of(now.words()));
		}
	}

	/** As this node knows them. */
	public Synonyms current() {
		return this.current.synonyms();
	}

	long groups() {
		return this.current.groups();
	}

	/** As they are at this moment, for who is about to change them. */
	Row toChange(Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return read();
	}

	private Row read() {
		return this.jdbc.sql("select words, version from search_synonyms where id = 1").query(Row.class).single();
	}

	/**
	 * @param typed a group a line; nothing for no synonyms at all
	 * @throws BadInput on {@code words}, with the first line that is wrong
	 * @throws StaleVersion when somebody changed them meanwhile
	 */
	void change(Viewer viewer, OnceKey key, long version, String typed) {
		Row before = toChange(viewer);
		String words = checked(typed);
		this.once.write(key.asking("synonyms", version, words), () -> {
			int changed = this.jdbc.sql("""
					update search_synonyms set words = :words, version = version + 1, changed_by = :by,
					    changed_at = :now
					where id = 1 and version = :version
					""")
				.param("words", words)
				.param("by", viewer.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.param("version", version)
				.update();
			if (changed == 0) {
				throw new StaleVersion(read().version());
			}
			this.journal.record(viewer.id().value(), "changed synonyms", Subject.of("synonyms", 1), Audience.TEAM,
					Map.of("removed", difference(before.words(), words), "added", difference(words, before.words())));
		});
		look();
	}

	private static String checked(String typed) {
		if (typed.isBlank()) {
			return "";
		}
		if (typed.length() > Synonyms.LONGEST) {
			throw new BadInput("words", "text.long", Synonyms.LONGEST, typed.length());
		}
		String words = Text.body("words", typed, MOST_BYTES);
		Synonyms.flaw(words).ifPresent((flaw) -> {
			throw refused(flaw);
		});
		return words;
	}

	private static BadInput refused(Synonyms.Flaw flaw) {
		int line = flaw.line();
		return switch (flaw.wrong()) {
			case GROUPS -> new BadInput("words", "synonyms.groups", line, Synonyms.MOST_GROUPS);
			case WORDS -> new BadInput("words", "synonyms.words", line, Synonyms.MOST_WORDS);
			case LONG -> new BadInput("words", "synonyms.long", line, flaw.word(), Synonyms.LONGEST_WORD);
			case NOTHING -> new BadInput("words", "synonyms.nothing", line, flaw.word());
			case ALONE -> new BadInput("words", "synonyms.alone", line);
			case TWICE -> new BadInput("words", "synonyms.twice", line, flaw.word());
		};
	}

	/** The lines of the one that the other has not. */
	private static String difference(String one, String other) {
		Set<String> lines = new LinkedHashSet<>(one.lines().toList());
		other.lines().toList().forEach(lines::remove);
		String text = String.join("\n", lines);
		return (text.length() <= JOURNALED) ? text : text.substring(0, JOURNALED) + "…";
	}

	/** The list as it is stored. */
	record Row(String words, long version) {
	}

	private record Edition(long version, long groups, Synonyms synonyms) {
	}

}
