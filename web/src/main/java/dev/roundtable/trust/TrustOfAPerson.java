package dev.roundtable.trust;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far somebody is trusted, and what was noted of her reading, for her to take with
 * her.
 */
@Component
class TrustOfAPerson implements PersonalData {

	private static final int AT_ONCE = 5000;

	private final JdbcClient jdbc;

	private final Standings standings;

	private final Ladders ladders;

	TrustOfAPerson(JdbcClient jdbc, Standings standings, Ladders ladders) {
		this.jdbc = jdbc;
		this.standings = standings;
		this.ladders = ladders;
	}

	record Level(TrustLevel level, TrustLevel earned, @Nullable String reason, Counts counts) {
	}

	record Read(long topic, int page, int posts, LocalDate onDay) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		Standings.Standing standing = this.standings.of(person.id(), this.ladders.now().of(Ladder.BARRED)).orElse(null);
		if (standing != null) {
			Standings.ByHand byHand = standing.byHand();
			archive.json("trust.json", new Level(standing.level(), standing.earned(),
					(byHand != null) ? byHand.reason() : null, standing.counts()));
		}
		List<Read> read = after(person, 0, 0);
		for (int part = 1; !read.isEmpty() || part == 1; part++) {
			archive.json((part > 1) ? "read-" + part + ".json" : "read.json", read);
			read = (read.size() < AT_ONCE) ? List.of() : after(person, read.getLast().topic(), read.getLast().page());
		}
	}

	private List<Read> after(Viewer person, long topic, int page) {
		return this.jdbc.sql("""
				select topic_id as topic, page, posts, on_day as onDay from topic_reads
				where account_id = :account and (topic_id, page) > (:topic, :page)
				order by topic_id, page limit :most
				""")
			.param("account", person.id().value())
			.param("topic", topic)
			.param("page", page)
			.param("most", AT_ONCE)
			.query(Read.class)
			.list();
	}

}
