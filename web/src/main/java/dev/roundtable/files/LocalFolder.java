package dev.roundtable.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Keeps files in a folder of this machine, spread over 256 of its own. A file appears
 * under its name when all of it is on the disk; what a kill leaves behind before that has
 * a name that nobody asks for.
 */
@Component
@EnableConfigurationProperties(FilesSettings.class)
class LocalFolder implements PictureStore {

	private final Path folder;

	LocalFolder(FilesSettings settings, @Value("${spring.datasource.url}") String database) {
		this.folder = settings.folderBeside(database).toAbsolutePath().normalize();
	}

	@Override
	public void put(String file, byte[] content) throws IOException {
		Path place = place(file);
		if (Files.exists(place)) {
			return;
		}
		Files.createDirectories(place.getParent());
		Path coming = Files.createTempFile(place.getParent(), "coming-", ".tmp");
		try {
			try (FileChannel channel = FileChannel.open(coming, StandardOpenOption.WRITE)) {
				ByteBuffer bytes = ByteBuffer.wrap(content);
				while (bytes.hasRemaining()) {
					channel.write(bytes);
				}
				channel.force(true);
			}
			Files.move(coming, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(coming);
		}
	}

	@Override
	public Optional<byte[]> get(String file) throws IOException {
		try {
			return Optional.of(Files.readAllBytes(place(file)));
		}
		catch (NoSuchFileException none) {
			return Optional.empty();
		}
	}

	@Override
	public void delete(String file) throws IOException {
		Files.deleteIfExists(place(file));
	}

	private Path place(String file) {
		return this.folder.resolve(file.substring(0, 2)).resolve(file);
	}

}
