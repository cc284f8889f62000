package dev.roundtable.files;

import java.nio.file.Path;

import dev.roundtable.database.EmbeddedUrl;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param folder of the files; empty for one beside the database
 */
@ConfigurationProperties("roundtable.files")
record FilesSettings(@DefaultValue("") String folder) {

	/**
	 * @param database its JDBC address
	 */
	Path folderBeside(String database) {
		if (!this.folder.isBlank()) {
			return Path.of(this.folder);
		}
		return EmbeddedUrl.folder(database).orElse(Path.of("data")).resolve("files");
	}

}
