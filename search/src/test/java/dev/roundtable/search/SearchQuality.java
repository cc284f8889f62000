package dev.roundtable.search;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.roundtable.search.node.LocalElasticsearch;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Measures how well and how fast real questions find their answers. Not a test: run it
 * with the distribution, a folder for the node, a folder with {@code zh-passages.jsonl},
 * {@code zh-passage-queries.tsv} and threads as {@code *.ndjson}.
 */
final class SearchQuality {

	private static final int BATCH = 500;

	private final SearchIndex index;

	private final Path input;

	private SearchQuality(SearchIndex index, Path input) {
		this.index = index;
		this.input = input;
	}

	public static void main(String... args) throws IOException {
		LocalElasticsearch.Settings settings = new LocalElasticsearch.Settings(Path.of(args[0]), Path.of(args[1]));
		Instant begin = Instant.now();
		try (LocalElasticsearch node = LocalElasticsearch.start(settings);
				SearchIndex index = ElasticsearchIndex.onLocalNode(node)) {
			TestNode.awaitReady(index);
			print("ready after %d ms%n", Duration.between(begin, Instant.now()).toMillis());
			SearchQuality quality = new SearchQuality(index, Path.of(args[2]));
			quality.passages();
			quality.threads();
		}
	}

	private void passages() throws IOException {
		List<IndexChange> changes = new ArrayList<>();
		Map<String, DocumentKey> keys = new HashMap<>();
		for (String line : Files.readAllLines(this.input.resolve("zh-passages.jsonl"))) {
			JsonObject passage = object(line);
			DocumentKey key = new DocumentKey(DocumentKey.Type.POST, keys.size() + 1);
			keys.put(passage.getString("id"), key);
			changes.add(put(key, passage.getString("title"), passage.getString("body"), "passages", List.of()));
		}
		apply(changes);
		List<String[]> questions = Files.readAllLines(this.input.resolve("zh-passage-queries.tsv"))
			.stream()
			.skip(1)
			.map((line) -> line.split("\t", 2))
			.toList();
		measure("passages",
				questions.stream()
					.map((question) -> new Question(question[0], Objects.requireNonNull(keys.get(question[1])), null,
							"passages"))
					.toList());
	}

	/** A duplicate's title should find the thread it is a duplicate of. */
	private void threads() throws IOException {
		List<IndexChange> changes = new ArrayList<>();
		List<Question> questions = new ArrayList<>();
		Map<String, Long> numbers = new HashMap<>();
		List<Path> files;
		try (Stream<Path> listed = Files.list(this.input)) {
			files = listed.filter((file) -> file.toString().endsWith(".ndjson")).sorted().toList();
		}
		long reply = 1_000_000;
		for (Path file : files) {
			for (String line : Files.readAllLines(file)) {
				JsonObject topic = object(line);
				String name = topic.getString("source") + topic.getString("id");
				long number = numbers.computeIfAbsent(name, (any) -> 10_000L + numbers.size());
				DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, number);
				String board = topic.getString("source");
				if (topic.containsKey("duplicate_of") && !topic.isNull("duplicate_of")) {
					long original = numbers.computeIfAbsent(board + topic.getString("duplicate_of"),
							(any) -> 10_000L + numbers.size());
					questions.add(new Question(topic.getString("title"),
							new DocumentKey(DocumentKey.Type.TOPIC, original), key, "threads"));
				}
				changes.add(
						put(key, topic.getString("title"), topic.getString("body"), "threads", topic.containsKey("tags")
								? topic.getJsonArray("tags").getValuesAs(JsonValue::toString) : List.of()));
				for (JsonValue answer : topic.getJsonArray("replies")) {
					changes.add(put(new DocumentKey(DocumentKey.Type.POST, reply++), "",
							answer.asJsonObject().getString("body"), "replies", List.of()));
				}
			}
		}
		apply(changes);
		measure("duplicates", questions);
	}

	private void apply(List<IndexChange> changes) {
		Instant begin = Instant.now();
		for (int i = 0; i < changes.size(); i += BATCH) {
			Map<DocumentKey, String> refused = this.index
				.apply(changes.subList(i, Math.min(i + BATCH, changes.size())));
			refused.forEach((key, reason) -> print("refused %s: %s%n", key, reason));
		}
		double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
		this.index.refresh();
		print("%d documents in %.1f s, %.0f/s; the index holds %d%n", changes.size(), seconds, changes.size() / seconds,
				this.index.count());
	}

	private void measure(String name, List<Question> questions) {
		double first = 0;
		double ten = 0;
		double reciprocal = 0;
		double found = 0;
		double total = 0;
		Instant begin = Instant.now();
		for (Question question : questions) {
			SearchHits hits = this.index.search(new SearchQuery(question.text(), Set.of(), question.board(), null, null,
					Set.of("everyone"), null, 11));
			List<DocumentKey> keys = new ArrayList<>(hits.keys());
			keys.remove(question.asker());
			int at = keys.indexOf(question.answer());
			first += (at == 0) ? 1 : 0;
			ten += (at >= 0 && at < 10) ? 1 : 0;
			reciprocal += (at >= 0 && at < 10) ? 1.0 / (at + 1) : 0;
			found += keys.isEmpty() ? 0 : 1;
			total += hits.total();
		}
		double millis = Duration.between(begin, Instant.now()).toMillis();
		int all = questions.size();
		print("%s: %d queries, recall@1 %.4f, recall@10 %.4f, MRR %.4f, answered %.3f, mean hits %.0f, %.1f ms a query%n",
				name, all, first / all, ten / all, reciprocal / all, found / all, total / all, millis / all);
	}

	private static IndexChange put(DocumentKey key, String title, String body, String board, List<String> tags) {
		return new IndexChange.Put(new SearchDocument(key, 1, title, body, tags, board, null, null, Instant.EPOCH,
				"everyone", "everyone"));
	}

	private static JsonObject object(String line) {
		try (Reader text = new StringReader(line); var reader = Json.createReader(text)) {
			return reader.readObject();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void print(String format, Object... values) {
		System.out.printf(format, values);
	}

	/**
	 * @param asker the document that the question was taken from, if it is in the index
	 */
	private record Question(String text, DocumentKey answer, @Nullable DocumentKey asker, String board) {
	}

}
