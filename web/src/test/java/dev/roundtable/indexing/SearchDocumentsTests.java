package dev.roundtable.indexing;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.SearchDocument;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.ReportedOn;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskNumber;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class SearchDocumentsTests {

	private final SearchDocuments documents;

	private final Topics topics;

	private final TaskComments comments;

	private final ReportedOn reported;

	private final JdbcClient jdbc;

	private final World world;

	SearchDocumentsTests(SearchDocuments documents, Topics topics, TaskComments comments, ReportedOn reported,
			JdbcClient jdbc, World world) {
		this.documents = documents;
		this.topics = topics;
		this.comments = comments;
		this.reported = reported;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void a_topic_is_found_by_its_text_its_tags_and_the_state_of_its_task() {
		TopicId topic = bug();
		SearchDocument document = read(new DocumentKey(Type.TOPIC, topic.value()));
		assertThat(document.title()).isEqualTo("耳机断连");
		assertThat(document.body()).isEqualTo("每次升级之后");
		assertThat(document.facts().tags()).containsExactly("audio");
		assertThat(document.facts().board()).isEqualTo(this.world.board);
		assertThat(document.facts().kind()).isEqualTo("BUG");
		assertThat(document.facts().status()).isEqualTo("NEW");
	}

	@Test
	void internal_notes_are_in_no_document() {
		TopicId topic = bug();
		long task = task(topic);
		this.comments.write(this.world.lin, TaskNumber.of(task), "between ourselves", true);
		Map<DocumentKey, SearchDocument> read = this.documents
			.read(List.of(new DocumentKey(Type.TOPIC, topic.value()), new DocumentKey(Type.TASK, task)), 1);
		assertThat(read).hasSize(2);
		assertThat(read.values()).noneMatch((document) -> document.toString().contains("between ourselves"));
	}

	@Test
	void a_topic_and_its_task_are_found_by_the_builds_on_which_people_have_it() {
		TopicId topic = bug();
		TopicId other = bug();
		long task = task(topic);
		long duplicate = task(other);
		this.reported.reported(TaskNumber.of(task), this.world.jun.id(), topic.value(), false, on("5.8.2"));
		this.reported.reported(TaskNumber.of(duplicate), this.world.lin.id(), other.value(), false, on("5.9"));
		assertThat(builds(Type.TASK, task)).containsExactly("5.8.2");
		assertThat(builds(Type.TOPIC, topic.value())).containsExactly("5.8.2");
		this.jdbc
			.sql("update tasks set duplicate_of = :task, touched = nextval('task_touches') where number = :duplicate")
			.param("task", task)
			.param("duplicate", duplicate)
			.update();
		assertThat(builds(Type.TASK, task)).containsExactlyInAnyOrder("5.8.2", "5.9");
		assertThat(builds(Type.TOPIC, topic.value())).containsExactlyInAnyOrder("5.8.2", "5.9");
		assertThat(builds(Type.TOPIC, other.value())).containsExactlyInAnyOrder("5.8.2", "5.9");
		assertThat(builds(Type.TASK, duplicate)).containsExactly("5.9");
		hide(duplicate, "team");
		assertThat(builds(Type.TASK, task)).as("the team's").containsExactly("5.8.2");
		assertThat(builds(Type.TOPIC, topic.value())).as("the team's").containsExactly("5.8.2");
		assertThat(builds(Type.TASK, duplicate)).containsExactly("5.9");
		hide(duplicate, "everyone");
		this.reported.hold(other.value(), true);
		assertThat(builds(Type.TOPIC, topic.value())).as("hidden").containsExactly("5.8.2");
	}

	private void hide(long task, String audience) {
		this.jdbc.sql("update tasks set audience = :audience, touched = nextval('task_touches') where number = :task")
			.param("audience", audience)
			.param("task", task)
			.update();
	}

	@Test
	void who_reads_a_topic_and_not_its_task_finds_it_by_her_own_build_alone() {
		TopicId topic = bug();
		long task = task(topic);
		this.reported.reported(TaskNumber.of(task), this.world.mei.id(), topic.value(), false, on("5.8.2"));
		this.jdbc
			.sql("insert into task_reports (task_number, account_id, build, build_order, created_at)"
					+ " values (:task, :by, '6.0', 'c016c010b', current_timestamp)")
			.param("task", task)
			.param("by", this.world.jun.id().value())
			.update();
		this.jdbc.sql("update tasks set audience = 'team', touched = nextval('task_touches') where number = :task")
			.param("task", task)
			.update();
		assertThat(builds(Type.TASK, task)).containsExactlyInAnyOrder("5.8.2", "6.0");
		assertThat(builds(Type.TOPIC, topic.value())).containsExactly("5.8.2");
	}

	private Set<String> builds(Type type, long id) {
		return read(new DocumentKey(type, id)).facts().builds();
	}

	private static ReportedOn.Said on(String build) {
		return new ReportedOn.Said(null, build, null);
	}

	private long task(TopicId topic) {
		return this.jdbc.sql("select task_number from task_topic_facts where topic_id = ?")
			.param(topic.value())
			.query(Long.class)
			.single();
	}

	@Test
	void what_is_not_there_has_no_document() {
		DocumentKey nothing = new DocumentKey(Type.POST, Long.MAX_VALUE);
		assertThat(this.documents.read(List.of(nothing), 1)).isEmpty();
	}

	private TopicId bug() {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "耳机断连", "每次升级之后", List.of("Audio")))
			.topic();
	}

	private SearchDocument read(DocumentKey key) {
		return this.documents.read(List.of(key), 1).values().iterator().next();
	}

}
