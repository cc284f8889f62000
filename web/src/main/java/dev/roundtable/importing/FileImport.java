package dev.roundtable.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.roundtable.importing.BatchWriter.Written;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * One file from its first line to its last: read and written by one thread, parsed and
 * rendered ahead of it by the others, a bounded number of lines at a time.
 */
@Component
class FileImport {

	private static final int LINES_IN_A_CHUNK = 64;

	private static final long BYTES_IN_A_CHUNK = 256 * 1024;

	private static final int TOPICS_IN_A_BATCH = 1500;

	private static final int POSTS_IN_A_BATCH = 4000;

	private static final long CHARS_IN_A_BATCH = 8 * 1024 * 1024;

	private final BatchWriter writer;

	FileImport(BatchWriter writer) {
		this.writer = writer;
	}

	/**
	 * @throws IOException when the file cannot be read
	 */
	Outcome run(Path file, PrintStream out) throws IOException {
		int ahead = Runtime.getRuntime().availableProcessors();
		ExecutorService workers = Executors.newFixedThreadPool(ahead,
				Thread.ofPlatform().name("import-", 1).daemon().factory());
		try (InputStream in = Files.newInputStream(file);
				Rejected rejected = new Rejected(file);
				Progress progress = new Progress(String.valueOf(file.getFileName()), "posts", Files.size(file), out)) {
			return new Run(new Lines(in), workers, ahead * 4, rejected, progress).finish();
		}
		finally {
			workers.shutdownNow();
		}
	}

	/**
	 * @param read posts in the file, new ones and known ones
	 * @param rejected the file with the refused lines
	 */
	record Outcome(Written written, long read, long knownTopics, long refused, Path rejected, double seconds) {
	}

	/** A line that was read: its topic, or why not. */
	private record Parsed(Lines.Line line, @Nullable ImportedTopic topic, String reason) {

		static Parsed of(Lines.Line line) {
			if (line.tooLong()) {
				return new Parsed(line, null, "longer than " + Lines.LONGEST + " bytes");
			}
			try {
				return new Parsed(line, TopicLine.parse(line.number(), line.bytes()), "");
			}
			catch (Refusal refusal) {
				return new Parsed(line, null, refusal.reason());
			}
		}

	}

	private final class Run {

		private final Lines lines;

		private final ExecutorService workers;

		private final int ahead;

		private final Rejected rejected;

		private final Progress progress;

		private final Deque<Future<List<Parsed>>> window = new ArrayDeque<>();

		private final List<ImportedTopic> batch = new ArrayList<>();

		private final Set<List<String>> inBatch = new HashSet<>();

		private int batchPosts;

		private long batchChars;

		private Written written = Written.NOTHING;

		private long posts;

		private long topics;

		private long bytes;

		Run(Lines lines, ExecutorService workers, int ahead, Rejected rejected, Progress progress) {
			this.lines = lines;
			this.workers = workers;
			this.ahead = ahead;
			this.rejected = rejected;
			this.progress = progress;
		}

		Outcome finish() throws IOException {
			boolean more = true;
			while (more || !this.window.isEmpty()) {
				while (more && this.window.size() < this.ahead) {
					more = readAhead();
				}
				if (!this.window.isEmpty()) {
					for (Parsed parsed : result(this.window.remove())) {
						take(parsed);
					}
				}
			}
			flush();
			return new Outcome(this.written, this.posts, this.topics - this.written.topics(), this.rejected.count(),
					this.rejected.file(), this.progress.seconds());
		}

		private boolean readAhead() throws IOException {
			List<Lines.Line> chunk = new ArrayList<>();
			long size = 0;
			Lines.Line line = null;
			while (chunk.size() < LINES_IN_A_CHUNK && size < BYTES_IN_A_CHUNK && (line = this.lines.next()) != null) {
				size += line.size();
				if (line.isBlank()) {
					this.bytes += line.size();
				}
				else {
					chunk.add(line);
				}
			}
			if (!chunk.isEmpty()) {
				this.window.add(this.workers.submit(() -> chunk.stream().map(Parsed::of).toList()));
			}
			return line != null;
		}

		private static List<Parsed> result(Future<List<Parsed>> chunk) {
			try {
				return chunk.get();
			}
			catch (InterruptedException stopped) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("The import was interrupted; start it again to go on.", stopped);
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException(ex.getCause());
			}
		}

		private void take(Parsed parsed) throws IOException {
			ImportedTopic topic = parsed.topic();
			if (topic == null) {
				this.rejected.add(parsed.line().number(), parsed.reason(), parsed.line().bytes());
			}
			else {
				// Its second appearance may bring replies that the first did not have.
				if (!this.inBatch.add(List.of(topic.source(), topic.id()))) {
					flush();
					this.inBatch.add(List.of(topic.source(), topic.id()));
				}
				this.batch.add(topic);
				this.batchPosts += topic.posts();
				this.batchChars += topic.size();
				if (this.batch.size() >= TOPICS_IN_A_BATCH || this.batchPosts >= POSTS_IN_A_BATCH
						|| this.batchChars >= CHARS_IN_A_BATCH) {
					flush();
				}
			}
			this.bytes += parsed.line().size();
			this.progress.at(this.bytes, this.posts);
		}

		private void flush() throws IOException {
			if (!this.batch.isEmpty()) {
				try {
					this.written = this.written.plus(FileImport.this.writer.write(this.batch));
					this.topics += this.batch.size();
					this.posts += this.batchPosts;
				}
				catch (DataAccessResourceFailureException gone) {
					throw gone;
				}
				catch (DataAccessException refused) {
					oneByOne();
				}
			}
			this.batch.clear();
			this.inBatch.clear();
			this.batchPosts = 0;
			this.batchChars = 0;
		}

		/** So that one line the database cannot take does not cost its neighbours. */
		private void oneByOne() throws IOException {
			for (ImportedTopic topic : this.batch) {
				try {
					this.written = this.written.plus(FileImport.this.writer.write(List.of(topic)));
					this.topics++;
					this.posts += topic.posts();
				}
				catch (DataAccessResourceFailureException gone) {
					throw gone;
				}
				catch (DataAccessException refused) {
					this.rejected.add(topic.number(),
							"the database refused it: " + refused.getMostSpecificCause().getMessage(), topic.line());
				}
			}
		}

	}

}
