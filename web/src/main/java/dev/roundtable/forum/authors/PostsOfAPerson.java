package dev.roundtable.forum.authors;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a person posted and voted for, for her to take with her: a list of where each
 * stands, and each text as she wrote it.
 */
@Component
class PostsOfAPerson implements PersonalData {

	/** Rows of one statement, and of one file. */
	private static final int PAGE = 200;

	private static final OffsetDateTime BEGINNING = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

	private final JdbcClient jdbc;

	PostsOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param board null where she may no longer enter it
	 * @param title as it is now; null where she may no longer read it
	 */
	record Written(String url, @Nullable String board, @Nullable String title, int floor, OffsetDateTime at,
			@Nullable OffsetDateTime editedAt, String file) {
	}

	record Voted(String url, @Nullable String title, OffsetDateTime at) {
	}

	private record Row(long id, long topic, String title, boolean held, boolean own, String slug, String readers,
			int floor, String body, OffsetDateTime createdAt, @Nullable OffsetDateTime editedAt) {

		String file() {
			return "posts/topic-%d-floor-%d.md".formatted(this.topic, this.floor);
		}

		Written told(Audiences hers) {
			boolean enters = hers.include(new Audience(this.readers));
			boolean reads = enters && (!this.held || this.own);
			String shown = reads ? this.title : "";
			return new Written(TopicUrl.of(TopicId.of(this.topic), shown, this.floor), enters ? this.slug : null,
					reads ? this.title : null, this.floor, this.createdAt, this.editedAt, file());
		}

	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		Audiences hers = Audiences.of(person);
		posts(person, hers, archive);
		votes(person, hers, archive);
	}

	private void posts(Viewer person, Audiences hers, Archive archive) throws IOException {
		OffsetDateTime after = BEGINNING;
		long afterId = 0;
		for (int page = 1;; page++) {
			List<Row> rows = page(person, after, afterId);
			if (rows.isEmpty()) {
				return;
			}
			archive.json("posts-%d.json".formatted(page), rows.stream().map((row) -> row.told(hers)).toList());
			for (Row row : rows) {
				archive.text(row.file(), row.body());
			}
			after = rows.getLast().createdAt();
			afterId = rows.getLast().id();
		}
	}

	private List<Row> page(Viewer person, OffsetDateTime after, long afterId) {
		return this.jdbc
			.sql("""
					select p.id, p.topic_id as topic, t.title, t.held, t.author_id = :author as own, b.slug, b.readers, p.floor, p.body,
					    p.created_at as createdAt, p.edited_at as editedAt
					from posts p join topics t on t.id = p.topic_id join board_facts b on b.board_id = t.board_id
					where p.author_id = :author and (p.created_at, p.id) > (:after, :afterId)
					order by p.created_at, p.id limit :limit""")
			.param("author", person.id().value())
			.param("after", after)
			.param("afterId", afterId)
			.param("limit", PAGE)
			.query(Row.class)
			.list();
	}

	private void votes(Viewer person, Audiences hers, Archive archive) throws IOException {
		List<Voted> votes = new ArrayList<>();
		this.jdbc.sql("""
				select v.topic_id, v.created_at, t.title, t.held, b.readers
				from topic_votes v join topics t on t.id = v.topic_id join board_facts b on b.board_id = t.board_id
				where v.account_id = :account order by v.topic_id""")
			.param("account", person.id().value())
			.query((row) -> {
				boolean reads = hers.include(new Audience(row.getString("readers"))) && !row.getBoolean("held");
				String title = reads ? row.getString("title") : "";
				votes.add(new Voted(TopicUrl.of(TopicId.of(row.getLong("topic_id")), title), reads ? title : null,
						row.getObject("created_at", OffsetDateTime.class)));
			});
		archive.json("votes.json", votes);
	}

}
