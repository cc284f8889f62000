package dev.roundtable.boards;

import dev.roundtable.admin.AdminCard;
import dev.roundtable.admin.AdminSection;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says on the home of the administration how many boards there are; the first one is the
 * first step.
 */
@Component
class BoardsCard implements AdminSection {

	private final JdbcClient jdbc;

	BoardsCard(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public AdminCard card() {
		long boards = this.jdbc.sql("select count(*) from boards").query(Long.class).single();
		return (boards > 0) ? new AdminCard(10, "boards", boards, "/admin/boards", AdminCard.State.GOOD)
				: new AdminCard(10, "boards.first", 0, "/admin/boards", AdminCard.State.STEP);
	}

}
