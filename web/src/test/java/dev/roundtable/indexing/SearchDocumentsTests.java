package dev.roundtable.indexing;

import java.util.List;
import java.util.Map;

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

	private final JdbcClient jdbc;

	private final World world;

	SearchDocumentsTests(SearchDocuments documents, Topics topics, TaskComments comments, JdbcClient jdbc,
			World world) {
		this.documents = documents;
		this.topics = topics;
		this.comments = comments;
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
		long task = this.jdbc.sql("select task_number from task_topic_facts where topic_id = ?")
			.param(topic.value())
			.query(Long.class)
			.single();
		this.comments.write(this.world.lin, TaskNumber.of(task), "between ourselves", true);
		Map<DocumentKey, SearchDocument> read = this.documents
			.read(List.of(new DocumentKey(Type.TOPIC, topic.value()), new DocumentKey(Type.TASK, task)), 1);
		assertThat(read).hasSize(2);
		assertThat(read.values()).noneMatch((document) -> document.toString().contains("between ourselves"));
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
