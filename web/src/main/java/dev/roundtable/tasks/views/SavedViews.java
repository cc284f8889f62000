package dev.roundtable.tasks.views;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.queries.Asked;
import dev.roundtable.tasks.list.ListCounts;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Lists that somebody gave a name. Those of the team can be shared with the team. */
@Component
class SavedViews {

	/** UTF-16 units of a name. */
	static final int NAME = 40;

	/** Of one person. */
	static final int MOST = 30;

	private final JdbcClient jdbc;

	private final ListCounts counts;

	private final Once once;

	private final Limits limits;

	private final Clock clock;

	SavedViews(JdbcClient jdbc, ListCounts counts, Once once, Limits limits, Clock clock) {
		this.jdbc = jdbc;
		this.counts = counts;
		this.once = once;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * @param query as it is written, with {@code me} for whoever looks
	 * @param shared whether the whole team has it
	 * @throws BadInput where the name or the query is none, is taken, or there are too
	 * many
	 */
	long save(Viewer by, @Nullable String name, String query, boolean shared, OnceKey key) {
		String called = checked(by, name, query, shared);
		return this.once.write(key.asking("save view", called, query, shared), () -> insert(by, called, query, shared),
				Long::longValue, (made) -> made);
	}

	private String checked(Viewer by, @Nullable String name, String query, boolean shared) {
		by.require(shared ? Capability.CHANGE_TASKS : Capability.POST);
		this.limits.spend(by, Act.TASK);
		String called = Text.line("name", name, NAME);
		if (query.length() > Asked.LONGEST) {
			throw new BadInput("q", "text.long", Asked.LONGEST, query.length());
		}
		this.counts.check(query, by);
		return called;
	}

	private long insert(Viewer by, String name, String query, boolean shared) {
		// Whoever saves twice at once waits for herself: what she then counts is there.
		this.jdbc.sql("select id from task_views where account_id = :id order by id for update")
			.param("id", by.id().value())
			.query(Long.class)
			.list();
		long hers = this.jdbc.sql("select count(*) from task_views where account_id = :id")
			.param("id", by.id().value())
			.query(Long.class)
			.single();
		if (hers >= MOST) {
			throw new BadInput("name", "views.many", MOST);
		}
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		try {
			this.jdbc.sql("""
					insert into task_views (account_id, name, query, shared, created_at)
					values (:id, :name, :query, :shared, :now)
					""")
				.param("id", by.id().value())
				.param("name", name)
				.param("query", query)
				.param("shared", shared)
				.param("now", OffsetDateTime.now(this.clock))
				.update(key, "id");
		}
		catch (DuplicateKeyException taken) {
			throw new BadInput("name", "views.taken", name);
		}
		return Objects.requireNonNull(key.getKeyAs(Long.class));
	}

	/**
	 * Gives one of hers another name, shows something else with it, shares it or keeps it
	 * to herself.
	 * @throws NotFound when it is not hers
	 * @throws StaleVersion when it was changed meanwhile, in another window
	 * @throws BadInput where the name or the query is none, or is taken
	 */
	void change(Viewer by, long id, ViewEdit edit, OnceKey key) {
		String called = checked(by, edit.name(), edit.query(), edit.forTeam());
		if (edit.version() == null) {
			throw new BadInput("version", "version.missing");
		}
		long version = edit.version();
		this.once.write(key.asking("change view " + id, edit), () -> {
			try {
				int changed = this.jdbc.sql("""
						update task_views set name = :name, query = :query, shared = :shared, version = version + 1
						where id = :id and account_id = :by and version = :version
						""")
					.param("name", called)
					.param("query", edit.query())
					.param("shared", edit.forTeam())
					.param("id", id)
					.param("by", by.id().value())
					.param("version", version)
					.update();
				if (changed == 0) {
					throw new StaleVersion(find(by, id).version());
				}
			}
			catch (DuplicateKeyException taken) {
				throw new BadInput("name", "views.taken", called);
			}
		});
	}

	/**
	 * @throws NotFound when it is not hers
	 */
	Saved find(Viewer by, long id) {
		return this.jdbc.sql("""
				select id, name, query, shared, true as hers, version from task_views
				where id = :id and account_id = :by
				""")
			.param("id", id)
			.param("by", by.id().value())
			.query(Saved.class)
			.optional()
			.orElseThrow(() -> new NotFound("view " + id));
	}

	/**
	 * @throws NotFound when it is not hers
	 */
	void remove(Viewer by, long id, OnceKey key) {
		this.once.write(key.asking("remove view " + id), () -> {
			int gone = this.jdbc.sql("delete from task_views where id = :id and account_id = :by")
				.param("id", id)
				.param("by", by.id().value())
				.update();
			if (gone == 0) {
				throw new NotFound("view " + id);
			}
		});
	}

	/** Hers and, where she is of it, the team's, in the order in which they were made. */
	List<Saved> of(@Nullable Viewer viewer) {
		if (viewer == null) {
			return List.of();
		}
		return this.jdbc.sql("""
				select id, name, query, shared, account_id = :id as hers, version from task_views
				where account_id = :id or (shared = true and :team) order by id
				""")
			.param("id", viewer.id().value())
			.param("team", viewer.may(Capability.READ_TEAM))
			.query(Saved.class)
			.list();
	}

	record Saved(long id, String name, String query, boolean shared, boolean hers, long version) {
	}

}
