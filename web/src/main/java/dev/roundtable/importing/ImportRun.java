package dev.roundtable.importing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.roundtable.importing.BatchWriter.Written;
import dev.roundtable.importing.FileImport.Outcome;
import dev.roundtable.indexing.Indexing;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.site.Audience;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What {@code --import=FILE} does. Several files may be given, with commas between them
 * or with an option each; {@code --import.folder} says what relative ones are relative
 * to.
 */
@Component
public class ImportRun implements ApplicationRunner, ExitCodeGenerator {

	private static final String OPTION = "import";

	private static final long PATIENCE_SECONDS = 180;

	private final FileImport imports;

	private final PendingDuplicates pending;

	private final Indexing index;

	private final Journal journal;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private int exitCode;

	ImportRun(FileImport imports, PendingDuplicates pending, Indexing index, Journal journal,
			TransactionTemplate transaction, Clock clock) {
		this.imports = imports;
		this.pending = pending;
		this.index = index;
		this.journal = journal;
		this.transaction = transaction;
		this.clock = clock;
	}

	/** Whether the application was started to import, and not to serve. */
	public static boolean isAskedFor(String... args) {
		return Arrays.stream(args).anyMatch((arg) -> arg.equals("--" + OPTION) || arg.startsWith("--" + OPTION + "="));
	}

	@Override
	public void run(ApplicationArguments args) throws InterruptedException {
		if (args.containsOption(OPTION)) {
			List<String> names = Objects.requireNonNullElse(args.getOptionValues(OPTION), List.of());
			List<String> folders = Objects.requireNonNullElse(args.getOptionValues(OPTION + ".folder"), List.of());
			run(Path.of(folders.isEmpty() ? "" : folders.getFirst()), names, System.out);
		}
	}

	void run(Path folder, List<String> names, PrintStream out) throws InterruptedException {
		List<Path> files = names.stream().flatMap((name) -> files(folder, name)).toList();
		if (files.isEmpty()) {
			out.println("No file to import: --import=FILE");
			this.exitCode = 2;
		}
		List<Outcome> outcomes = new ArrayList<>();
		for (Path file : files) {
			try {
				Outcome outcome = this.imports.run(file, out);
				tell(file, outcome, out);
				outcomes.add(outcome);
			}
			catch (IOException unreadable) {
				out.println(file + " cannot be read: "
						+ ((unreadable instanceof NoSuchFileException) ? "there is no such file" : unreadable));
				this.exitCode = 1;
			}
		}
		if (!outcomes.isEmpty()) {
			noteDown(outcomes);
			awaitIndex(out);
			tellAll(outcomes, out);
		}
	}

	/** A name with a comma in it is one file if there is such a file. */
	private static Stream<Path> files(Path folder, String names) {
		return Files.exists(folder.resolve(names)) ? Stream.of(folder.resolve(names))
				: Arrays.stream(names.split(",")).filter((name) -> !name.isBlank()).map(folder::resolve);
	}

	@Override
	public int getExitCode() {
		return this.exitCode;
	}

	private static void tell(Path file, Outcome outcome, PrintStream out) {
		Written written = outcome.written();
		out.printf(Locale.ROOT,
				"%s: %,d topics, %,d replies, %,d tasks, %,d duplicates with their originals; %,d topics were there "
						+ "already; %.1f s, %,.0f posts/s%n",
				file.getFileName(), written.topics(), written.replies(), written.tasks(), written.duplicates(),
				outcome.knownTopics(), outcome.seconds(), outcome.read() / Math.max(outcome.seconds(), 0.001));
		if (outcome.refused() > 0) {
			out.printf(Locale.ROOT, "%,d lines were refused; %s has them with the reasons.%n", outcome.refused(),
					outcome.rejected());
		}
	}

	/**
	 * One row of the journal for the whole run: what was said elsewhere long ago did not
	 * happen here, and nobody is to be told of it floor by floor.
	 */
	private void noteDown(List<Outcome> outcomes) {
		Written all = written(outcomes);
		this.transaction.executeWithoutResult(
				(_) -> this.journal.record(null, "imported", Subject.of("import", this.clock.millis()), Audience.TEAM,
						Map.of("files", String.valueOf(outcomes.size()), "topics", String.valueOf(all.topics()),
								"replies", String.valueOf(all.replies()), "tasks", String.valueOf(all.tasks()))));
	}

	private static Written written(List<Outcome> outcomes) {
		return outcomes.stream().map(Outcome::written).reduce(Written.NOTHING, Written::plus);
	}

	private void tellAll(List<Outcome> outcomes, PrintStream out) {
		Written all = written(outcomes);
		double seconds = outcomes.stream().mapToDouble(Outcome::seconds).sum();
		long read = outcomes.stream().mapToLong(Outcome::read).sum();
		out.printf(Locale.ROOT,
				"Imported %,d topics and %,d replies as %,d new tasks and %,d duplicates (%,d wait for their "
						+ "original); %,d lines refused; %,d posts in %.1f s, %,.0f posts/s%n",
				all.topics(), all.replies(), all.tasks(), all.duplicates(), this.pending.count(),
				outcomes.stream().mapToLong(Outcome::refused).sum(), read, seconds, read / Math.max(seconds, 0.001));
	}

	/** Until the index has everything, or nothing has moved for a few minutes. */
	private void awaitIndex(PrintStream out) throws InterruptedException {
		long whole = this.index.waiting();
		if (this.index.state() == SearchIndex.State.OFF) {
			out.printf(Locale.ROOT, "Search is off: %,d changes wait for it in the queue.%n", whole);
			return;
		}
		try (Progress progress = new Progress("index", "documents", whole, out)) {
			long moved = System.nanoTime();
			long before = whole;
			while (before > 0 && System.nanoTime() - moved < PATIENCE_SECONDS * 1_000_000_000L) {
				Thread.sleep(200);
				long waiting = this.index.waiting();
				moved = (waiting != before) ? System.nanoTime() : moved;
				before = waiting;
				progress.at(whole - waiting, whole - waiting);
			}
			if (before > 0) {
				out.printf(Locale.ROOT, "Search does not answer: %,d changes wait for it in the queue.%n", before);
			}
			else {
				out.printf(Locale.ROOT, "The index had %,d documents to go and has them all after %.1f s.%n", whole,
						progress.seconds());
			}
		}
	}

}
