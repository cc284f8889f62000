package dev.roundtable.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.roundtable.people.PersonalData;
import tools.jackson.databind.ObjectMapper;

/** Files of a ZIP: JSON indented for people, text in UTF-8. */
final class ZippedArchive implements PersonalData.Archive {

	private final ZipOutputStream zip;

	private final ObjectMapper json;

	ZippedArchive(ZipOutputStream zip, ObjectMapper json) {
		this.zip = zip;
		this.json = json;
	}

	@Override
	public void json(String file, Object value) throws IOException {
		write(file, this.json.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
	}

	@Override
	public void text(String file, String text) throws IOException {
		write(file, text.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void file(String file, byte[] content) throws IOException {
		write(file, content);
	}

	private void write(String file, byte[] bytes) throws IOException {
		this.zip.putNextEntry(new ZipEntry(file));
		this.zip.write(bytes);
		this.zip.closeEntry();
	}

}
