package dev.roundtable.forum.holding;

import dev.roundtable.boards.Boards;
import dev.roundtable.boards.PlaceClosed;
import dev.roundtable.forum.HoldKind;
import dev.roundtable.forum.Holds;
import dev.roundtable.forum.Holds.HeldFloor;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.Screening;
import dev.roundtable.forum.TopicAccess;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * Lets an author take back what she wrote. The floor keeps its number. A topic that
 * nobody answered goes with its first floor; one that was answered stays for the others.
 */
@Component
public class TakingBack {

	private final JdbcClient jdbc;

	private final Holds holds;

	private final Screening screening;

	private final Limits limits;

	private final Once once;

	TakingBack(JdbcClient jdbc, Holds holds, Screening screening, Limits limits, Once once) {
		this.screening = screening;
		this.jdbc = jdbc;
		this.holds = holds;
		this.limits = limits;
		this.once = once;
	}

	/**
	 * What is not shown already stays as it is.
	 * @return the address of the floor, which she herself still reads
	 * @throws NotFound when there is no such floor, or none that she may read
	 * @throws AccessDeniedException when she did not write it
	 * @throws PlaceClosed when its board is archived
	 */
	public String takeBack(Viewer author, OnceKey key, PostId id) {
		HeldFloor floor = floor(author, id);
		this.limits.spend(author, Act.EDIT);
		this.once.write(key.asking("take back post " + id.value()), () -> {
			lock(floor);
			boolean waited = this.holds.take(id);
			if (waited) {
				this.screening.waitsNoMore(id);
			}
			if (waited || this.holds.put(id, HoldKind.TAKEN, author.id(), "")) {
				this.holds.changed(author, floor, "took-back", "");
			}
		});
		return floor.url();
	}

	/** Shows it again. The same may be thrown as by {@link #takeBack}. */
	public String putBack(Viewer author, OnceKey key, PostId id) {
		HeldFloor floor = floor(author, id);
		this.limits.spend(author, Act.EDIT);
		this.once.write(key.asking("put back post " + id.value()), () -> {
			lock(floor);
			if (this.holds.releaseTaken(id)) {
				if (floor.kind() == HoldKind.PENDING) {
					this.screening.waits(id);
				}
				this.holds.changed(author, floor, "put-back", "");
			}
		});
		return floor.url();
	}

	/** No answer comes in between. */
	private void lock(HeldFloor floor) {
		this.jdbc.sql("select floors from topics where id = :topic for update")
			.param("topic", floor.topicId())
			.query(Integer.class)
			.single();
	}

	/** What she is about to take back, or to show again. */
	HeldFloor floor(Viewer author, PostId id) {
		author.require(Capability.POST);
		HeldFloor floor = TopicAccess.reader(this.jdbc.sql("select " + HeldFloor.COLUMNS + """
				from posts p join topics t on t.id = p.topic_id join board_facts b on b.board_id = t.board_id
				left join post_holds h on h.post_id = p.id
				where p.id = :id and (h.post_id is null or p.author_id = :viewer or :moderates) and
				""" + TopicAccess.MAY_READ), author)
			.param("id", id.value())
			.query(HeldFloor.class)
			.optional()
			.orElseThrow(() -> new NotFound("post " + id.value()));
		if (floor.authorId() != author.id().value()) {
			throw new AccessDeniedException("not the author");
		}
		Boards.requireOpen(floor.archived(), new Audience(floor.writers()), author);
		return floor;
	}

}
