package dev.roundtable.search;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.util.BinaryData;
import dev.roundtable.search.QualityData.Item;
import dev.roundtable.search.QualitySets.Question;
import dev.roundtable.search.node.LocalElasticsearch;
import jakarta.json.Json;

/**
 * Measures how well real questions find their answers, beside a plain {@code match} on
 * one {@code standard} field of the same node in the same run. It wants the distribution,
 * a folder for nodes and the folder with the data.
 */
final class SearchQuality {

	private static final int BATCH = 500;

	private static final String PLAIN = "plain";

	private static final Set<String> EVERYONE = Set.of("everyone");

	private final ElasticsearchIndex index;

	private final ElasticsearchClient engine;

	private final QualityData data;

	private final Map<String, DocumentKey> keys = new HashMap<>();

	private final Map<DocumentKey, String> names = new HashMap<>();

	private SearchQuality(ElasticsearchIndex index, ElasticsearchClient engine, QualityData data) {
		this.index = index;
		this.engine = engine;
		this.data = data;
	}

	public static void main(String... args) throws IOException {
		// a fresh one each time, since what is there is measured along
		LocalElasticsearch.Settings settings = new LocalElasticsearch.Settings(Path.of(args[0]),
				Path.of(args[1], String.valueOf(System.currentTimeMillis())));
		try (LocalElasticsearch node = LocalElasticsearch.start(settings);
				ElasticsearchIndex index = ElasticsearchIndex.onLocalNode(node, Ranking.MEASURED)) {
			TestNode.awaitReady(index);
			Connection connection = Connection.to(List.of(Objects.requireNonNull(node.uri())), null);
			try {
				new SearchQuality(index, connection.patientClient(), QualityData.read(Path.of(args[2]))).run();
			}
			finally {
				connection.close();
			}
		}
	}

	private void run() throws IOException {
		prepare();
		QualitySets sets = new QualitySets(this.data);
		print("%-28s %6s  %-28s %-28s %s%n", "set", "asked", "MRR@10 R@5 R@10 nDCG@10", "plain", "ms a query");
		measure("passages", sets.passages(), this::search);
		measure("passages, other script", sets.traditional(), this::search);
		measure("paraphrased questions", sets.paraphrases(), this::search);
		measure("two keywords", sets.keywords(), this::search);
		measure("words on two floors", sets.floors(), this::search);
		measure("duplicates by title", sets.duplicates(0), this::search);
		measure("duplicates, 200 characters", sets.duplicates(200), this::search);
		measure("similar, by title", sets.duplicates(0), this::similar);
		measure("similar, title and body", sets.duplicates(20_000), this::similar);
		List<Question> titles = sets.titles();
		put(titles.stream()
			.flatMap((title) -> title.right().stream())
			.map(this.data::document)
			.map(Item::untitled)
			.toList(), 2);
		measure("title to thread", titles, this::search);
	}

