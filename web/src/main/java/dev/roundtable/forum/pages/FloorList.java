package dev.roundtable.forum.pages;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.roundtable.forum.HoldKind;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Face;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads floors of a topic that the viewer may read: whoever calls this has asked. */
@Component
public class FloorList {

	private static final String SELECT = """
			select p.id, p.floor, a.name as author, a.role, p.body, p.html, p.accepted, p.created_at as createdAt,
			       p.edited_at as editedAt, e.name as editedBy, p.edit_reason as editReason, p.version,
			       p.author_id as authorId, h.kind as holdKind, h.reason as holdReason, h.taken as holdTaken, m.first_floor as firstFloor,
			       case when m.first_floor = p.floor then f.title end as cameFrom, mb.name as mergedBy,
			       m.reason as mergedWhy, a.picture
			from posts p join people_names a on a.account_id = p.author_id
			left join people_names e on e.account_id = p.edited_by
			left join post_holds h on h.post_id = p.id
			left join topic_merges m on m.into_topic = p.topic_id and m.slot = 0
			    and p.floor between m.first_floor and m.first_floor + m.floors - 1
			left join topics f on f.id = m.topic_id left join people_names mb on mb.account_id = m.merged_by
			""";

	/** A link to another floor of the same topic. */
	private static final Pattern FLOOR = Pattern.compile("href=\"#floor-([0-9]{1,9})\"");

	private final JdbcClient jdbc;

	FloorList(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** All floors of one page in order, those among them that are held, too. */
	public List<PostView> page(TopicId topic, int page) {
		int first = (page - 1) * TopicUrl.PAGE_SIZE;
		return this.jdbc.sql(SELECT + """
				where p.topic_id = :topic and p.floor > :above and p.floor <= :upTo order by p.floor
				""")
			.param("topic", topic.value())
			.param("above", first)
			.param("upTo", first + TopicUrl.PAGE_SIZE)
			.query(PostRow.class)
			.list()
			.stream()
			.map(PostRow::view)
			.toList();
	}

	/** The next floors above that one, without those that are held from the viewer. */
	public List<PostView> readable(TopicId topic, int above, int most, @Nullable Viewer viewer) {
		return this.jdbc.sql(SELECT + """
				where p.topic_id = :topic and p.floor > :above
				  and (h.post_id is null or (p.author_id = :viewer and h.kind <> 'DELETED') or :moderates)
				order by p.floor limit :most
				""")
			.param("topic", topic.value())
			.param("above", above)
			.param("viewer", (viewer != null) ? viewer.id().value() : 0)
			.param("moderates", Viewer.may(viewer, Capability.MODERATE))
			.param("most", most)
			.query(PostRow.class)
			.list()
			.stream()
			.map(PostRow::view)
			.toList();
	}

	/** One of them, wherever it stands. */
	public Optional<PostView> one(PostId id) {
		return this.jdbc.sql(SELECT + "where p.id = :id")
			.param("id", id.value())
			.query(PostRow.class)
			.optional()
			.map(PostRow::view);
	}

	private record PostRow(long id, int floor, String author, Role role, String body, @Nullable String html,
			boolean accepted, OffsetDateTime createdAt, @Nullable OffsetDateTime editedAt, @Nullable String editedBy,
			@Nullable String editReason, long version, long authorId, @Nullable HoldKind holdKind,
			@Nullable String holdReason, @Nullable Boolean holdTaken, @Nullable Integer firstFloor,
			@Nullable String cameFrom, @Nullable String mergedBy, @Nullable String mergedWhy,
			@Nullable String picture) {

		PostView view() {
			PostView.Hold hold = (this.holdKind != null) ? new PostView.Hold(this.holdKind,
					(this.holdReason != null) ? this.holdReason : "", Boolean.TRUE.equals(this.holdTaken)) : null;
			PostView.Came came = (this.cameFrom != null) ? new PostView.Came(this.cameFrom,
					(this.mergedBy != null) ? this.mergedBy : "", (this.mergedWhy != null) ? this.mergedWhy : "")
					: null;
			return new PostView(this.id, this.floor, this.authorId, this.author, Face.small(this.picture),
					this.role.isTeam(), this.body, here((this.html != null) ? this.html : Markdown.toHtml(this.body)),
					When.of(this.createdAt.toInstant()),
					(this.editedAt != null) ? When.of(this.editedAt.toInstant()) : null, this.editedBy, this.editReason,
					this.accepted, this.version, came, hold);
		}

		/** What led to a floor of the topic that it was written in leads there still. */
		private String here(String html) {
			return (this.firstFloor == null) ? html : FLOOR.matcher(html)
				.replaceAll(
						(link) -> "href=\"#floor-" + (Integer.parseInt(link.group(1)) + this.firstFloor - 1) + "\"");
		}

	}

}
