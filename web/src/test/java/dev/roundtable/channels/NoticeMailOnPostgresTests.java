package dev.roundtable.channels;

import java.io.IOException;

import dev.roundtable.RoundtableTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

class NoticeMailOnPostgresTests extends NoticeMailTests {

	@Override
	@SuppressWarnings("resource") // its own shutdown hook stops it
	String[] database() throws IOException {
		EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setOverrideWorkingDirectory(RoundtableTest.temporary().toFile())
			.setServerConfig("fsync", "off")
			.start();
		return new String[] { "--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
				"--spring.datasource.username=postgres" };
	}

}
