package dev.roundtable;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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

}
