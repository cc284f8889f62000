package dev.roundtable.tracker.github;

import java.io.IOException;

import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.TheirSide;
import dev.roundtable.tracker.TrackerContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The port's contract against a stand-in for GitHub, by GitHub's own description. Needs
 * Node with npm. Alone: {@code mvn -pl tracker-sync verify -Dtest=NONE
 * -Dit.test='GitHub*IT' -Dsurefire.failIfNoSpecifiedTests=false}
 */
class GitHubContractIT extends TrackerContract {

	private static GitHubDouble github;

	private static TheirSide people;

	@BeforeAll
	static void start() throws IOException {
		github = GitHubDouble.running();
		people = new GitHubPeople(github);
	}

	@Override
	protected TheirSide theirs() {
		return people;
	}

	@AfterEach
	void every_request_was_as_github_describes_it() {
		assertThat(github.objections()).isEmpty();
	}

	@Test
	void what_has_not_changed_is_answered_without_saying_it_again() {
		RemoteId issue = people.opens("the same as ever");
		people.tracker().fetch(issue);
		people.tracker().fetch(issue);
		assertThat(github.requests()).contains("304 GET " + GitHubPeople.path(issue));
	}

}
