package dev.roundtable.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.roundtable.stores.StoreTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class ImportStoreTests {

	private static final AtomicInteger SOURCES = new AtomicInteger();

	/** Each test imports from a place of its own. */
	private final String source = "source-" + SOURCES.incrementAndGet();

	private final FileImport imports;

	private final JdbcClient jdbc;

	@TempDir
	private Path folder = Path.of("");

	ImportStoreTests(FileImport imports, JdbcClient jdbc) {
		this.imports = imports;
		this.jdbc = jdbc;
	}

	private FileImport.Outcome read(String... lines) throws IOException {
		Path file = this.folder.resolve("threads.ndjson");
		Files.writeString(file, String.join("\n", lines));
		return this.imports.run(file, new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8));
	}

	private String topic(String id, String author, String more) {
		return """
				{"type":"topic","source":"%s","id":"%s","board":"Board of %s","kind":"bug","author":"%s",\
				"created":"2014-05-06T07:08:09Z","title":"Topic %s","body":"Text"%s}""".formatted(this.source, id,
				this.source, author, id, more);
	}

	private String duplicate(String id, String of) {
		return topic(id, "author of " + id, ",\"duplicate_of\":\"" + of + "\"");
	}

	private static String replies(String... ids) {
		return ",\"replies\":[" + String.join(",",
				List.of(ids)
					.stream()
					.map((id) -> """
							{"id":"%s","author":"jun","created":"2015-01-02T03:04:05+08:00","body":"R%s","accepted":true}"""
						.formatted(id, id))
					.toList())
				+ "]";
	}

	/** The task of each topic by the topic's id at its source. */
	private long task(String id) {
		return this.jdbc.sql("""
				select l.task_number from task_topics l join topics t on t.id = l.topic_id
				where t.source = :source and t.external_id = :id
				""").param("source", this.source).param("id", id).query(Long.class).single();
	}

	private long tasks() {
		return this.jdbc.sql("""
				select count(*) from tasks k join topics t on k.origin_ref = cast(t.id as varchar)
				where k.origin = 'TOPIC' and t.source = :source
				""").param("source", this.source).query(Long.class).single();
	}

	private List<String> floors(String id) {
		return this.jdbc.sql("""
				select concat(p.floor, ' ', p.body, ' ', a.name) from posts p join topics t on t.id = p.topic_id
				join accounts a on a.id = p.author_id
				where t.source = :source and t.external_id = :id order by p.floor
				""").param("source", this.source).param("id", id).query(String.class).list();
	}

	@Test
	void a_second_run_changes_nothing() throws IOException {
		String[] lines = { topic("1", "mei", replies("a", "b")), duplicate("2", "1") };
		assertThat(read(lines).written()).isEqualTo(new BatchWriter.Written(2, 2, 1, 1));
		assertThat(read(lines).written()).isEqualTo(BatchWriter.Written.NOTHING);
		assertThat(floors("1")).hasSize(3);
	}

	@Test
	void pictures_from_elsewhere_come_after_a_click_as_in_any_other_post() throws IOException {
		String body = "![A cat](https://pictures.example/cat.png) and <img src='https://pictures.example/raw.png'>";
		read(topic("1", "mei",
				",\"replies\":[{\"id\":\"a\",\"author\":\"jun\",\"created\":\"2015-01-02T03:04:05Z\",\"body\":\"" + body
						+ "\"}]"));
		assertThat(this.jdbc.sql("""
				select p.html from posts p join topics t on t.id = p.topic_id
				where t.source = :source and p.floor = 2
				""").param("source", this.source).query(String.class).single()).doesNotContain("<img")
			.contains("<a class=\"picture\" href=\"https://pictures.example/cat.png\"", "noreferrer");
	}

	@Test
	void a_topic_that_gained_replies_gets_the_missing_ones() throws IOException {
		read(topic("1", "mei", replies("a")));
		assertThat(read(topic("1", "mei", replies("a", "b", "c"))).written().replies()).isEqualTo(2);
		assertThat(floors("1")).satisfiesExactly((floor) -> assertThat(floor).startsWith("1 Text"),
				(floor) -> assertThat(floor).startsWith("2 Ra"), (floor) -> assertThat(floor).startsWith("3 Rb"),
				(floor) -> assertThat(floor).startsWith("4 Rc"));
		assertThat(this.jdbc.sql("select floors from topics where source = :source")
			.param("source", this.source)
			.query(Integer.class)
			.single()).isEqualTo(4);
	}

	@Test
	void a_topic_that_comes_twice_in_a_file_is_one_with_all_replies() throws IOException {
		read(topic("1", "mei", replies("a")), topic("1", "mei", replies("b")));
		assertThat(floors("1")).hasSize(3);
	}

	@Test
	void a_duplicate_stands_with_its_original_in_whichever_order_they_come() throws IOException {
		read(topic("1", "mei", ""), duplicate("2", "1"), duplicate("3", "4"), topic("4", "jun", ""));
		assertThat(task("2")).isEqualTo(task("1"));
		assertThat(task("3")).isEqualTo(task("4"));
		assertThat(tasks()).isEqualTo(2);
	}

	@Test
	void a_duplicate_waits_for_an_original_that_comes_with_another_file() throws IOException {
		read(duplicate("2", "1"), duplicate("3", "1"));
		assertThat(task("2")).isNotEqualTo(task("3"));
		read(topic("1", "mei", ""));
		assertThat(List.of(task("2"), task("3"))).containsOnly(task("1"));
		assertThat(tasks()).isOne();
		assertThat(this.jdbc.sql("select people from tasks where number = :task")
			.param("task", task("1"))
			.query(Integer.class)
			.single()).isEqualTo(3);
	}

	@Test
	void chains_lead_to_the_first_original_and_rings_to_one_of_them() throws IOException {
		read(duplicate("3", "2"));
		read(topic("1", "mei", ""));
		read(duplicate("2", "1"), duplicate("8", "9"), duplicate("9", "8"));
		assertThat(List.of(task("2"), task("3"))).containsOnly(task("1"));
		assertThat(task("8")).isEqualTo(task("9"));
		assertThat(tasks()).isEqualTo(2);
	}

	@Test
	void a_duplicate_whose_task_somebody_worked_on_stays_as_a_duplicate() throws IOException {
		read(duplicate("2", "1"));
		long worked = task("2");
		this.jdbc.sql("update tasks set version = 2 where number = :task").param("task", worked).update();
		read(topic("1", "mei", ""));
		assertThat(task("2")).isEqualTo(task("1"));
		assertThat(this.jdbc.sql("select duplicate_of from tasks where number = :task and status = 'DUPLICATE'")
			.param("task", worked)
			.query(Long.class)
			.single()).isEqualTo(task("1"));
	}

	@Test
	void what_was_closed_at_its_source_says_so() throws IOException {
		read(topic("1", "mei", ",\"status\":\"closed\""));
		assertThat(this.jdbc.sql("""
				select r.reason from task_reasons r join tasks t on t.number = r.task_number
				where t.number = :task and t.status = 'RELEASED'
				""").param("task", task("1")).query(String.class).single()).contains("before the import");
	}

	@Test
	void refused_lines_are_told_with_number_and_reason_and_stop_nothing() throws IOException {
		String truncated = topic("3", "mei", "");
		FileImport.Outcome outcome = read("nonsense", topic("1", "mei", ""), "",
				topic("2", "mei", "").replace("bug", "x"),
				topic("4", "'; drop table topics; --", ",\"tags\":[\"<script>\"]"),
				truncated.substring(0, truncated.length() - 20));
		assertThat(outcome.written().topics()).isEqualTo(2);
		assertThat(outcome.refused()).isEqualTo(3);
		assertThat(Files.readAllLines(outcome.rejected())).satisfiesExactly(
				(line) -> assertThat(line).startsWith("1\tnot JSON").endsWith("\tnonsense"),
				(line) -> assertThat(line).startsWith("4\tkind is none of"),
				(line) -> assertThat(line).startsWith("6\tnot JSON"));
	}

	@Test
	void everything_new_waits_for_the_index() throws IOException {
		read(topic("1", "mei", replies("a")));
		assertThat(this.jdbc.sql("""
				select count(*) from index_queue q join topics t on t.source = :source
				where q.document in (concat('topic-', t.id), concat('task-', :task))
				""").param("source", this.source).param("task", task("1")).query(Long.class).single()).isEqualTo(2);
	}

	@Test
	void a_very_long_reply_is_kept_whole() throws IOException {
		read(topic("1", "mei", replies("a").replace("Ra", "长".repeat(300_000))));
		assertThat(this.jdbc
			.sql("select max(length(p.body)) from posts p join topics t on t.id = p.topic_id "
					+ "where t.source = :source")
			.param("source", this.source)
			.query(Integer.class)
			.single()).isEqualTo(300_000);
	}

}
