package dev.roundtable.database;

import java.lang.reflect.Field;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;

/**
 * H2 closes its files as soon as the process is told to end, at the same moment at which
 * the application begins to stop: whoever is still answered, and whatever still works,
 * finds the database closed. So that waits until the application has stopped. It cannot
 * be left out ({@code DB_CLOSE_ON_EXIT=FALSE}): without it H2 loses commits.
 */
final class ClosedLast {

	private static final Logger log = LoggerFactory.getLogger(ClosedLast.class);

	private static boolean done;

	private ClosedLast() {
	}

	/** Once a file is open: H2 registers its hook with the first one. */
	static synchronized void arrange() {
		if (done) {
			return;
		}
		done = true;
		try {
			Field hook = Class.forName("org.h2.engine.OnExitDatabaseCloser").getDeclaredField("INSTANCE");
			hook.setAccessible(true);
			if (hook.get(null) instanceof Thread closer && Runtime.getRuntime().removeShutdownHook(closer)) {
				SpringApplication.getShutdownHandlers().add(closer::run);
			}
		}
		catch (ReflectiveOperationException ex) {
			log.warn("This H2 closes its files while the application stops", ex);
		}
		catch (IllegalStateException ends) {
			log.debug("Opened while the process ends", ends);
		}
	}

}
