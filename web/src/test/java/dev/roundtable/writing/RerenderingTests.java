package dev.roundtable.writing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.roundtable.stores.StoreTest;
import dev.roundtable.writing.RenderedRows.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** With rows of its own, so that it need not wait for those of the rooms. */
@StoreTest
class RerenderingTests {

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Texts texts;

	RerenderingTests(JdbcClient jdbc, TransactionTemplate transaction) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.texts = new Texts(jdbc);
	}

	@BeforeEach
	void fiftyTextsOfAnOlderRenderer() {
		this.jdbc
			.sql("create table old_texts (id bigint primary key, body varchar(200), html varchar(200), "
					+ "renderer int, version bigint)")
			.update();
		for (int i = 1; i <= 50; i++) {
			this.jdbc.sql("insert into old_texts values (:id, '*new*', 'old', 0, 7)").param("id", i).update();
		}
	}

	@AfterEach
	void forget() {
		this.jdbc.sql("drop table old_texts").update();
		this.jdbc.sql("delete from rerendering where kind = 'old_texts'").update();
	}

	@Test
	void old_texts_are_rendered_again_and_then_left_alone() {
		Rerendering node = node(Clock.systemUTC());
		while (node.some(this.texts)) {
			// Goes on.
		}
		assertThat(renderedAnew()).isEqualTo(50);
		assertThat(this.jdbc.sql("select count(*) from old_texts where version = 7").query(Long.class).single())
			.isEqualTo(50);
		this.jdbc.sql("update old_texts set renderer = 0 where id = 1").update();
		assertThat(node.some(this.texts)).isFalse();
		assertThat(renderedAnew()).isEqualTo(49);
	}

	@Test
	void a_newer_renderer_begins_again() {
		Rerendering node = node(Clock.systemUTC());
		while (node.some(this.texts)) {
			// Goes on.
		}
		this.jdbc.sql("update old_texts set renderer = 0").update();
		this.jdbc.sql("update rerendering set renderer = 0 where kind = 'old_texts'").update();
		while (node.some(this.texts)) {
			// Goes on.
		}
		assertThat(renderedAnew()).isEqualTo(50);
	}

	@Test
	void one_node_at_a_time_and_another_goes_on_where_it_was_killed() {
		assertThat(node(Clock.systemUTC()).some(this.texts)).isTrue();
		assertThat(renderedAnew()).isEqualTo(20);
		assertThat(node(Clock.systemUTC()).some(this.texts)).isFalse();
		Rerendering later = node(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)));
		while (later.some(this.texts)) {
			// Goes on.
		}
		assertThat(renderedAnew()).isEqualTo(50);
	}

	@Test
	void what_is_being_edited_is_not_waited_for_and_comes_later() {
		Rerendering node = node(Clock.systemUTC());
		this.transaction.executeWithoutResult((editing) -> {
			this.jdbc.sql("select id from old_texts where id = 3 for update").query(Long.class).single();
			Thread other = Thread.ofVirtual().start(() -> node.some(this.texts));
			assertThat(joined(other)).isTrue();
		});
		assertThat(renderedAnew()).isEqualTo(19);
		while (node.some(this.texts)) {
			// Goes on.
		}
		assertThat(renderedAnew()).isEqualTo(50);
	}

	@Test
	void an_edit_made_meanwhile_is_not_overwritten() {
		Row read = this.texts.outdated(0, 1, 1).getFirst();
		this.jdbc.sql("update old_texts set html = 'hers', version = 8 where id = 1").update();
		this.transaction.executeWithoutResult((status) -> this.texts.rewrite(read, Markdown.render(read.body())));
		assertThat(this.jdbc.sql("select html from old_texts where id = 1").query(String.class).single())
			.isEqualTo("hers");
	}

	private Rerendering node(Clock clock) {
		return new Rerendering(List.of(this.texts), this.jdbc, this.transaction, clock);
	}

	private long renderedAnew() {
		return this.jdbc.sql("select count(*) from old_texts where renderer = :now and html like '%<em>new</em>%'")
			.param("now", Markdown.VERSION)
			.query(Long.class)
			.single();
	}

	private static boolean joined(Thread thread) {
		try {
			return thread.join(Duration.ofSeconds(20));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private record Texts(JdbcClient jdbc) implements RenderedRows {

		@Override
		public String kind() {
			return "old_texts";
		}

		@Override
		public List<Row> outdated(long after, int renderer, int most) {
			return this.jdbc.sql("""
					select id, version, body from old_texts
					where id > :after and renderer < :renderer order by id limit :most
					""").param("after", after).param("renderer", renderer).param("most", most).query(Row.class).list();
		}

		@Override
		public void rewrite(Row row, Rendered text) {
			this.jdbc.sql("""
					select id from old_texts
					where id = :id and version = :version and renderer < :renderer for update skip locked
					""")
				.param("id", row.id())
				.param("version", row.version())
				.param("renderer", text.renderer())
				.query(Long.class)
				.optional()
				.ifPresent(
						(id) -> this.jdbc.sql("update old_texts set html = :html, renderer = :renderer where id = :id")
							.param("html", text.html())
							.param("renderer", text.renderer())
							.param("id", id)
							.update());
		}

	}

}
