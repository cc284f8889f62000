package dev.roundtable.tracker.redmine;

import java.io.IOException;

import dev.roundtable.tracker.TheirSide;
import dev.roundtable.tracker.TrackerContract;
import org.junit.jupiter.api.BeforeAll;

/**
 * The port's contract against a real Redmine, which is installed where it is missing and
 * we are root. Alone, with what it does unexpectedly: {@code mvn -pl tracker-sync verify
 * -Dtest=NONE -Dit.test='Redmine*IT' -Dsurefire.failIfNoSpecifiedTests=false}
 */
class RedmineContractIT extends TrackerContract {

	private static TheirSide people;

	@BeforeAll
	static void start() throws IOException {
		people = new RedminePeople(RedmineServer.running());
	}

	@Override
	protected TheirSide theirs() {
		return people;
	}

}
