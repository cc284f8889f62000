package dev.roundtable.releases;

import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.releases.ReleaseView.Row;
import dev.roundtable.tasks.Build;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Releases, the newest build first. */
@Component
class ReleaseList {

	private final JdbcClient jdbc;

	ReleaseList(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @param channel null for all
	 * @throws BadInput on {@code cursor}
	 */
	CursorPage<ReleaseView> page(@Nullable Channel channel, @Nullable String cursor, int size) {
		Position after = Position.of(cursor);
		List<Row> rows = this.jdbc.sql(Row.SELECT + """
				where (:channel = '' or r.channel = :channel) and (r.build_order, r.id) < (:order, :id)
				order by r.build_order desc, r.id desc limit :most
				""")
			.param("channel", (channel != null) ? channel.name() : "")
			.param("order", after.order())
			.param("id", after.id())
			.param("most", size + 1)
			.query(Row.class)
			.list();
		return CursorPage.of(rows, size, Row::cursor).map(Row::view);
	}

	/**
	 * @param all also those for which nobody may ask
	 */
	List<Channel> channelsWithSeats(boolean all) {
		return this.jdbc.sql("select channel from channel_programs where is_open or :all order by channel")
			.param("all", all)
			.query(Channel.class)
			.list();
	}

	private record Position(String order, long id) {

		static Position of(@Nullable String cursor) {
			if (cursor == null || cursor.isEmpty()) {
				// Above every order, which begins with one of the first letters.
				return new Position("z", Long.MAX_VALUE);
			}
			String[] parts = cursor.split("~", 2);
			if (parts.length < 2 || !parts[0].matches("[0-9a-z]{1," + Build.ORDER_LENGTH + "}")
					|| !parts[1].matches("[0-9]{1,18}")) {
				throw new BadInput("cursor", "cursor.invalid");
			}
			return new Position(parts[0], Long.parseLong(parts[1]));
		}

	}

}
