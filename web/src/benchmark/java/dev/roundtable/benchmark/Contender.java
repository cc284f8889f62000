package dev.roundtable.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.roundtable.journeys.ServerProcess;
import dev.roundtable.search.node.LocalElasticsearch;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/** One packed application on its own copy of the data. */
final class Contender implements AutoCloseable {

	private static final String PASSWORD = "seventeen grey herons at dusk";

	private final ServerProcess server;

	private final Material material;

	private final @Nullable LocalElasticsearch engine;

	private Contender(ServerProcess server, Material material, @Nullable LocalElasticsearch engine) {
		this.server = server;
		this.material = material;
		this.engine = engine;
	}

	/**
	 * The engine is started here and not by the application, so that it can be asked
	 * itself.
	 * @param elasticsearch null to do without search
	 */
	static Contender start(Path jar, Path data, Path folder, @Nullable Path elasticsearch)
			throws IOException, InterruptedException {
		Path copy = copy(data, folder.resolve("data")).toAbsolutePath();
		LocalElasticsearch engine = (elasticsearch != null) ? LocalElasticsearch
			.start(new LocalElasticsearch.Settings(elasticsearch, copy.resolve("elasticsearch"))) : null;
		try {
			return start(jar, copy, folder, engine);
		}
		catch (IOException | RuntimeException ex) {
			if (engine != null) {
				engine.close();
			}
			throw ex;
		}
	}

	private static Contender start(Path jar, Path data, Path folder, @Nullable LocalElasticsearch engine)
			throws IOException, InterruptedException {
		List<String> settings = new ArrayList<>(List.of(
				"--spring.datasource.url=jdbc:h2:file:" + data.resolve("roundtable")
						+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0",
				(engine != null) ? "--spring.elasticsearch.uris=" + awaitAnswer(engine)
						: "--roundtable.elasticsearch.enabled=false"));
		// Whoever measures is no attacker. A jar that knows no such limit ignores it.
		settings.add("--roundtable.limits.enabled=false");
		settings.addAll(List.of(System.getProperty("benchmark.settings", "").split(" ")));
		settings.removeIf(String::isEmpty);
		String name = "bench" + Long.toString(System.currentTimeMillis(), 36);
		long begin = System.nanoTime();
		ServerProcess server = ServerProcess.start(jar, folder.resolve("server"), name, PASSWORD,
				settings.toArray(String[]::new));
		System.out.printf("%s answers after %.1f s%n", jar.getFileName(), (System.nanoTime() - begin) / 1e9);
		try {
			if (engine != null) {
				Filling.await(awaitAnswer(engine));
			}
			return new Contender(server, Material.of(server.url(), name, PASSWORD), engine);
		}
		catch (IOException | RuntimeException ex) {
			server.close();
			throw ex;
		}
	}

	/** We write replies while we measure: the data itself stays as it is. */
	private static Path copy(Path data, Path to) throws IOException {
		FileSystemUtils.deleteRecursively(to);
		Files.createDirectories(to);
		if (Files.isDirectory(data)) {
			FileSystemUtils.copyRecursively(data, to);
		}
		return to;
	}

	private static URI awaitAnswer(LocalElasticsearch engine) {
		return await().atMost(Duration.ofMinutes(2)).until(engine::uri, Objects::nonNull);
	}

	Material material() {
		return this.material;
	}

	Result run(Scenario scenario, Duration time) throws IOException {
		Duration before = this.server.cpu();
		Result result = new Clients(addressOf(address(scenario)), scenario.status(),
				() -> this.material.request(scenario))
			.run(scenario.clients(), time);
		result.cost(this.server.cpu().minus(before));
		return result;
	}

	private String address(Scenario scenario) {
		return (scenario == Scenario.SEARCH_ENGINE && this.engine != null) ? awaitAnswer(this.engine).toString()
				: this.server.url();
	}

	String url() {
		return this.server.url();
	}

	static InetSocketAddress addressOf(String url) {
		URI site = URI.create(url);
		return new InetSocketAddress(Objects.requireNonNull(site.getHost()), site.getPort());
	}

	long megabytes() throws IOException {
		return this.server.megabytes();
	}

	@Override
	public void close() {
		this.server.close();
		if (this.engine != null) {
			this.engine.close();
		}
	}

}
