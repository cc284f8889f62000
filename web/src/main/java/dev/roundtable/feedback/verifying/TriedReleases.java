package dev.roundtable.feedback.verifying;

import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TriedBy;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said of a task that is released, as somebody may read it. */
@Component
class TriedReleases implements TriedBy {

	private static final int WORDS = 100;

	private static final String SAID = """
			 from task_verifications v
			left join task_release_facts r on r.task_number = v.task_number
			where v.task_number = :task and (r.released_at is null or v.answered_at >= r.released_at)
			""";

	private final JdbcClient jdbc;

	TriedReleases(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Tried of(TaskNumber task, @Nullable Viewer viewer) {
		Row row = this.jdbc.sql("""
				select count(case when v.works then 1 end) as works,
				       count(case when v.works then null else 1 end) as broken,
				       count(case when v.account_id = :viewer and v.works then 1 end) as worksForHer,
				       count(case when v.account_id = :viewer and v.works = false then 1 end) as brokenForHer
				""" + SAID)
			.param("task", task.value())
			.param("viewer", (viewer != null) ? viewer.id().value() : 0)
			.query(Row.class)
			.single();
		return new Tried(row.works(), row.broken(), row.mine(),
				Viewer.may(viewer, Capability.READ_TEAM) ? words(task) : List.of());
	}

	/** For the team alone: nobody has looked at them before they would be shown. */
	private List<Word> words(TaskNumber task) {
		return this.jdbc
			.sql("select n.name, v.works, v.build, v.comment, v.answered_at as at"
					+ SAID.replace("where v.", "join people_names n on n.account_id = v.account_id where v.")
					+ "order by v.answered_at desc, v.account_id limit " + WORDS)
			.param("task", task.value())
			.query(Said.class)
			.list()
			.stream()
			.map((said) -> new Word(said.name(), said.works(), said.build(), said.comment(),
					When.of(said.at().toInstant())))
			.toList();
	}

	private record Said(String name, boolean works, @Nullable String build, String comment, OffsetDateTime at) {
	}

	private record Row(int works, int broken, int worksForHer, int brokenForHer) {

		@Nullable Boolean mine() {
			return (this.worksForHer > 0) ? Boolean.TRUE : (this.brokenForHer > 0) ? Boolean.FALSE : null;
		}

	}

}
