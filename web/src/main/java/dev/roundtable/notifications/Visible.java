package dev.roundtable.notifications;

import java.util.Map;

import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What of her notifications somebody may see now, whatever was so when they were made:
 * what is closed, hidden or written by whom she blocks is not there and is not counted.
 */
final class Visible {

	/** That she may read topic {@code t}. */
	static final String TOPIC = Audiences.mayRead("t.readers")
			+ " and (t.held = false or t.author_id = :viewer or :moderates)";

	/** That floor {@code p} is one of those that notification {@code n} is about. */
	static final String FLOOR = """
			p.topic_id = n.topic_id and p.floor between n.floor and n.last_floor
			and (p.held = false or p.author_id = :viewer or :moderates)
			and (n.kind = 'MODERATION' or p.author_id <> :viewer)
			and (n.kind in ('REPLY', 'TOPIC') or exists (
			    select 1 from notification_floors f where f.notification_id = n.id and f.floor = p.floor))
			and not exists (select 1 from follows b where b.what = concat('person-', p.author_id)
			    and b.account_id = :viewer and b.mode = 'BLOCK')
			""";

	/**
	 * That notification {@code n} is about no conversation, or about one of hers in which
	 * there is something unread that she wants to hear of.
	 */
	static final String CONVERSATION = """
			n.conversation_id is null or (exists (select 1 from conversation_facts c
			    where c.conversation_id = n.conversation_id and c.account_id = :viewer and c.muted = false
			    and c.last_message > c.read_to)
			and not exists (select 1 from follows b where b.what = concat('person-', n.actor_id)
			    and b.account_id = :viewer and b.mode = 'BLOCK'))
			""";

	/** Rows {@code n} of hers, with topic {@code t} and task {@code k}. */
	static final String FROM = """
			 from notifications n
			left join topic_facts t on t.topic_id = n.topic_id
			left join task_facts k on k.number = n.task_number
			where n.account_id = :viewer and n.on_page and (n.topic_id is null or (%s))
			and (n.task_number is null or (%s and %s))
			and (n.floor is null or exists (select 1 from post_facts p where %s))
			and (%s)
			""".formatted(TOPIC, Audiences.mayRead("k.audience"), Audiences.mayRead("k.source_audience"), FLOOR,
			CONVERSATION);

	/**
	 * The same for many people at once: {@code :people}, who all belong to the audiences
	 * {@code :shared}, and beside these to those of {@code :own}, which are written as
	 * the account, a space and the audience; and those among them who are
	 * {@code :moderators}.
	 */
	static final String TO_MANY = forMany(FROM.replace("n.account_id = :viewer", "n.account_id = any(:people)"));

	/** The same, whether it is shown on the page or goes other ways alone. */
	static final String BEYOND_THE_PAGE = TO_MANY.replace(" and n.on_page", "");

	/** {@link #FLOOR} for many. */
	static final String FLOOR_TO_MANY = forMany(FLOOR);

	private Visible() {
	}

	private static String forMany(String condition) {
		return condition.replace(Audiences.mayRead("t.readers"), mayRead("t.readers"))
			.replace(Audiences.mayRead("k.audience"), mayRead("k.audience"))
			.replace(Audiences.mayRead("k.source_audience"), mayRead("k.source_audience"))
			.replace(":viewer", "n.account_id")
			.replace(":moderates", "n.account_id = any(:moderators)");
	}

	private static String mayRead(String column) {
		return "(" + column + " = any(:shared) or concat(n.account_id, ' ', " + column + ") = any(:own))";
	}

	/** Binds what these ask for. */
	static JdbcClient.StatementSpec to(Viewer viewer, JdbcClient.StatementSpec statement) {
		return statement.params(of(viewer));
	}

	/** What these ask for, by its name. */
	static Map<String, Object> of(Viewer viewer) {
		return Map.of("audiences", Audiences.of(viewer).array(), "viewer", viewer.id().value(), "moderates",
				viewer.may(Capability.MODERATE));
	}

}
