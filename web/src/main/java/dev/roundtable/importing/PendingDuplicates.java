package dev.roundtable.importing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.roundtable.forum.TopicId;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Duplicates whose original has no task yet. In the database, because it may take years.
 */
@Component
class PendingDuplicates {

	private final JdbcTemplate batch;

	private final JdbcClient jdbc;

	PendingDuplicates(JdbcTemplate batch, JdbcClient jdbc) {
		this.batch = batch;
		this.jdbc = jdbc;
	}

	/**
	 * @param originals ids at the source, by duplicate
	 */
	void add(String source, Map<TopicId, String> originals) {
		if (!originals.isEmpty()) {
			List<Object[]> rows = new ArrayList<>();
			originals.forEach((topic, original) -> rows.add(new Object[] { topic.value(), source, original }));
			this.batch.batchUpdate("insert into import_duplicates (topic_id, source, duplicate_of) values (?, ?, ?)",
					rows);
		}
	}

	List<Row> of(String source, Collection<String> originals) {
		return this.jdbc.sql("""
				select d.topic_id, d.duplicate_of, t.external_id
				from unnest(cast(:originals as varchar array)) as wanted(original)
				join import_duplicates d on d.source = :source and d.duplicate_of = wanted.original
				join topic_facts t on t.topic_id = d.topic_id order by d.topic_id
				""")
			.param("originals", originals.toArray(String[]::new))
			.param("source", source)
			.query((row, n) -> new Row(row.getLong(1), row.getString(2), row.getString(3)))
			.list();
	}

	void remove(Row row) {
		this.jdbc.sql("delete from import_duplicates where topic_id = :topic").param("topic", row.topicId()).update();
	}

	long count() {
		return this.jdbc.sql("select count(*) from import_duplicates").query(Long.class).single();
	}

	/**
	 * @param externalId of the duplicate
	 */
	record Row(long topicId, String duplicateOf, String externalId) {
	}

}
