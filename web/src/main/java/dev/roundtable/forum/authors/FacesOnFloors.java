package dev.roundtable.forum.authors;

import java.util.List;
import java.util.Set;

import dev.roundtable.forum.PageVersions;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.journal.Entry;
import dev.roundtable.journal.JournalFollower;
import dev.roundtable.journal.Subject;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Pages that are remembered show another picture once their author does. Of somebody who
 * wrote very much, those where she wrote lately; no page is remembered for more than a
 * minute anyway.
 */
@Component
class FacesOnFloors implements JournalFollower {

	private static final Set<String> ACTIONS = Set.of("pictured", "removed-picture");

	private static final int LATELY = 500;

	private final JdbcClient jdbc;

	private final PageVersions pages;

	FacesOnFloors(JdbcClient jdbc, PageVersions pages) {
		this.jdbc = jdbc;
		this.pages = pages;
	}

	@Override
	public String name() {
		return "faces-on-floors";
	}

	@Override
	public boolean wants(String action, Subject subject) {
		return subject.type().equals("account") && ACTIONS.contains(action);
	}

	@Override
	public void deliver(List<Entry> entries) {
		entries.stream().map((entry) -> entry.subject().id()).distinct().sorted().forEach(this::show);
	}

	/** In one order, so that two who meet on the same pages wait for each other. */
	private void show(long author) {
		this.jdbc.sql("""
				select distinct s.topic_id as topic, (s.floor - 1) / %d * %1$d + 1 as floor from (
				    select topic_id, floor from posts where author_id = :author order by created_at desc limit :most) s
				order by topic, floor
				""".formatted(TopicUrl.PAGE_SIZE))
			.param("author", author)
			.param("most", LATELY)
			.query(Floor.class)
			.list()
			.forEach((floor) -> this.pages.raise(TopicId.of(floor.topic()), floor.floor()));
	}

	private record Floor(long topic, int floor) {
	}

}
