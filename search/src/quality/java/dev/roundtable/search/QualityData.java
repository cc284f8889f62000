package dev.roundtable.search;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * Real texts in the formats of the import, of {@code zh-passages} and of
 * {@code zh-question-pairs}, as things that can be found.
 *
 * @param documents by their names
 * @param pairs of questions that mean the same
 * @param questions with the passages that answer them
 * @param duplicates with their originals
 */
record QualityData(Map<String, Item> documents, List<Pair> pairs, List<Pair> questions, List<Pair> duplicates) {

	/**
	 * @param floors texts after the first
	 * @param people who wrote in it
	 */
	record Item(String name, String board, String title, String body, List<String> floors, int people,
			Instant created) {

		Item untitled() {
			return new Item(this.name, this.board, "", this.body, this.floors, this.people, this.created);
		}

	}

	/** A question or a document's name, and the name of the document that is right. */
	record Pair(String asks, String right) {
	}

	static QualityData read(Path folder) throws IOException {
		QualityData data = new QualityData(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>(),
				new ArrayList<>());
		data.readPassages(folder);
		data.readPairs(folder);
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.filter((one) -> one.toString().endsWith(".ndjson")).sorted().toList()) {
				data.readThreads(file);
			}
		}
		data.duplicates.removeIf((pair) -> !data.documents.containsKey(pair.right())
				|| !data.document(pair.right()).created().isBefore(data.document(pair.asks()).created()));
		return data;
	}

	Item document(String name) {
		Item item = this.documents.get(name);
		if (item == null) {
			throw new IllegalArgumentException("There is no " + name);
		}
		return item;
	}

	private void readPassages(Path folder) throws IOException {
		for (String line : Files.readAllLines(folder.resolve("zh-passages.jsonl"))) {
			JsonObject passage = object(line);
			String name = "passage " + passage.getString("id");
			this.documents.put(name, new Item(name, "passages", passage.getString("title"), passage.getString("body"),
					List.of(), 1, Instant.EPOCH));
		}
		for (String[] row : rows(folder.resolve("zh-passage-queries.tsv"))) {
			this.questions.add(new Pair(row[0], "passage " + row[1]));
		}
	}

	private void readPairs(Path folder) throws IOException {
		for (String[] row : rows(folder.resolve("zh-question-pairs.tsv"))) {
			for (String question : List.of(row[0], row[1])) {
				String name = "question " + question;
				this.documents.putIfAbsent(name,
						new Item(name, "questions", question, "", List.of(), 1, Instant.EPOCH));
			}
			if (row[2].equals("1") && !row[0].equals(row[1])) {
				this.pairs.add(new Pair(row[0], "question " + row[1]));
			}
		}
	}

	private void readThreads(Path file) throws IOException {
		for (String line : Files.readAllLines(file)) {
			JsonObject topic = object(line);
			String source = topic.getString("source") + " ";
			String name = source + topic.getString("id");
			Set<String> people = new HashSet<>(Set.of(topic.getString("author")));
			List<String> floors = new ArrayList<>();
			for (JsonValue reply : topic.getJsonArray("replies")) {
				floors.add(reply.asJsonObject().getString("body"));
				people.add(reply.asJsonObject().getString("author"));
			}
			this.documents.put(name,
					new Item(name, topic.getString("source"), topic.getString("title"), topic.getString("body"), floors,
							people.size(), OffsetDateTime.parse(topic.getString("created")).toInstant()));
			if (topic.containsKey("duplicate_of") && !topic.isNull("duplicate_of")) {
				this.duplicates.add(new Pair(name, source + topic.getString("duplicate_of")));
			}
		}
	}

	private static List<String[]> rows(Path file) throws IOException {
		return Files.readAllLines(file).stream().skip(1).map((line) -> line.split("\t")).toList();
	}

	private static JsonObject object(String line) {
		try (var reader = Json.createReader(new StringReader(line))) {
			return reader.readObject();
		}
	}

}
