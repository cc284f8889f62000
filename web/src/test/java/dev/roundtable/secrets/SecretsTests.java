package dev.roundtable.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.roundtable.database.EmbeddedUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SecretsTests {

	private static final String TOKEN = "ghp_密钥🔑";

	@TempDir
	private Path folder;

	private String database() {
		return EmbeddedUrl.of(this.folder.resolve("roundtable"));
	}

	private Secrets secrets(String key) {
		return new Secrets(new SecretsSettings(key, ""), database());
	}

	private Path file() {
		return this.folder.resolve("secrets.key");
	}

	@Test
	void what_was_sealed_is_opened_also_after_a_restart() {
		String sealed = secrets("").seal("tracker 1", TOKEN);
		assertThat(sealed).doesNotContain("ghp").isPrintable();
		assertThat(secrets("").open("tracker 1", sealed)).isEqualTo(TOKEN);
	}

	@Test
	void the_same_secret_never_looks_the_same() {
		Secrets secrets = secrets("");
		assertThat(secrets.seal("tracker 1", TOKEN)).isNotEqualTo(secrets.seal("tracker 1", TOKEN));
	}

	@Test
	void a_secret_of_one_is_not_opened_for_another() {
		Secrets secrets = secrets("");
		String sealed = secrets.seal("tracker 1", TOKEN);
		assertThatExceptionOfType(SecretUnreadable.class).isThrownBy(() -> secrets.open("tracker 2", sealed));
		assertThatExceptionOfType(SecretUnreadable.class).isThrownBy(() -> secrets.open("tracker", sealed));
	}

	@Test
	void what_was_changed_is_not_opened() {
		Secrets secrets = secrets("");
		byte[] bytes = Base64.getDecoder().decode(secrets.seal("tracker 1", TOKEN));
		bytes[bytes.length - 1] ^= 1;
		for (String spoilt : new String[] { Base64.getEncoder().encodeToString(bytes), "", "AAAA", "no base64 ]" }) {
			assertThatExceptionOfType(SecretUnreadable.class).as(spoilt)
				.isThrownBy(() -> secrets.open("tracker 1", spoilt));
		}
	}

	@Test
	void a_node_with_another_key_opens_nothing() {
		String sealed = secrets("").seal("tracker 1", TOKEN);
		String other = Base64.getEncoder().encodeToString(new byte[SecretsKey.BYTES]);
		assertThatExceptionOfType(SecretUnreadable.class).isThrownBy(() -> secrets(other).open("tracker 1", sealed));
	}

	@Test
	void a_site_without_secrets_has_no_key_and_one_with_them_closes_it_to_others() throws IOException {
		Secrets secrets = secrets("");
		assertThat(file()).doesNotExist();
		secrets.seal("tracker 1", TOKEN);
		assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
		try (var all = Files.list(this.folder)) {
			assertThat(all).containsExactly(file());
		}
	}

	@Test
	void nodes_that_start_at_once_make_one_key() throws Exception {
		int nodes = 8;
		CyclicBarrier together = new CyclicBarrier(nodes);
		Set<String> keys = new ConcurrentSkipListSet<>();
		try (ExecutorService each = Executors.newFixedThreadPool(nodes)) {
			Callable<Boolean> node = () -> {
				together.await();
				return keys
					.add(Base64.getEncoder().encodeToString(SecretsKey.of(new SecretsSettings("", ""), database())));
			};
			for (var one : each.invokeAll(IntStream.range(0, nodes).mapToObj((_) -> node).toList())) {
				one.get();
			}
		}
		assertThat(keys).hasSize(1);
	}

	@Test
	void what_is_no_key_is_said_and_not_shown() throws IOException {
		assertThatIllegalStateException().isThrownBy(() -> secrets("c2hvcnQ=").seal("tracker 1", TOKEN))
			.withMessageContaining("roundtable.secrets.key")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("c2hvcnQ="));
		Files.writeString(file(), "half a k");
		assertThatIllegalStateException().isThrownBy(() -> secrets("").seal("tracker 1", TOKEN))
			.withMessageContaining("secrets.key is no key")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("half a k"));
	}

}
