package dev.roundtable.tracker.redmine;

import java.io.IOException;

import dev.roundtable.tracker.TheirSide;
import dev.roundtable.tracker.TrackerContract;
import org.junit.jupiter.api.BeforeAll;

/** The port's contract against a real Redmine. */
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
