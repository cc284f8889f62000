package dev.roundtable.secrets;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Objects;

import dev.roundtable.database.EmbeddedUrl;

import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * The key of the site, 32 bytes: a setting where there is one, otherwise a file that only
 * the user of this process may read. It is no row of the database, so that a copy of that
 * alone opens nothing.
 */
final class SecretsKey {

	static final int BYTES = 32;

	private SecretsKey() {
	}

	/**
	 * @param database its JDBC address
	 * @throws IllegalStateException when what is set or stands in the file is no key, or
	 * when the file can be neither read nor made
	 */
	static byte[] of(SecretsSettings settings, String database) {
		if (!settings.key().isBlank()) {
			return decoded(settings.key(), "roundtable.secrets.key");
		}
		Path file = settings.file().isBlank()
				? EmbeddedUrl.folder(database).orElse(Path.of("data")).resolve("secrets.key")
				: Path.of(settings.file());
		try {
			return decoded(Files.exists(file) ? Files.readString(file) : made(file), file.toString());
		}
		catch (IOException ex) {
			throw new IllegalStateException("The key of what is kept secret can be neither read nor made in " + file
					+ "; name another file (roundtable.secrets.file) or the key itself (roundtable.secrets.key)", ex);
		}
	}

	/**
	 * Complete when it has its name: of two that make it at once, one is taken by both.
	 */
	private static String made(Path file) throws IOException {
		Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
		Files.createDirectories(folder);
		Path coming = Files.createTempFile(folder, "coming-", ".key", owned(folder));
		try {
			Files.writeString(coming,
					Base64.getEncoder().encodeToString(KeyGenerators.secureRandom(BYTES).generateKey()) + "\n",
					StandardOpenOption.SYNC);
			Files.createLink(file, coming);
		}
		catch (FileAlreadyExistsException others) {
			// Read below.
		}
		finally {
			Files.deleteIfExists(coming);
		}
		return Files.readString(file);
	}

	private static FileAttribute<?>[] owned(Path folder) {
		return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
	}

	private static byte[] decoded(String text, String where) {
		try {
			byte[] key = Base64.getDecoder().decode(text.strip());
			if (key.length == BYTES) {
				return key;
			}
		}
		catch (IllegalArgumentException ex) {
			// Said below, without the text itself.
		}
		throw new IllegalStateException(where + " is no key: 32 bytes in Base64 (openssl rand -base64 32)");
	}

}
