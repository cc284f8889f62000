package dev.roundtable.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.houbb.opencc4j.util.ZhConverterUtil;
import dev.roundtable.search.QualityData.Item;
import dev.roundtable.search.QualityData.Pair;
import org.jspecify.annotations.Nullable;

/** Questions with what should be found, drawn with a fixed seed so that runs compare. */
final class QualitySets {

	/**
	 * @param body what is known beside the words, for what is similar
	 * @param right any of them will do
	 * @param asker the document that the question was taken from, which does not count
	 */
	record Question(String text, String body, Set<String> right, @Nullable Item asker) {
	}

	private static final int MOST = 600;

	private static final Pattern WORD = Pattern.compile("[a-z]{4,14}");

	private static final Pattern CLAUSE = Pattern.compile("[\u4e00-\u9fff]{2,4}");

	private final QualityData data;

	private final Random random = new Random(7);

	QualitySets(QualityData data) {
		this.data = data;
	}

	List<Question> passages() {
		return some(this.data.questions()).stream().map((pair) -> ask(pair.asks(), pair.right())).toList();
	}

	/** The same in the other script. */
	List<Question> traditional() {
		return passages().stream()
			.map((asked) -> new Question(ZhConverterUtil.toTraditional(asked.text()), "", asked.right(), null))
			.toList();
	}

	/** Whatever is marked the same as the question is right. */
	List<Question> paraphrases() {
		Map<String, Set<String>> same = new HashMap<>();
		for (Pair pair : this.data.pairs()) {
			same.computeIfAbsent(pair.asks(), (any) -> new HashSet<>()).add(pair.right());
			same.computeIfAbsent(question(pair.right()), (any) -> new HashSet<>()).add("question " + pair.asks());
		}
		return some(this.data.pairs()).stream()
			.map((pair) -> new Question(pair.asks(), "", Objects.requireNonNull(same.get(pair.asks())),
					this.data.document("question " + pair.asks())))
			.toList();
	}

	/** Two short stretches of one passage. */
	List<Question> keywords() {
		List<Question> questions = new ArrayList<>();
		for (Item passage : board("passages")) {
			List<String> words = Stream.of(passage.body().split("[，。、；：（）《》“”\\s]"))
				.filter((part) -> CLAUSE.matcher(part).matches())
				.distinct()
				.collect(Collectors.toCollection(ArrayList::new));
			Collections.shuffle(words, this.random);
			if (words.size() > 1) {
				questions.add(ask(words.get(0) + " " + words.get(1), passage.name()));
			}
		}
		return some(questions);
	}

	/** Two words that stand on different floors of a thread and on no floor together. */
	List<Question> floors() {
		List<Item> threads = board("rust");
		Map<String, Integer> frequencies = new HashMap<>();
		threads.forEach((thread) -> words(String.join(" ", texts(thread)))
			.forEach((word) -> frequencies.merge(word, 1, Integer::sum)));
		List<Question> questions = new ArrayList<>();
		for (Item thread : threads) {
			List<Set<String>> floors = texts(thread).stream().map(QualitySets::words).toList();
			Set<String> first = telling(floors.getFirst(), frequencies);
			Set<String> later = new TreeSet<>();
			floors.stream().skip(1).forEach((floor) -> later.addAll(telling(floor, frequencies)));
			later.removeAll(floors.getFirst());
			if (!first.isEmpty() && !later.isEmpty()) {
				questions.add(ask(any(first) + " " + any(later), thread.name()));
			}
		}
		return some(questions);
	}

	/** The title of a thread, to be asked where the thread has lost it. */
	List<Question> titles() {
		return some(Stream.of("egret", "vscode", "rust").flatMap((board) -> board(board).stream()).toList()).stream()
			.filter((thread) -> thread.title().length() > 5 && String.join("", texts(thread)).length() > 60)
			.map((thread) -> ask(thread.title(), thread.name()))
			.toList();
	}

	List<Question> duplicates(int charsOfBody) {
		return some(this.data.duplicates()).stream().map((pair) -> {
			Item asker = this.data.document(pair.asks());
			String body = asker.body().substring(0, Math.min(asker.body().length(), charsOfBody));
			return new Question(asker.title(), body, Set.of(pair.right()), asker);
		}).toList();
	}

	private List<Item> board(String name) {
		return this.data.documents().values().stream().filter((item) -> item.board().equals(name)).toList();
	}

	private static List<String> texts(Item thread) {
		return Stream.concat(Stream.of(thread.title() + " " + thread.body()), thread.floors().stream()).toList();
	}

	private static Set<String> words(String text) {
		return WORD.matcher(text.toLowerCase(java.util.Locale.ROOT))
			.results()
			.map((found) -> found.group())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** Not so rare that they are typing slips, not so frequent that they say nothing. */
	private static Set<String> telling(Set<String> words, Map<String, Integer> frequencies) {
		return words.stream().filter((word) -> {
			int threads = Objects.requireNonNull(frequencies.getOrDefault(word, 0));
			return threads >= 5 && threads <= 100;
		}).collect(Collectors.toCollection(TreeSet::new));
	}

	private String any(Set<String> words) {
		return words.stream().skip(this.random.nextInt(words.size())).findFirst().orElseThrow();
	}

	private static String question(String name) {
		return name.substring("question ".length());
	}

	private static Question ask(String text, String right) {
		return new Question(text, "", Set.of(right), null);
	}

	private static <T> List<T> some(List<T> all) {
		List<T> shuffled = new ArrayList<>(all);
		Collections.shuffle(shuffled, new Random(7));
		return shuffled.subList(0, Math.min(MOST, shuffled.size()));
	}

}
