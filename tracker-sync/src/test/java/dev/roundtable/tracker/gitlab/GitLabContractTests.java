package dev.roundtable.tracker.gitlab;

import java.io.IOException;

import dev.roundtable.tracker.TheirSide;
import dev.roundtable.tracker.TrackerContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

import static org.assertj.core.api.Assertions.assertThat;

/** The port's contract against what GitLab's documents say. */
class GitLabContractTests extends TrackerContract {

	private static GitLabDouble gitlab;

	private static TheirSide people;

	@BeforeAll
	static void start() throws IOException {
		gitlab = new GitLabDouble();
		people = new GitLabPeople(gitlab);
	}

	@AfterAll
	static void stop() {
		gitlab.stop();
	}

	@Override
	protected TheirSide theirs() {
		return people;
	}

	@AfterEach
	void every_request_was_as_the_documents_have_it() {
		assertThat(gitlab.objections()).isEmpty();
	}

}
