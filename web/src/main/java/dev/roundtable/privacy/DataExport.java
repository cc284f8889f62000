package dev.roundtable.privacy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipOutputStream;

import dev.roundtable.http.TooManyAttempts;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import tools.jackson.databind.ObjectMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Packs what all rooms keep of a person into one ZIP file. It is made on the disk first,
 * so that whoever fetches it slowly keeps nobody else from having hers made.
 */
@Component
class DataExport {

	/** Made at the same moment, by one node. */
	private static final int AT_ONCE = 2;

	private static final Duration SOON = Duration.ofSeconds(20);

	private final List<PersonalData> rooms;

	private final Limits limits;

	private final Journal journal;

	private final ObjectMapper json;

	private final TransactionTemplate transaction;

	private final Semaphore slots = new Semaphore(AT_ONCE);

	DataExport(ObjectProvider<PersonalData> rooms, Limits limits, Journal journal, ObjectMapper json,
			PlatformTransactionManager transactions) {
		this.rooms = rooms.orderedStream().toList();
		this.limits = limits;
		this.journal = journal;
		this.json = json;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * @return a file that the caller deletes
	 * @throws TooManyAttempts when she, or all together, ask for too many
	 */
	Path make(Viewer person) throws IOException {
		if (!this.slots.tryAcquire()) {
			throw new TooManyAttempts(SOON);
		}
		try {
			this.limits.spend(person, Act.EXPORT);
			this.transaction.executeWithoutResult((_) -> this.journal.record(person.id().value(), "took her data",
					Subject.of("account", person.id().value()), Audience.person(person.id().value()), Map.of()));
			return packed(person);
		}
		finally {
			this.slots.release();
		}
	}

	private Path packed(Viewer person) throws IOException {
		Path file = Files.createTempFile("roundtable-export-", ".zip");
		try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
			ZippedArchive archive = new ZippedArchive(zip, this.json);
			for (PersonalData room : this.rooms) {
				room.pack(person, archive);
			}
		}
		catch (IOException | RuntimeException failure) {
			Files.deleteIfExists(file);
			throw failure;
		}
		return file;
	}

}
