package dev.roundtable;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class HeldConnectionsTests {

	private final JavaClasses rooms = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("dev.roundtable");

	/** Nobody closes such a stream, and its connection never comes back to the pool. */
	@Test
	void no_result_is_read_as_a_stream_that_holds_its_connection() {
		noClasses().should().callMethod(JdbcClient.MappedQuerySpec.class, "stream").check(this.rooms);
	}

	/**
	 * It locks a release: what it writes in that transaction has been rendered before.
	 */
	@Test
	void publishing_a_release_renders_its_topic_before_its_transaction() {
		noClasses().that()
			.haveSimpleName("Publishing")
			.should()
			.callMethod(Topics.class, "post", Viewer.class, OnceKey.class, TopicDraft.class)
			.check(this.rooms);
	}

}
