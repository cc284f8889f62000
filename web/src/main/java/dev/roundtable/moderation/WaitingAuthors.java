package dev.roundtable.moderation;

import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The queue by the people behind it, for a wave of spam: a thousand posts of fifty
 * accounts are fifty lines, and those who are spammers are removed together, each in an
 * act of its own that can be undone.
 */
@Component
class WaitingAuthors {

	/** Shown, and removed, at once. */
	static final int MOST = 100;

	private final JdbcClient jdbc;

	private final Deciding deciding;

	WaitingAuthors(JdbcClient jdbc, Deciding deciding) {
		this.jdbc = jdbc;
		this.deciding = deciding;
	}

	/** Those with most that waits first, each with the oldest of it. */
	List<Waiting> list(Viewer moderator) {
		moderator.require(Capability.MODERATE);
		return this.jdbc.sql("""
				select w.author_id as author, a.name, s.created_at as joinedAt, w.waits, w.reports, w.id as item,
				       w.topic_id as topic, w.title, w.floor, w.excerpt
				from (select i.id, p.author_id, p.topic_id, p.floor, t.title, substring(p.plain, 1, 200) as excerpt,
				             count(*) over (partition by p.author_id) as waits,
				             sum(i.reports) over (partition by p.author_id) as reports,
				             row_number() over (partition by p.author_id order by i.id) as nth
				      from review_items i join post_facts p on p.post_id = i.post_id
				      join topic_facts t on t.topic_id = p.topic_id
				      where i.slot = 0 and %s) w
				join people_names a on a.account_id = w.author_id
				join people_since s on s.account_id = w.author_id
				where w.nth = 1 order by w.waits desc, w.id limit :most
				""".formatted(Audiences.mayRead("t.readers")))
			.param("audiences", Audiences.of(moderator).array())
			.param("most", MOST)
			.query(Waiting.class)
			.list();
	}

	/**
	 * Deletes all that they posted and shuts them out. Who waits no more, because
	 * somebody else has just decided, is passed over; who must not be removed is counted.
	 * @param authors their accounts
	 * @throws BadInput on {@code authors} and {@code reason}
	 */
	Outcome remove(Viewer moderator, OnceKey key, List<Long> authors, @Nullable String reason) {
		check(moderator, authors, reason);
		Verdict verdict = new Verdict(Decision.REMOVE, reason, 0, null);
		long before = lastRemoval();
		int removed = 0;
		int refused = 0;
		for (long item : oldest(moderator, authors)) {
			try {
				this.deciding.decide(moderator, key, item, verdict);
				removed++;
			}
			catch (StaleVersion decidedMeanwhile) {
				// Whatever it was, it was a moderator's decision.
			}
			catch (DecidesForOneself notHers) {
				refused++;
			}
			catch (BadInput wrong) {
				if (!wrong.field().equals("decision")) {
					throw wrong;
				}
				refused++;
			}
		}
		return new Outcome(removed, refused, before, lastRemoval());
	}

	private long lastRemoval() {
		return this.jdbc.sql("select coalesce(max(removal_id), 0) from post_removal_facts").query(Long.class).single();
	}

	/**
	 * Brings back all whom she removed between two acts, with what they posted. What was
	 * undone stays so.
	 * @param after the last act before
	 * @param upTo the last one
	 * @return how many came back
	 */
	int undo(Viewer moderator, OnceKey key, long after, long upTo) {
		moderator.require(Capability.MODERATE);
		List<Long> removals = this.jdbc.sql("""
				select removal_id from post_removal_facts where removal_id > :after and removal_id <= :upTo
				and removed_by = :her and undone_at is null order by removal_id limit :most
				""")
			.param("after", after)
			.param("upTo", upTo)
			.param("her", moderator.id().value())
			.param("most", MOST)
			.query(Long.class)
			.list();
		removals.forEach((removal) -> this.deciding.undoRemoval(moderator, key, removal));
		return removals.size();
	}

	/**
	 * Before she is asked whether she is sure.
	 * @throws BadInput as {@link #remove}
	 */
	void check(Viewer moderator, List<Long> authors, @Nullable String reason) {
		moderator.require(Capability.MODERATE);
		if (authors.isEmpty()) {
			throw new BadInput("authors", "authors.none");
		}
		if (authors.size() > MOST) {
			throw new BadInput("authors", "authors.most", MOST);
		}
		Hiding.reason(reason);
	}

	private List<Long> oldest(Viewer moderator, List<Long> authors) {
		return this.jdbc.sql("""
				select min(i.id) from review_items i join post_facts p on p.post_id = i.post_id
				join topic_facts t on t.topic_id = p.topic_id
				where i.slot = 0 and p.author_id = any(:authors) and %s
				group by p.author_id order by 1
				""".formatted(Audiences.mayRead("t.readers")))
			.param("authors", authors.toArray(Long[]::new))
			.param("audiences", Audiences.of(moderator).array())
			.query(Long.class)
			.list();
	}

	/**
	 * @param refused how many there are whom the moderator must not remove
	 * @param before the last act of removing before
	 * @param last the last one of these
	 */
	record Outcome(int removed, int refused, long before, long last) {
	}

	/**
	 * Somebody of whom something waits.
	 *
	 * @param item the oldest of it
	 */
	record Waiting(long author, String name, OffsetDateTime joinedAt, int waits, int reports, long item, long topic,
			String title, int floor, String excerpt) {

		/** Public for its template. */
		public String url() {
			return Topics.url(TopicId.of(this.topic), this.title, this.floor);
		}

		/** Public for its template. */
		public When joined() {
			return When.of(this.joinedAt.toInstant());
		}

	}

}
