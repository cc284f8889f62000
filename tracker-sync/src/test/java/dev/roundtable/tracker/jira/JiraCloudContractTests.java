package dev.roundtable.tracker.jira;

import java.io.IOException;

import dev.roundtable.tracker.TheirSide;
import dev.roundtable.tracker.TrackerContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

import static org.assertj.core.api.Assertions.assertThat;

/** The port's contract against what the documents of Jira Cloud say. */
class JiraCloudContractTests extends TrackerContract {

	private static JiraDouble jira;

	private static TheirSide people;

	@BeforeAll
	static void start() throws IOException {
		jira = new JiraDouble(true);
		people = new JiraPeople(jira);
	}

	@AfterAll
	static void stop() {
		jira.stop();
	}

	@Override
	protected TheirSide theirs() {
		return people;
	}

	@AfterEach
	void every_request_was_as_the_documents_have_it() {
		assertThat(jira.objections()).isEmpty();
	}

}
