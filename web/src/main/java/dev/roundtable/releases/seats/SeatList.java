package dev.roundtable.releases.seats;

import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.releases.Channel;
import dev.roundtable.releases.seats.Seats.State;
import dev.roundtable.writing.When;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has a seat, and who has not reported yet: for the team. */
@Component
class SeatList {

	private static final int MOST = 500;

	private final JdbcClient jdbc;

	SeatList(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param reports from this channel
	 */
	record Seat(String name, State state, When since, int reports) {
	}

	/** Those who hold one first, and of them those who reported least. */
	List<Seat> of(Viewer viewer, Channel channel) {
		viewer.require(Capability.CHANGE_TASKS);
		return this.jdbc.sql("""
				select n.name, s.state, s.since, (select count(*) from channel_reports r
				    where r.account_id = s.account_id and r.channel = s.channel) as reports
				from channel_seats s join people_names n on n.account_id = s.account_id
				where s.channel = :channel order by s.state desc, 4, s.since, n.name limit :most
				""")
			.param("channel", channel.name())
			.param("most", MOST)
			.query(Row.class)
			.list()
			.stream()
			.map((row) -> new Seat(row.name(), row.state(), When.of(row.since().toInstant()), row.reports()))
			.toList();
	}

	private record Row(String name, State state, OffsetDateTime since, int reports) {
	}

}
