package dev.roundtable.moderation;

import java.security.Principal;

import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Duties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moderators see on every page that something waits for them. */
@Component
class OpenItems implements Duties {

	private final JdbcClient jdbc;

	private final ObjectProvider<OtherQueue> others;

	OpenItems(JdbcClient jdbc, ObjectProvider<OtherQueue> others) {
		this.jdbc = jdbc;
		this.others = others;
	}

	@Override
	public int waiting(Principal who) {
		if (!(who instanceof Viewer viewer) || !viewer.may(Capability.MODERATE)) {
			return 0;
		}
		return posts(viewer) + this.others.stream().mapToInt((room) -> room.waiting(viewer)).sum();
	}

	private int posts(Viewer viewer) {
		return this.jdbc.sql("""
				select count(*) from (
				    select i.id from review_items i join post_facts p on p.post_id = i.post_id
				    join topic_facts t on t.topic_id = p.topic_id
				    where i.slot = 0 and %s limit :most) waiting
				""".formatted(Audiences.mayRead("t.readers")))
			.param("audiences", Audiences.of(viewer).array())
			.param("most", MOST + 1)
			.query(Integer.class)
			.single();
	}

}
