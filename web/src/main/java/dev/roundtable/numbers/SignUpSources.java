package dev.roundtable.numbers;

import java.util.List;

import dev.roundtable.charts.Calendar;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * By which way those came who registered lately: few rows of a view, read when somebody
 * looks.
 */
@Component
class SignUpSources {

	private final JdbcClient jdbc;

	private final Calendar calendar;

	SignUpSources(JdbcClient jdbc, Calendar calendar) {
		this.jdbc = jdbc;
		this.calendar = calendar;
	}

	/**
	 * The most frequent first.
	 * @param days how far back
	 */
	List<Share> of(Viewer viewer, int days) {
		viewer.require(Capability.ADMINISTER);
		List<Counted> counted = this.jdbc.sql("""
				select source, count(*) as n from sign_up_sources where joined_at >= :from
				group by source order by n desc, source
				""")
			.param("from", this.calendar.start(this.calendar.today().minusDays(days - 1L)))
			.query(Counted.class)
			.list();
		long all = counted.stream().mapToLong(Counted::n).sum();
		return counted.stream().map((one) -> new Share(one.source(), one.n(), one.n() * 100 / all)).toList();
	}

	private record Counted(String source, long n) {
	}

	/**
	 * A bar and a row of the table. Public for its template.
	 *
	 * @param source the end of its message key
	 * @param percent of all
	 */
	public record Share(String source, long n, long percent) {

		/** As long as its share, and never nothing. */
		public long width() {
			return Math.max(1, this.percent);
		}

	}

}
