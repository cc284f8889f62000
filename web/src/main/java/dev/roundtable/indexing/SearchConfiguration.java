package dev.roundtable.indexing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.roundtable.limits.Network;
import dev.roundtable.search.ElasticsearchIndex;
import dev.roundtable.search.Ranking;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchLimits;
import dev.roundtable.search.node.LocalElasticsearch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * Which engine searches: the configured cluster, else a private node where its
 * distribution is found, else none.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ SearchConfiguration.Cluster.class, SearchConfiguration.Local.class,
		SearchConfiguration.Weights.class, SearchConfiguration.Protection.class })
class SearchConfiguration {

	private static final Logger log = LoggerFactory.getLogger(SearchConfiguration.class);

	private @Nullable LocalElasticsearch node;

	private boolean started;

	@Bean(destroyMethod = "close")
	SearchIndex searchIndex(Cluster cluster, Local local, Weights weights, Protection protection) {
		SearchLimits limits = new SearchLimits(protection.atOnce(), protection.longest(), protection.ofOneNetwork(),
				Network::ofRequest);
		if (!cluster.uris().isEmpty()) {
			return ElasticsearchIndex.onCluster(cluster.uris(), cluster.username(), cluster.password(),
					weights.ranking(), limits);
		}
		Optional<Path> home = local.enabled() ? home(local) : Optional.empty();
		if (home.isEmpty()) {
			log.warn("Search is off: no cluster is configured (spring.elasticsearch.uris) and no Elasticsearch "
					+ "distribution was found (roundtable.elasticsearch.home). Everything else works.");
			return SearchIndex.off();
		}
		LocalElasticsearch prepared = LocalElasticsearch.prepare(new LocalElasticsearch.Settings(
				home.get().toAbsolutePath().normalize(), local.data().toAbsolutePath().normalize(),
				Path.of(System.getProperty("java.home")), local.heapMegabytes()));
		this.node = prepared;
		if (this.started) {
			prepared.begin();
		}
		return ElasticsearchIndex.onLocalNode(prepared, weights.ranking(), limits);
	}

	/** The node takes both processors for seconds: pages come first. */
	@EventListener(ApplicationStartedEvent.class)
	void startNode() {
		this.started = true;
		LocalElasticsearch prepared = this.node;
		if (prepared != null) {
			prepared.begin();
		}
	}

	/**
	 * The configured one, else where the build unpacks it, seen from the folder or from
	 * the jar.
	 */
	private static Optional<Path> home(Local local) {
		if (local.home() != null) {
			return Optional.of(local.home());
		}
		Path jar = new ApplicationHome(SearchConfiguration.class).getDir().toPath();
		return Stream.of(Path.of("search/target"), jar.resolve("../../search/target"), jar.resolve("elasticsearch"))
			.filter(Files::isDirectory)
			.flatMap(SearchConfiguration::distributions)
			.findFirst();
	}

	private static Stream<Path> distributions(Path folder) {
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.filter((entry) -> Files.isRegularFile(entry.resolve("bin/elasticsearch"))).toList().stream();
		}
		catch (IOException unreadable) {
			return Stream.empty();
		}
	}

	/**
	 * @param uris of the cluster; empty starts a private node
	 */
	@ConfigurationProperties("spring.elasticsearch")
	record Cluster(@DefaultValue List<URI> uris, @Nullable String username, @Nullable String password) {
	}

	/**
	 * @param home the unpacked distribution, null to look where the build unpacks it
	 * @param data the node's own folder
	 */
	@ConfigurationProperties("roundtable.elasticsearch")
	record Local(@DefaultValue("true") boolean enabled, @Nullable Path home,
			@DefaultValue("data/elasticsearch") Path data, @DefaultValue("512") int heapMegabytes) {
	}

	/**
	 * What keeps searches from taking the whole site, see {@link SearchLimits}.
	 */
	@ConfigurationProperties("roundtable.search")
	record Protection(@DefaultValue("24") int atOnce, @DefaultValue("3s") Duration longest,
			@DefaultValue("8") int ofOneNetwork) {
	}

	/**
	 * What lifts a hit beside its words, see {@link Ranking}; 0 switches a signal off.
	 */
	@ConfigurationProperties("roundtable.search.ranking")
	record Weights(@DefaultValue("0.1") double people, @DefaultValue("0.1") double staff,
			@DefaultValue("0.1") double accepted, @DefaultValue("0.1") double recent) {

		Ranking ranking() {
			return new Ranking(people(), staff(), accepted(), recent());
		}

	}

}
