package dev.roundtable.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import dev.roundtable.RoundtableApplication;
import dev.roundtable.database.EmbeddedUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;

/** The databases that Roundtable supports, each with an application of its own on top. */
enum Database {

	H2 {
		@Override
		String[] settings() throws IOException {
			return new String[] { "--spring.datasource.url=" + EmbeddedUrl.of(folder().resolve("roundtable")) };
		}
	},

	POSTGRESQL {
		@Override
		@SuppressWarnings("resource") // its own shutdown hook stops it
		String[] settings() throws IOException {
			if (isRoot() && !LinuxUtils.isUnshareAvailable()) {
				throw new IOException("PostgreSQL refuses to run as root, and this machine allows no user namespace "
						+ "to run it in (unshare -U): run the tests as another user");
			}
			EmbeddedPostgres server = EmbeddedPostgres.builder()
				.setOverrideWorkingDirectory(folder().resolve("postgres").toFile())
				.setServerConfig("fsync", "off")
				.start();
			Path beside = folder();
			return new String[] { "--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
					"--spring.datasource.username=postgres", "--roundtable.files.folder=" + beside,
					"--roundtable.secrets.file=" + beside.resolve("secrets.key") };
		}
	};

	private @Nullable ApplicationContext application;

	abstract String[] settings() throws IOException;

	/** Started when it is first asked for, shared by all tests of this run. */
	synchronized ApplicationContext application() {
		ApplicationContext started = this.application;
		if (started == null) {
			try {
				started = new SpringApplicationBuilder(RoundtableApplication.class)
					.run(Stream.concat(Arrays.stream(settings()),
							Stream.of("--server.port=0", "--roundtable.elasticsearch.enabled=false",
									// What trackers are asked, a test asks.
									"--roundtable.trackers.every=1h"))
						.toArray(String[]::new));
				this.application = started;
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The store tests need " + this, ex);
			}
		}
		return started;
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	private static Path folder() throws IOException {
		return Files.createTempDirectory("roundtable-stores-");
	}

}
