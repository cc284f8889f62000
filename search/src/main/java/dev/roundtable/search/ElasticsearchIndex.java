package dev.roundtable.search;

import java.net.URI;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import dev.roundtable.search.SearchGate.Asking;
import org.jspecify.annotations.Nullable;

/** The index in Elasticsearch. */
public final class ElasticsearchIndex implements SearchIndex {

	private final Engine engine;

	private final IndexWriter writer;

	private final Ranking ranking;

	private final SearchGate gate;

	private ElasticsearchIndex(Engine engine, Ranking ranking, SearchLimits limits) {
		this.engine = engine;
		this.gate = new SearchGate(engine, limits);
		this.writer = new IndexWriter(engine);
		this.ranking = ranking;
	}

	/** On a cluster, which may be out of reach for now. */
	public static ElasticsearchIndex onCluster(List<URI> uris, @Nullable String username, @Nullable String password,
			Ranking ranking, SearchLimits limits) {
		Credentials credentials = (username != null && password != null) ? new Credentials(username, password) : null;
		List<URI> addresses = List.copyOf(uris);
		return new ElasticsearchIndex(new Engine(null, () -> addresses, credentials, limits), ranking, limits);
	}

	/** On the private node, which stays the caller's to close. */
	public static ElasticsearchIndex onLocalNode(SearchNode node, Ranking ranking) {
		return onLocalNode(node, ranking, SearchLimits.USUAL);
	}

	/** On the private node, which stays the caller's to close. */
	public static ElasticsearchIndex onLocalNode(SearchNode node, Ranking ranking, SearchLimits limits) {
		return new ElasticsearchIndex(new Engine(node, () -> {
			URI uri = node.uri();
			return (uri != null) ? List.of(uri) : List.of();
		}, null, limits), ranking, limits);
	}

	@Override
	public State state() {
		return this.engine.state();
	}

	@Override
	public Map<DocumentKey, Refusal> apply(List<IndexChange> changes) {
		Map<DocumentKey, Refusal> refused = new HashMap<>();
		boolean rebuilding = rebuilding() != null;
		if (rebuilding) {
			refused.putAll(this.writer.write(IndexDefinition.REBUILT, changes));
		}
		if (this.engine.isCurrent()) {
			refused.putAll(this.writer.write(IndexDefinition.ALIAS, changes));
		}
		else if (!rebuilding) {
			throw new SearchUnavailable("The index is outdated and is not being made anew yet");
		}
		return refused;
	}

	@Override
	public Set<Trouble> troubles() {
		Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
		if (this.engine.isReadOnly()) {
			troubles.add(Trouble.READ_ONLY);
		}
		if (this.gate.isBusy()) {
			troubles.add(Trouble.BUSY);
		}
		return troubles;
	}

	@Override
	public <T> T together(Supplier<T> searches) {
		return this.gate.together(searches);
	}

	@Override
	public SearchHits search(SearchQuery query) {
		return this.gate.pass((asking) -> search(query, asking));
	}

	private SearchHits search(SearchQuery query, Asking asking) {
		Cursor cursor = (query.cursor() != null) ? Cursor.parse(query.cursor()) : null;
		boolean strict = cursor == null || !cursor.loosened();
		SearchHits hits = search(query, cursor, strict, asking);
		if (strict && cursor == null && hits.hits().size() < fewest(query)) {
			hits = search(query, null, false, asking);
		}
		BestFloors floors = BestFloors.of(query, hits);
		return (floors != null) ? onFloors(floors, asking) : hits;
	}

	/** What was found is worth showing without them. */
	private static SearchHits onFloors(BestFloors floors, Asking asking) {
		try {
			return floors.hits(asking.ask(floors.request()));
		}
		catch (SearchUnavailable late) {
			return floors.page();
		}
	}

	private static int fewest(SearchQuery query) {
		return Math.min(TextQuery.of(query.text(), TextFields.THREAD).fewest(), query.size());
	}

	private SearchHits search(SearchQuery query, @Nullable Cursor cursor, boolean strict, Asking asking) {
		SearchPlan plan = SearchPlan.of(query, this.ranking, strict);
		return (plan != null) ? plan.hits(asking.ask(plan.request(cursor))) : SearchHits.NONE;
	}

	@Override
	public SearchHits similar(SimilarQuery query) {
		SearchRequest request = SimilarPlan.of(query, this.ranking);
		if (request == null) {
			return SearchHits.NONE;
		}
		List<SearchHits.Hit> hits = ask(request).hits()
			.hits()
			.stream()
			.map((hit) -> new SearchHits.Hit(DocumentKey.parse(String.valueOf(hit.id())), null, 0))
			.toList();
		return new SearchHits(hits.size(), hits, null, false, Map.of());
	}

	@Override
	public List<DocumentKey> titles(String typed, Set<String> audiences, int size) {
		SearchRequest request = TitlePlan.of(typed, audiences, size);
		if (request == null) {
			return List.of();
		}
		return ask(request).hits().hits().stream().map((hit) -> DocumentKey.parse(String.valueOf(hit.id()))).toList();
	}

	@Override
	public List<Slip> slips(String typed, Set<String> audiences) {
		SlipPlan plan = SlipPlan.of(typed, audiences);
		return (plan != null) ? this.gate.pass((asking) -> slips(plan, asking)) : List.of();
	}

	private static List<Slip> slips(SlipPlan plan, Asking asking) {
		Map<String, List<String>> near = plan.near(asking.ask(plan.near()));
		return near.isEmpty() ? List.of() : plan.slips(near, asking.ask(plan.places(near)));
	}

	private SearchResponse<Void> ask(SearchRequest request) {
		return this.gate.pass((asking) -> asking.ask(request));
	}

	@Override
	public String beginRebuild() {
		return this.engine.call((connection) -> IndexDefinition.begin(connection.patientClient()));
	}

	@Override
	public @Nullable String rebuilding() {
		return this.engine.call((connection) -> IndexDefinition.rebuilding(connection.patientClient())).orElse(null);
	}

	@Override
	public Map<DocumentKey, Refusal> applyToRebuilt(List<IndexChange> changes) {
		return this.writer.write(IndexDefinition.REBUILT, changes);
	}

	@Override
	public void finishRebuild(String name) {
		this.engine.call((connection) -> {
			IndexDefinition.finish(connection.patientClient(), name);
			return true;
		});
		// what it knew of the index is of the old one
		this.engine.forgetConnection();
	}

	@Override
	public boolean isUnfilled() {
		return this.engine.call((connection) -> IndexDefinition.isUnfilled(connection.client()));
	}

	@Override
	public void filled() {
		this.engine.call((connection) -> {
			IndexDefinition.filled(connection.client());
			return true;
		});
	}

	@Override
	public void refresh() {
		this.engine.call((connection) -> connection.patientClient()
			.indices()
			.refresh((refresh) -> refresh.index(IndexDefinition.ALIAS)));
	}

	@Override
	public long count() {
		return this.engine
			.call((connection) -> connection.client().count((count) -> count.index(IndexDefinition.ALIAS)))
			.count();
	}

	@Override
	public void close() {
		this.engine.close();
	}

}
