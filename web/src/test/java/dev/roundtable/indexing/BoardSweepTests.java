package dev.roundtable.indexing;

import java.util.List;

import dev.roundtable.boards.BoardChanged;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@StoreTest
class BoardSweepTests {

	private final BoardSweep sweep;

	private final Topics topics;

	private final JdbcClient jdbc;

	private final World world;

	BoardSweepTests(BoardSweep sweep, Topics topics, JdbcClient jdbc, World world) {
		this.sweep = sweep;
		this.topics = topics;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void everything_on_a_board_that_changed_is_read_again_and_nothing_else() {
		TopicId here = topic(this.world.board);
		long reply = this.topics.reply(this.world.jun, OnceKey.NONE, here, "Me too").post().value();
		for (int i = 0; i < 120; i++) {
			topic(this.world.board);
		}
		TopicId last = topic(this.world.board);
		this.jdbc.sql("delete from index_queue").update();
		this.sweep.add(new BoardChanged(this.jdbc.sql("select board_id from board_facts where slug = :slug")
			.param("slug", this.world.board)
			.query(Long.class)
			.single()));
		this.sweep.catchUp();
		// The application's own sweep may be at it as well.
		await().until(() -> this.jdbc.sql("select count(*) from index_boards").query(Long.class).single() == 0);
		assertThat(this.jdbc.sql("select document from index_queue").query(String.class).list()).hasSize(123)
			.contains("topic-" + here.value(), "post-" + reply, "topic-" + last.value());
	}

	private TopicId topic(String board) {
		return this.topics
			.post(this.world.mei, OnceKey.NONE, new TopicDraft(board, TopicKind.DISCUSSION, "T", "text", List.of()))
			.topic();
	}

}
