package dev.roundtable.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.roundtable.search.node.LocalElasticsearch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LocalElasticsearchIT {

	@Test
	void a_killed_parent_leaves_no_node_behind_and_the_next_start_has_everything() throws Exception {
		Path data = TestNode.freshFolder("killed").toAbsolutePath();
		Process parent = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), "-Delasticsearch.home=" + TestNode.HOME,
				NodeKeeper.class.getName(), TestNode.HOME.toString(), data.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		assertThat(parent.inputReader().lines().anyMatch("ready"::equals)).isTrue();
		List<ProcessHandle> family = parent.descendants().toList();
		assertThat(family).hasSizeGreaterThanOrEqualTo(3);
		parent.destroyForcibly().waitFor();
		Awaitility.await()
			.atMost(Duration.ofSeconds(40))
			.until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
		try (LocalElasticsearch node = LocalElasticsearch.start(new LocalElasticsearch.Settings(TestNode.HOME, data));
				SearchIndex index = ElasticsearchIndex.onLocalNode(node, Ranking.WORDS_ALONE)) {
			TestNode.awaitReady(index);
			assertThat(TestNode.find(index, "survivor")).containsExactly("topic-1");
			aNodeThatDiesIsStartedAgain(index, data);
			assertThatIllegalStateException()
				.isThrownBy(() -> LocalElasticsearch.start(new LocalElasticsearch.Settings(TestNode.HOME, data)))
				.withMessageContaining("Another Roundtable");
		}
		assertThat(data.resolve("tmp/node.pid")).doesNotExist();
	}

	private static void aNodeThatDiesIsStartedAgain(SearchIndex index, Path data) throws IOException {
		long pid = Long.parseLong(Files.readString(data.resolve("tmp/node.pid")).strip());
		ProcessHandle.of(pid).orElseThrow().destroyForcibly();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> index.state() == SearchIndex.State.UNAVAILABLE);
		assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> TestNode.find(index, "survivor"));
		TestNode.awaitReady(index);
		assertThat(TestNode.find(index, "survivor")).containsExactly("topic-1");
	}

	@Test
	void a_missing_distribution_is_named(@TempDir Path folder) {
		assertThatIllegalStateException()
			.isThrownBy(() -> LocalElasticsearch
				.start(new LocalElasticsearch.Settings(folder.resolve("nowhere"), folder.resolve("data"))))
			.withMessageContaining("nowhere");
	}

}
