package dev.roundtable.notifications;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.roundtable.boards.Boards;
import dev.roundtable.forum.TopicFollowing.Mode;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Where topics come from: boards, tags and people, followed, muted or blocked. A block is
 * of what a person writes; she is not told of it, and reads on.
 */
@Component
class Sources {

	/** Of one person: each page of a topic asks for all whom its reader blocks. */
	static final int MOST = 500;

	private static final String HERS = "account_id = :viewer and not what like 'topic-%'";

	private final JdbcClient jdbc;

	private final Follows follows;

	private final Boards boards;

	private final Accounts accounts;

	private final Limits limits;

	private final Once once;

	private final Journal journal;

	Sources(JdbcClient jdbc, Follows follows, Boards boards, Accounts accounts, Limits limits, Once once,
			Journal journal) {
		this.limits = limits;
		this.jdbc = jdbc;
		this.follows = follows;
		this.boards = boards;
		this.accounts = accounts;
		this.once = once;
		this.journal = journal;
	}

	/**
	 * @throws NotFound when there is no such board, or none that she may read
	 * @throws BadInput {@code follow.many}
	 */
	void board(Viewer viewer, OnceKey key, String slug, Mode mode) {
		long id = this.boards.find(slug, viewer).orElseThrow(() -> new NotFound("board " + slug)).id();
		choose(viewer, key, Follows.board(id), Regard.valueOf(mode.name()), Subject.of("board", id), Map.of());
	}

	/**
	 * @throws NotFound when there can be no such tag
	 * @throws BadInput {@code follow.many}
	 */
	void tag(Viewer viewer, OnceKey key, String written, Mode mode) {
		String tag = tag(written).value();
		choose(viewer, key, Follows.tag(tag), Regard.valueOf(mode.name()), ofHers(viewer), Map.of("tag", tag));
	}

	private static Tag tag(String written) {
		try {
			return Tag.of(written);
		}
		catch (BadInput none) {
			throw new NotFound("tag " + written);
		}
	}

	/**
	 * @return the account of that name
	 * @throws NotFound when there is nobody of that name
	 * @throws BadInput {@code follow.self} or {@code follow.many}
	 */
	AccountId person(Viewer viewer, OnceKey key, String name, Regard regard) {
		AccountId person = this.accounts.byName(name).orElseThrow(() -> new NotFound("account " + name));
		if (person.equals(viewer.id())) {
			throw new BadInput("name", "follow.self");
		}
		choose(viewer, key, Follows.person(person.value()), regard, Subject.of("account", person.value()), Map.of());
		return person;
	}

	private static Subject ofHers(Viewer viewer) {
		return Subject.of("account", viewer.id().value());
	}

	private void choose(Viewer viewer, OnceKey key, String what, Regard regard, Subject subject,
			Map<String, String> facts) {
		viewer.require(Capability.POST);
		this.limits.spend(viewer, Act.FOLLOW);
		this.once.write(key.asking("regard " + what, regard), () -> {
			if (regard == Regard.OFF) {
				end(viewer, what, subject, facts);
			}
			else {
				requireRoom(viewer);
				if (this.follows.set(viewer, what, regard.name())) {
					record(viewer, switch (regard) {
						case FOLLOW -> "followed";
						case MUTE -> "muted";
						case BLOCK -> "blocked";
						case OFF -> throw new IllegalStateException();
					}, subject, facts);
				}
			}
		});
	}

	private void requireRoom(Viewer viewer) {
		long many = this.jdbc.sql("select count(*) from follows where " + HERS)
			.param("viewer", viewer.id().value())
			.query(Long.class)
			.single();
		if (many >= MOST) {
			throw new BadInput("form", "follow.many", MOST);
		}
	}

	/** Ends whatever she said of it. */
	private void end(Viewer viewer, String what, Subject subject, Map<String, String> facts) {
		String mode = this.follows.mode(viewer, what);
		int ended = this.jdbc.sql("delete from follows where what = :what and account_id = :viewer and mode <> 'OFF'")
			.param("what", what)
			.param("viewer", viewer.id().value())
			.update();
		if (ended > 0) {
			record(viewer, switch (mode) {
				case "BLOCK" -> "unblocked";
				case "MUTE" -> "unmuted";
				default -> "unfollowed";
			}, subject, facts);
		}
	}

	private void record(Viewer viewer, String action, Subject subject, Map<String, String> facts) {
		this.journal.record(viewer.id().value(), action, subject, Audience.person(viewer.id().value()), facts);
	}

	/**
	 * All that she said, and the topics that she muted, as far as there is still
	 * something for her to see: the latest first.
	 */
	List<Chosen> of(Viewer viewer) {
		return Visible.to(viewer, this.jdbc.sql("""
				select f.what, f.mode, coalesce(%s, a.name, t.title, substring(f.what, 5)) as name, b.slug
				from follows f
				left join board_facts b on f.what = concat('board-', b.board_id)
				left join people_names a on f.what = concat('person-', a.account_id)
				left join topic_facts t on f.what = concat('topic-', t.topic_id)
				where f.account_id = :viewer
				and (f.what like 'tag-%%' or a.account_id is not null
				    or (b.board_id is not null and %s)
				    or (t.topic_id is not null and f.mode = 'MUTE' and %s))
				order by f.since desc limit :most
				""".formatted(Boards.name("b"), Audiences.mayRead("b.readers"), Visible.TOPIC)))
			.param("most", 2 * MOST)
			.query(Chosen.class)
			.list();
	}

	/**
	 * Takes back something of that list, whatever it was; again is no matter.
	 * @throws NotFound when that can be nothing of it
	 */
	void undo(Viewer viewer, OnceKey key, String what) {
		int hyphen = what.indexOf('-');
		String type = (hyphen > 0) ? what.substring(0, hyphen) : "";
		String rest = what.substring(hyphen + 1);
		switch (type) {
			case "tag" -> choose(viewer, key, what, Regard.OFF, ofHers(viewer), Map.of("tag", tag(rest).value()));
			case "board", "topic" -> choose(viewer, key, what, Regard.OFF, Subject.of(type, id(rest)), Map.of());
			case "person" -> choose(viewer, key, what, Regard.OFF, Subject.of("account", id(rest)), Map.of());
			default -> throw new NotFound("followed " + what);
		}
	}

	private static long id(String digits) {
		try {
			return Long.parseLong(digits);
		}
		catch (NumberFormatException none) {
			throw new NotFound("followed " + digits);
		}
	}

	/**
	 * Something that she follows, mutes or blocks.
	 *
	 * @param slug of a board, null for all else
	 */
	record Chosen(String what, String mode, String name, @Nullable String slug) {

		public String type() {
			return this.what.substring(0, this.what.indexOf('-'));
		}

		/** For templates: a key that a page can show it under. */
		public String url() {
			String segment = UriUtils.encodePathSegment((this.slug != null) ? this.slug : this.name,
					StandardCharsets.UTF_8);
			return switch (type()) {
				case "board" -> "/b/" + segment;
				case "person" -> "/u/" + segment;
				case "tag" -> "/tags/" + segment;
				default -> "/t/" + this.what.substring("topic-".length());
			};
		}

	}

}
