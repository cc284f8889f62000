package dev.roundtable.importing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The refused lines of a file: number, reason and the line as it was, parted by tabs, so
 * that {@code cut -f3-} gives what to repair and import again.
 */
final class Rejected implements AutoCloseable {

	private final Path beside;

	private Path file;

	private @Nullable OutputStream out;

	private long count;

	/** What an earlier run refused is no longer true. */
	Rejected(Path imported) throws IOException {
		Path name = Path.of(imported.getFileName() + ".rejected");
		this.beside = imported.resolveSibling(name);
		Path folder = this.beside.toAbsolutePath().getParent();
		this.file = (folder != null && Files.isWritable(folder)) ? this.beside : name;
		Files.deleteIfExists(this.file);
	}

	void add(long number, String reason, byte[] line) throws IOException {
		this.count++;
		if (this.out == null) {
			this.out = open();
		}
		this.out.write((number + "\t" + reason.replaceAll("\\s+", " ") + "\t").getBytes(StandardCharsets.UTF_8));
		this.out.write(line);
		this.out.write('\n');
		this.out.flush();
	}

	/** A folder can look writable and not be. */
	private OutputStream open() throws IOException {
		try {
			return new BufferedOutputStream(Files.newOutputStream(this.file));
		}
		catch (IOException readOnly) {
			this.file = Path.of(String.valueOf(this.beside.getFileName()));
			return new BufferedOutputStream(Files.newOutputStream(this.file));
		}
	}

	long count() {
		return this.count;
	}

	Path file() {
		return this.file;
	}

	@Override
	public void close() throws IOException {
		if (this.out != null) {
			this.out.close();
		}
	}

}
