package dev.roundtable.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Closes the embedded database's file, which holds password hashes and internal notes, to
 * the other users of the machine.
 */
@Component
class PrivateDatabaseFile {

	private static final Logger log = LoggerFactory.getLogger(PrivateDatabaseFile.class);

	private final String url;

	PrivateDatabaseFile(@Value("${spring.datasource.url}") String url) {
		this.url = url;
	}

	@EventListener(ApplicationStartedEvent.class)
	void close() {
		Path path = EmbeddedUrl.isEmbedded(this.url) ? EmbeddedUrl.file(this.url) : null;
		if (path == null || !Files.exists(path)
				|| !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			return;
		}
		try {
			Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
		}
		catch (IOException ex) {
			log.warn("Other users of this machine may read {}: {}", path, ex.getMessage());
		}
	}

}
