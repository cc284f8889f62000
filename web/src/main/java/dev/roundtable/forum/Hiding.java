package dev.roundtable.forum;

import dev.roundtable.forum.Holds.HeldFloor;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hides floors from all but their authors and moderators, deletes them from all but
 * moderators, and shows them again. Such a floor keeps its number; a first floor takes
 * its topic with it.
 */
@Component
public class Hiding {

	/** Characters of a reason. */
	public static final int REASON = 400;

	private final JdbcClient jdbc;

	private final Holds holds;

	private final Once once;

	Hiding(JdbcClient jdbc, Holds holds, Once once) {
		this.jdbc = jdbc;
		this.holds = holds;
		this.once = once;
	}

	/**
	 * What is hidden already stays so, with its first reason.
	 * @return the address of the floor
	 * @throws BadInput on the field {@code reason}
	 * @throws NotFound when there is no such floor, or none that the moderator may read
	 */
	public String hide(Viewer moderator, OnceKey key, PostId id, @Nullable String reason) {
		return hold(moderator, key, id, HoldKind.HIDDEN, "hid", reason);
	}

	/** The same may be thrown as by {@link #hide}. */
	public String delete(Viewer moderator, OnceKey key, PostId id, @Nullable String reason) {
		return hold(moderator, key, id, HoldKind.DELETED, "deleted", reason);
	}

	private String hold(Viewer moderator, OnceKey key, PostId id, HoldKind kind, String action,
			@Nullable String reason) {
		HeldFloor floor = floor(moderator, id);
		String why = reason(reason);
		this.once.write(key.asking(action + " post " + id.value(), why), () -> {
			if (this.holds.put(id, kind, moderator.id(), why)) {
				this.holds.changed(moderator, floor, action, why);
			}
		});
		return floor.url();
	}

	/**
	 * A reason that readers see.
	 * @throws BadInput on the field {@code reason}
	 */
	public static String reason(@Nullable String given) {
		if (given == null || given.isBlank()) {
			throw new BadInput("reason", "moderation.reason");
		}
		return Text.line("reason", given, REASON);
	}

	/**
	 * What is not hidden or deleted stays so, and what its author took back stays taken
	 * back.
	 */
	public String show(Viewer moderator, OnceKey key, PostId id) {
		HeldFloor floor = floor(moderator, id);
		this.once.write(key.asking("show post " + id.value()), () -> {
			if (this.holds.release(id)) {
				String action = switch (floor.kind()) {
					case PENDING -> "approved";
					case DELETED -> "restored";
					case HIDDEN, TAKEN -> "unhid";
					case null -> "unhid";
				};
				this.holds.changed(moderator, floor, action, "");
			}
		});
		return floor.url();
	}

	/** What a moderator is about to hide. */
	public HeldFloor floor(Viewer moderator, PostId id) {
		moderator.require(Capability.MODERATE);
		return TopicAccess.reader(this.jdbc.sql("select " + HeldFloor.COLUMNS + """
				from posts p join topics t on t.id = p.topic_id join board_facts b on b.board_id = t.board_id
				left join post_holds h on h.post_id = p.id
				where p.id = :id and
				""" + TopicAccess.MAY_READ), moderator)
			.param("id", id.value())
			.query(HeldFloor.class)
			.optional()
			.orElseThrow(() -> new NotFound("post " + id.value()));
	}

}