	private void prepare() throws IOException {
		this.engine.indices().create((create) -> create.index(PLAIN).withJson(new StringReader("""
				{ "settings": { "number_of_replicas": 0 },
				  "mappings": { "properties": { "text": { "type": "text", "analyzer": "standard" },
				    "created": { "type": "date", "format": "epoch_millis" } } } }
				""")));
		for (String name : this.data.documents().keySet()) {
			DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, this.keys.size() + 1L);
			this.keys.put(name, key);
			this.names.put(key, name);
		}
		Instant begin = Instant.now();
		put(List.copyOf(this.data.documents().values()), 1);
		print("%d documents in %.1f s, both indices%n", this.keys.size(),
				Duration.between(begin, Instant.now()).toMillis() / 1000.0);
	}

	private void put(List<Item> items, long version) throws IOException {
		for (int i = 0; i < items.size(); i += BATCH) {
			List<IndexChange> changes = new ArrayList<>();
			List<BulkOperation> plain = new ArrayList<>();
			for (Item item : items.subList(i, Math.min(i + BATCH, items.size()))) {
				changes.add(new IndexChange.Put(document(item, version)));
				String text = item.title() + "\n" + item.body() + "\n" + String.join("\n", item.floors());
				plain.add(BulkOperation
					.of((one) -> one.index((put) -> put.id(key(item.name()).toString()).document(plain(item, text)))));
			}
			this.index.apply(changes);
			this.engine.bulk((bulk) -> bulk.index(PLAIN).operations(plain));
		}
		this.index.refresh();
		this.engine.indices().refresh((refresh) -> refresh.index(PLAIN));
	}

	private static BinaryData plain(Item item, String text) {
		String json = Json.createObjectBuilder()
			.add("text", text)
			.add("created", item.created().toEpochMilli())
			.build()
			.toString();
		return BinaryData.of(json.getBytes(StandardCharsets.UTF_8), "application/json");
	}

	private SearchDocument document(Item item, long version) {
		DocumentKey key = key(item.name());
		SearchDocument.Facts facts = new SearchDocument.Facts(item.board(), null, null, List.of(), null, Set.of(),
				item.people(), null, false);
		return new SearchDocument(key, version, key, item.title(), item.body(), item.floors(), facts, item.created(),
				"everyone", "everyone");
	}

	private DocumentKey key(String name) {
		return Objects.requireNonNull(this.keys.get(name));
	}

	private List<DocumentKey> search(Question question) {
		return this.index
			.search(new SearchQuery(text(question), List.of(), SearchQuery.Scope.TOPICS, before(question),
					SearchQuery.Sort.RELEVANCE, EVERYONE, null, 11, false))
			.keys();
	}

	private List<DocumentKey> similar(Question question) {
		return this.index
			.similar(new SimilarQuery(question.text(), question.body(), SearchQuery.Scope.TOPICS, null, EVERYONE, 100))
			.keys()
			.stream()
			.filter((key) -> isEarlier(key, question))
			.toList();
	}

	private boolean isEarlier(DocumentKey key, Question question) {
		return question.asker() == null || this.data.document(Objects.requireNonNull(this.names.get(key)))
			.created()
			.isBefore(question.asker().created());
	}

	/** Only what was there when it was asked: a report among all earlier ones. */
	private static List<Condition> before(Question question) {
		Item asker = question.asker();
		return (asker != null && asker.created().isAfter(Instant.EPOCH))
				? List.of(Condition.Is.of(Field.BOARD, asker.board()),
						new Condition.Between(Field.CREATED, null, String.valueOf(asker.created().toEpochMilli())))
				: List.of();
	}

	private static String text(Question question) {
		return question.body().isEmpty() ? question.text() : question.text() + " " + question.body();
	}

	private List<DocumentKey> plain(Question question) {
		List<Query> filters = before(question).isEmpty() ? List.of()
				: List.of(Query.of((query) -> query.range((range) -> range.untyped((created) -> created.field("created")
					.lt(co.elastic.clients.json.JsonData
						.of(Objects.requireNonNull(question.asker()).created().toEpochMilli()))))));
		try {
			return this.engine
				.search((search) -> search.index(PLAIN)
					.size(11)
					.source((source) -> source.fetch(false))
					.query((query) -> query.bool((bool) -> bool.filter(filters)
						.must((must) -> must.match((match) -> match.field("text").query(shortened(text(question))))))),
						Void.class)
				.hits()
				.hits()
				.stream()
				.map((hit) -> DocumentKey.parse(String.valueOf(hit.id())))
				.toList();
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static String shortened(String text) {
		return text.substring(0, Math.min(text.length(), 2_000));
	}

	private void measure(String name, List<Question> questions, Function<Question, List<DocumentKey>> ours) {
		Instant begin = Instant.now();
		Figures figures = figures(questions, ours);
		double millis = Duration.between(begin, Instant.now()).toMillis();
		print("%-28s %6d  %-28s %-28s %.1f%n", name, questions.size(), figures, figures(questions, this::plain),
				millis / questions.size());
	}

	private Figures figures(List<Question> questions, Function<Question, List<DocumentKey>> finder) {
		double reciprocal = 0;
		double five = 0;
		double ten = 0;
		double gain = 0;
		for (Question question : questions) {
			List<Integer> ranks = ranks(question, finder.apply(question));
			if (!ranks.isEmpty()) {
				reciprocal += 1.0 / (ranks.getFirst() + 1);
				five += (ranks.getFirst() < 5) ? 1 : 0;
				ten++;
				gain += ranks.stream().mapToDouble(SearchQuality::discount).sum()
						/ java.util.stream.IntStream.range(0, Math.min(10, question.right().size()))
							.mapToDouble(SearchQuality::discount)
							.sum();
			}
		}
		int all = questions.size();
		return new Figures(reciprocal / all, five / all, ten / all, gain / all);
	}

	private List<Integer> ranks(Question question, List<DocumentKey> found) {
		List<String> others = found.stream()
			.map((key) -> Objects.requireNonNull(this.names.get(key)))
			.filter((name) -> question.asker() == null || !name.equals(question.asker().name()))
			.limit(10)
			.toList();
		List<Integer> ranks = new ArrayList<>();
		for (int i = 0; i < others.size(); i++) {
			if (question.right().contains(others.get(i))) {
				ranks.add(i);
			}
		}
		return ranks;
	}

	private static double discount(int rank) {
		return Math.log(2) / Math.log(rank + 2);
	}

	private static void print(String format, Object... values) {
		System.out.printf(format, values);
	}

	private record Figures(double reciprocal, double five, double ten, double gain) {

		@Override
		public String toString() {
			return "%.3f %.3f %.3f %.3f".formatted(this.reciprocal, this.five, this.ten, this.gain);
		}

	}

}
